"""Finds the quotations in an archive of any size, on Apache Spark.

In: lines of {"id": …, "text": …} (or "html"), in a file, a folder or a pattern
that Spark can read. Out: a folder with a line for each of them, in their
order: what `whosaid --ndjson --error-records` answers.

    spark-submit quotations.py --command whosaid ARCHIVE.ndjson ANSWERS

What is cut into partitions, who gets them, and what happens when a machine is
lost is left to Spark: a partition that fails is given to somebody else.
"""

import argparse
import os
import subprocess
import threading
from functools import partial

from pyspark import SparkFiles
from pyspark.sql import SparkSession

# All lines were answered, or some of them by the record of an error.
ANSWERED = (0, 2)


def analysed(name, lines):
    """The answers to the lines of one partition, by the command that was sent along as `name`.

    The command has one thread, for Spark gives one core to a partition. It is
    fed as it answers, so a partition of any size needs little memory.
    """
    command = [SparkFiles.get(name), "--ndjson", "--error-records", "--threads", "1"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    given = []
    feeder = threading.Thread(target=_feed, args=(process.stdin, lines, given), daemon=True)
    feeder.start()
    taken = 0
    try:
        for answer in process.stdout:
            taken += 1
            yield answer.rstrip(b"\n")
        feeder.join()
        # Half an answer must not pass for a whole one: Spark tries again.
        if process.wait() not in ANSWERED or given != [taken]:
            raise RuntimeError(f"{name} ended with {process.returncode} after {taken} answers to {given} lines")
    finally:
        process.kill()
        process.wait()


def _feed(stdin, lines, given):
    """Writes `lines` to the command. How many they were goes into `given` once all are written, or what went wrong."""
    count = 0
    try:
        with stdin:
            for line in lines:
                if line.strip():
                    stdin.write(line + b"\n")
                    count += 1
        given.append(count)
    except Exception as error:  # It is raised where the answers are read.
        given.append(repr(error))


def run(context, command, archive, answers, partitions=None):
    """Answers `archive` into the folder `answers`, with the native `command`, in at least so many partitions."""
    context.addFile(command)
    context.addPyFile(os.path.abspath(__file__))
    lines = context.textFile(archive, partitions, use_unicode=False)
    lines.mapPartitions(partial(analysed, os.path.basename(command))).saveAsTextFile(answers)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--command", default="whosaid", help="the native command; it is sent to all workers")
    parser.add_argument("--partitions", type=int, help="into how many parts to cut, at least [default: as Spark does]")
    parser.add_argument("archive", help="what to read")
    parser.add_argument("answers", help="the folder to write; it must not be there yet")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("whosaid").getOrCreate()
    run(spark.sparkContext, arguments.command, arguments.archive, arguments.answers, arguments.partitions)
    spark.stop()


if __name__ == "__main__":
    main()
