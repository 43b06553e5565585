"""The job on a cluster of this machine: its answers are those of the command, whoever dies.

    python3 test_quotations.py target/debug/whosaid
"""

import glob
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import unittest

try:
    import pyspark  # noqa: F401
except ImportError:
    print("skipped: there is no pyspark here (pip install pyspark, and Java 17 or later)")
    sys.exit(0)

import made_corpus
import quotations
from cluster import Cluster

COMMAND = os.path.abspath(sys.argv.pop())
ARTICLES = 240
PARTITIONS = 6
BAD = b'{"id": "no text"}'
LONGEST = 600


class Quotations(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.archive = f"{self.directory}/archive.ndjson"
        lines = [json.dumps({"id": number, "text": made_corpus.article(number)}).encode() for number in range(ARTICLES)]
        with open(self.archive, "wb") as archive:
            archive.write(b"\n".join([*lines[:100], BAD, b"", *lines[100:]]) + b"\n")
        with open(self.archive, "rb") as archive:
            whole = subprocess.run([COMMAND, "--ndjson", "--error-records"], stdin=archive, capture_output=True, check=False)
        self.assertEqual(whole.returncode, 2)
        self.expected = whole.stdout.splitlines()

    def test_a_killed_worker_loses_nothing(self):
        """Both workers are in the midst of a partition when one is killed; the other does the work of both."""
        killed = f"{self.directory}/killed"
        # It answers as the command does, but not before a worker was killed.
        patient = f"{self.directory}/patient"
        with open(patient, "w") as script:
            script.write(f'#!/bin/sh\nwhile [ ! -e "{killed}" ]; do sleep 0.1; done\nexec "{COMMAND}" "$@"\n')
        os.chmod(patient, 0o755)
        with Cluster(workers=2) as cluster:
            context = cluster.context()
            try:
                answers = f"{self.directory}/answers"
                job = threading.Thread(target=quotations.run, args=(context, patient, self.archive, answers, PARTITIONS))
                job.start()
                self.eventually(lambda: self.active(context) == 2)
                cluster.workers[1].kill()
                cluster.workers[1].wait()
                pathlib.Path(killed).touch()
                job.join()
            finally:
                context.stop()
        self.assertTrue(os.path.exists(f"{answers}/_SUCCESS"), "the job failed")
        parts = sorted(glob.glob(f"{answers}/part-*"))
        self.assertGreaterEqual(len(parts), PARTITIONS)
        lines = [line for part in parts for line in pathlib.Path(part).read_bytes().splitlines()]
        self.assertEqual(len(lines), ARTICLES + 1)
        # Spark's line numbers are those of a partition.
        self.assertEqual(json.loads(lines.pop(100))["id"], "no text")
        self.expected.pop(100)
        self.assertEqual(lines, self.expected)

    def active(self, context):
        stages = [context.statusTracker().getStageInfo(stage) for stage in context.statusTracker().getActiveStageIds()]
        return sum(stage.numActiveTasks for stage in stages if stage)

    def eventually(self, holds):
        end = time.monotonic() + LONGEST
        while not holds():
            self.assertLess(time.monotonic(), end, "it never came to pass")
            time.sleep(0.1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
