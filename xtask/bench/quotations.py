"""How long textacy with spaCy's small model takes, and what memory:

`quotations.py speed TEXT...` prints for each of the files TEXT a line with the
milliseconds, or null where it would take too long. `quotations.py once [TEXT]`
reads the text, prints nothing, and is looked at from outside.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import en_core_web_sm
from textacy.extract import direct_quotations

# As in timing.js.
MEASURE_S = 0.7
ROW_S = 60

nlp = en_core_web_sm.load()


def analyze(text):
    """The quotations of the text, a paragraph at a time: a missing mark in one stops textacy."""
    found = []
    for doc in nlp.pipe(paragraph for paragraph in text.split("\n\n") if paragraph.strip()):
        try:
            found.extend(direct_quotations(doc))
        except ValueError:
            pass
    return found


def once(text):
    start = time.perf_counter()
    analyze(text)
    return time.perf_counter() - start


def seconds(text):
    """The median of what the text takes after a first time, or that where it is long."""
    first = once(text)
    if first > MEASURE_S:
        return first
    times = []
    while sum(times) < MEASURE_S:
        times.append(once(text))
    return statistics.median(times)


def speed(texts):
    end = time.perf_counter() + ROW_S
    pace = 0.0
    for text in texts:
        taken = None if time.perf_counter() + pace * len(text) > end else seconds(text)
        pace = float("inf") if taken is None else taken / len(text)
        print(json.dumps(taken and taken * 1000), flush=True)


def once_each(texts):
    for text in texts:
        analyze(text)


what, *files = sys.argv[1:]
{"speed": speed, "once": once_each}[what]([Path(file).read_text(encoding="utf-8") for file in files])
