#!/usr/bin/env python3
"""Races Burgers2d's generation against numpy on the same scheme, alternately, and prints medians and their ratio.

    mvn -q package -DskipTests
    python3 benchmarks/baseline/burgers_race.py [TRAJECTORIES] [ROUNDS]

First it checks that both compute the same: numpy goes on from Java's first initial state. numpy runs in its best batch
size of those tried here, on one core as it does; Java on all cores, its compiler's warming up included. Processor time
is printed besides, for machines that have other work to do.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "..", "target")
CLASSES = os.path.join(TARGET, "qpde.jar") + os.pathsep + os.path.join(TARGET, "lib", "*")


def call(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def java(*arguments):
    return call("java", "-Xmx1g", "-cp", CLASSES, os.path.join(HERE, "BurgersGeneration.java"), *arguments)


def numpy(*arguments):
    return call(sys.executable, os.path.join(HERE, "burgers_numpy.py"), *arguments)


def main():
    if importlib.util.find_spec("numpy") is None:
        print("skipped: numpy is not installed (Debian: apt-get install python3-numpy)")
        return
    trajectories = sys.argv[1] if len(sys.argv) > 1 else "100"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "first.f4")
        java("1", file)
        print("largest difference from numpy: %.2e" % numpy("--check", file)["largest_difference"])
    batches = {batch: numpy("--trajectories", "16", "--batch", batch)["seconds"] for batch in ("1", "2", "4", "8", "16")}
    best = min(batches, key=batches.get)
    print("numpy, seconds for 16 trajectories by batch size: " + ", ".join("%s: %.2f" % b for b in batches.items()))
    runs = {"Java": [], "numpy": []}
    for _ in range(rounds):
        runs["Java"].append(java(trajectories))
        runs["numpy"].append(numpy("--trajectories", trajectories, "--batch", best))
    print("%s trajectories, medians of %d, numpy in batches of %s:" % (trajectories, rounds, best))
    for measure in ("seconds", "cpu_seconds"):
        ours, theirs = (statistics.median(run[measure] for run in runs[who]) for who in ("Java", "numpy"))
        print("%-11s Java %.2f, numpy %.2f, ratio %.1f" % (measure, ours, theirs, theirs / ours))


if __name__ == "__main__":
    main()
