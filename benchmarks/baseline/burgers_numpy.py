#!/usr/bin/env python3
"""Burgers2d's scheme in vectorised numpy, float64: the baseline that its generation is timed against.

Central differences and classical RK4 on 64 x 64 points, zero boundary values, the same step count. All arithmetic is in
place on preallocated arrays. --batch trajectories are advanced at once, as one array [batch, y, x]: 1 keeps everything
in the cache, more saves calls. Prints one line of JSON.

    python3 benchmarks/baseline/burgers_numpy.py --trajectories 100 --batch 4
"""

import argparse
import json
import sys
import time

try:
    import numpy as np
except ImportError:
    print("skipped: numpy is not installed (Debian: apt-get install python3-numpy)", file=sys.stderr)
    sys.exit(0)


class Burgers:
    def __init__(self, u, v, reynolds, dt):
        self.q = (u, v)
        points = u.shape[-1]
        h = 1 / (points - 1)
        self.first = 1 / (2 * h)
        self.second = 1 / (reynolds * h * h)
        self.dt = dt
        self.stages = [(np.zeros_like(u), np.zeros_like(u)) for _ in range(2)]
        inside = u[..., 1:-1, 1:-1].shape
        self.sum = (np.empty(inside), np.empty(inside))
        self.rates = (np.empty(inside), np.empty(inside))
        self.work = np.empty(inside)

    def rate(self, q, at, out):
        """out = (q_xx + q_yy) / Re - u q_x - v q_y inside the boundary."""
        work = self.work
        west, east = q[..., 1:-1, :-2], q[..., 1:-1, 2:]
        south, north = q[..., :-2, 1:-1], q[..., 2:, 1:-1]
        np.multiply(q[..., 1:-1, 1:-1], -4, out=out)
        out += east
        out += west
        out += north
        out += south
        out *= self.second
        np.subtract(east, west, out=work)
        work *= at[0][..., 1:-1, 1:-1]
        work *= self.first
        out -= work
        np.subtract(north, south, out=work)
        work *= at[1][..., 1:-1, 1:-1]
        work *= self.first
        out -= work

    def step(self):
        dt = self.dt
        at = self.q
        for stage, (weight, ahead) in enumerate(((1, 0.5), (2, 0.5), (2, 1), (1, None))):
            for component in range(2):
                self.rate(at[component], at, self.rates[component])
            for component in range(2):
                rate, total, start = self.rates[component], self.sum[component], self.q[component]
                if stage == 0:
                    np.copyto(total, rate)
                else:
                    np.multiply(rate, weight, out=self.work)
                    total += self.work
                if ahead is None:
                    total *= dt / 6
                    start[..., 1:-1, 1:-1] += total
                else:
                    rate *= ahead * dt
                    np.add(start[..., 1:-1, 1:-1], rate, out=self.stages[stage % 2][component][..., 1:-1, 1:-1])
            at = self.stages[stage % 2]


def random_smooth(count, points, random):
    """Sines 1 to 3 in each direction, largest speed 1."""
    k = np.arange(1, 4)
    sines = np.sin(np.pi * np.outer(k, np.linspace(0, 1, points)))
    c = random.standard_normal((count, 2, 3, 3)) / (k[:, None] ** 2 + k**2)
    fields = np.einsum("cflk,ly,kx->cfyx", c, sines, sines)
    fields /= np.abs(fields).max(axis=(1, 2, 3), keepdims=True)
    fields[..., [0, -1], :] = 0
    fields[..., :, [0, -1]] = 0
    return np.ascontiguousarray(fields[:, 0]), np.ascontiguousarray(fields[:, 1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trajectories", type=int, default=100)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--points", type=int, default=64)
    parser.add_argument("--snapshots", type=int, default=200)
    parser.add_argument("--interval", type=float, default=0.01)
    parser.add_argument("--steps", type=int, default=2, help="from one snapshot to the next")
    parser.add_argument("--reynolds", type=float, default=100)
    parser.add_argument("--check", help="float32 file of initial and final u and v: prints how far this scheme is off")
    a = parser.parse_args()

    if a.check:
        given = np.fromfile(a.check, "<f4").astype(float).reshape(4, 1, a.points, a.points)
        flow = Burgers(given[0].copy(), given[1].copy(), a.reynolds, a.interval / a.steps)
        for _ in range((a.snapshots - 1) * a.steps):
            flow.step()
        print(json.dumps({"largest_difference": float(np.abs(np.stack(flow.q) - given[2:]).max())}))
        return

    random = np.random.default_rng(1)
    start = time.perf_counter()
    cpu = time.process_time()
    for first in range(0, a.trajectories, a.batch):
        count = min(a.batch, a.trajectories - first)
        u, v = random_smooth(count, a.points, random)
        flow = Burgers(u, v, a.reynolds, a.interval / a.steps)
        saved = np.empty((2, count, a.snapshots, a.points, a.points), np.float32)
        for snapshot in range(a.snapshots):
            if snapshot:
                for _ in range(a.steps):
                    flow.step()
            saved[0, :, snapshot], saved[1, :, snapshot] = flow.q
        assert np.isfinite(saved).all()
    print(json.dumps({"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu}))


if __name__ == "__main__":
    main()
