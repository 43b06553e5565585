"""Takes the figures of README.md: the command alone, then on workers of this machine.

    python3 measure.py target/release/whosaid --articles 100000 --workers 2 --kill

Time is told as seconds of processors, which another program on the same
machine changes little, and as seconds of the clock.
"""

import argparse
import glob
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time

import made_corpus
import quotations
from cluster import Cluster


def processors():
    """Seconds of processors that all descendants of this process have used, those that are gone included."""
    parents, seconds = {}, {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path) as stat:
                fields = stat.read().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        pid = int(path.split("/")[2])
        parents[pid] = int(fields[1])
        seconds[pid] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ours.ru_utime + ours.ru_stime + sum(seconds[pid] for pid in seconds if _descends(pid, parents))


def _descends(pid, parents):
    while pid in parents:
        pid = parents[pid]
        if pid == os.getpid():
            return True
    return False


def tell(what, articles, start):
    clock, used = time.monotonic() - start[0], processors() - start[1]
    print(f"{what}: {clock:.0f} s, {used:.0f} s of processors: {articles / used:.0f} articles a second a core", flush=True)


def on_spark(arguments, archive, answers):
    """Answers the archive on a cluster, of which a worker dies once a third is done where `--kill` says so."""
    with Cluster(arguments.workers) as cluster:
        context = cluster.context()
        start = time.monotonic(), processors()
        job = threading.Thread(target=quotations.run, args=(context, arguments.command, archive, answers, arguments.partitions))
        job.start()
        done = 0
        while job.is_alive():
            job.join(0.2)
            tracker = context.statusTracker()
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            done = max([done, *(stage.numCompletedTasks for stage in stages if stage)])
            if arguments.kill and done >= arguments.partitions / 3:
                arguments.kill = False
                print(f"a worker is killed after {done} of {arguments.partitions} partitions", flush=True)
                cluster.workers[-1].kill()
        tell(f"Spark, {arguments.workers} workers", arguments.articles, start)
        context.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("command", type=os.path.abspath)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--partitions", type=int, default=60)
    parser.add_argument("--kill", action="store_true", help="kill a worker once a third is done")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        archive, alone, answers = (f"{directory}/{name}" for name in ("archive.ndjson", "alone.ndjson", "answers"))
        with open(archive, "w") as lines:
            subprocess.run([sys.executable, made_corpus.__file__, str(arguments.articles)], stdout=lines, check=True)
        print(f"{arguments.articles} articles of {os.path.getsize(archive) // arguments.articles} bytes", flush=True)
        start = time.monotonic(), processors()
        subprocess.run([arguments.command, "--ndjson", archive, "--output", alone], check=True)
        tell("the command alone", arguments.articles, start)
        on_spark(arguments, archive, answers)
        with open(alone, "rb") as expected:
            parts = sorted(glob.glob(f"{answers}/part-*"))
            same = os.path.exists(f"{answers}/_SUCCESS") and all(line == expected.readline() for part in parts for line in open(part, "rb"))
            print("the answers are the same" if same and not expected.readline() else "THE ANSWERS DIFFER")


if __name__ == "__main__":
    main()
