#!/usr/bin/env python3
"""Reads 1,125 windows of 11 snapshots of a gzip HDF5 file, in order, shuffled and shuffled block by block.

    mvn -q package -DskipTests
    python3 benchmarks/baseline/shuffled_reading.py

125 trajectories of 100 x 64 x 64 float32 values, 205 MB, one chunk each; minibatches of 32. Prints processor seconds of a
pass, with room for all decoded chunks and with room for 128 MB of them: Java's of two heaps, a quarter of which keeps
chunks, and h5py's with a chunk cache of that size: windows as they lie, and laid out as sequences, as Java's are. Java's "fitting
pass" is what a fit reads: with the larger heap snapshots are held, with the smaller one they are decoded anew each time.
"""

import os
import random
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "..", "target")
CLASSES = os.path.join(TARGET, "qpde.jar") + os.pathsep + os.path.join(TARGET, "lib", "*")
TRAJECTORIES, TIMES, GRID, CONTEXT, MINIBATCH = 125, 100, 64, 10, 32


def write(h5py, np, path):
    """Sums of moving waves: bytes compress as those of solutions do, hardly."""
    draw = np.random.default_rng(0)
    x = np.linspace(0, 2 * np.pi, GRID, endpoint=False)
    t = np.arange(TIMES)[:, None, None]
    shape = (TRAJECTORIES, TIMES, GRID, GRID)
    with h5py.File(path, "w") as file:
        u = file.create_dataset("u", shape, "f4", chunks=(1,) + shape[1:], compression="gzip")
        for trajectory in range(TRAJECTORIES):
            u[trajectory] = sum(
                draw.normal()
                * np.cos(k * x[None, :, None] + draw.uniform(0, 6) + draw.uniform(0, 0.1) * t)
                * np.cos(l * x[None, None, :] + draw.uniform(0, 6))
                for k in range(4)
                for l in range(4)
            )


def h5py_seconds(h5py, np, path, megabytes, shuffled, sequences):
    starts = [(i, s) for i in range(TRAJECTORIES) for s in range(0, TIMES - CONTEXT, CONTEXT)]
    if shuffled:
        random.Random(1).shuffle(starts)
    with h5py.File(path, "r", rdcc_nbytes=megabytes << 20, rdcc_nslots=10007) as file:
        u = file["u"]
        start = time.process_time()
        for at in range(0, len(starts), MINIBATCH):
            windows = np.stack([u[i, s : s + CONTEXT + 1] for i, s in starts[at : at + MINIBATCH]])
            if sequences:  # features and labels [minibatch, values, time]
                rows = windows.reshape(len(windows), CONTEXT + 1, -1).transpose(0, 2, 1)
                np.ascontiguousarray(rows[:, :, :-1])
                np.ascontiguousarray(rows[:, :, 1:])
        return time.process_time() - start


def main():
    try:
        import h5py
        import numpy as np
    except ImportError:
        print("skipped: h5py is not installed (Debian: apt-get install python3-h5py)")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "gzip.h5")
        write(h5py, np, path)
        for megabytes in (512, 128):
            heap = "-Xmx%dm" % (4 * megabytes)
            print("java %s" % heap, flush=True)
            subprocess.run(["java", heap, "-cp", CLASSES, os.path.join(HERE, "ShuffledReading.java"), path], check=True)
            print("h5py, %d MB" % megabytes)
            for order in ("in order", "shuffled"):
                for sequences in (False, True):
                    seconds = h5py_seconds(h5py, np, path, megabytes, order == "shuffled", sequences)
                    print("%s%s %.2f" % (order, ", as sequences" if sequences else "", seconds), flush=True)


if __name__ == "__main__":
    main()
