"""A Spark cluster on this machine, for trying things: a master, and workers that can be killed.

    python3 cluster.py --workers 2     # prints the master's address, and stays until it is interrupted
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile

import pyspark

HOME = os.path.dirname(pyspark.__file__)
HOST = "127.0.0.1"


class Cluster:
    """A master and workers with a core each, as long as the `with` block lasts."""

    def __init__(self, workers):
        self.directory = tempfile.mkdtemp(prefix="whosaid-spark-")
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        self.address = f"spark://{HOST}:{port}"
        self._all = [self._start("master.Master", "--host", HOST, "--port", str(port))]
        self.workers = [
            self._start("worker.Worker", "--host", HOST, "--cores", "1", "--memory", "1g", "-d", f"{self.directory}/{number}", self.address)
            for number in range(workers)
        ]
        self._all += self.workers

    def _start(self, what, *arguments):
        command = [f"{HOME}/bin/spark-class", f"org.apache.spark.deploy.{what}", "--webui-port", "0", *arguments]
        environment = {**os.environ, "SPARK_HOME": HOME, "SPARK_LOCAL_IP": HOST, "PYSPARK_PYTHON": sys.executable}
        with open(f"{self.directory}/{what}.log", "ab") as log:
            # spark-class becomes the program that it starts: who is killed is the worker.
            return subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def context(self, **settings):
        """A connection to the cluster."""
        os.environ.update(SPARK_HOME=HOME, SPARK_LOCAL_IP=HOST, PYSPARK_PYTHON=sys.executable)
        known = {"spark.executor.memory": "512m", "spark.executor.cores": "1", "spark.ui.enabled": "false"}
        conf = pyspark.SparkConf().setMaster(self.address).setAppName("whosaid").setAll({**known, **settings}.items())
        return pyspark.SparkContext(conf=conf)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self._all:
            process.kill()
            process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--workers", type=int, default=2)
    with Cluster(parser.parse_args().workers) as cluster:
        print(cluster.address, flush=True)
        try:
            cluster.workers[0].wait()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
