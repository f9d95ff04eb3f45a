#!/usr/bin/env python3
"""Burgers2d's scheme in vectorised numpy, float64: the baseline that its generation is timed against.

Central differences (of order 12 of first and 10 of second derivatives), odd reflections at the boundary, and classical RK4 on 64 x 64 points, zero boundary
values, the same step count. All arithmetic is in place on preallocated arrays. --batch trajectories are advanced at once, as one array [batch, y, x]: 1 keeps everything
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


FIRST = (0, 6 / 7, -15 / 56, 5 / 63, -1 / 56, 1 / 385, -1 / 5544)
SECOND = (-5269 / 1800, 5 / 3, -5 / 21, 5 / 126, -5 / 1008, 1 / 3150)
GHOSTS = 5
INSIDE = (..., slice(GHOSTS + 1, -GHOSTS - 1), slice(GHOSTS + 1, -GHOSTS - 1))


class Burgers:
    def __init__(self, u, v, reynolds, dt):
        h = 1 / (u.shape[-1] - 1)
        self.first = [weight / h for weight in FIRST]
        self.second = [weight / (reynolds * h * h) for weight in SECOND]
        self.dt = dt
        margin = [(0, 0)] * (u.ndim - 2) + [(GHOSTS, GHOSTS)] * 2
        self.q = tuple(np.pad(component, margin) for component in (u, v))
        for component in self.q:
            self.reflect(component)
        self.stages = [tuple(np.zeros_like(q) for q in self.q) for _ in range(2)]
        inside = self.q[0][INSIDE].shape
        self.sum = (np.empty(inside), np.empty(inside))
        self.rates = (np.empty(inside), np.empty(inside))
        self.work = np.empty(inside)
        self.slope = np.empty(inside)

    @staticmethod
    def reflect(q):
        for k in range(1, GHOSTS + 1):
            low, high = GHOSTS, q.shape[-1] - 1 - GHOSTS
            np.negative(q[..., low + k, :], out=q[..., low - k, :])
            np.negative(q[..., high - k, :], out=q[..., high + k, :])
            np.negative(q[..., :, low + k], out=q[..., :, low - k])
            np.negative(q[..., :, high - k], out=q[..., :, high + k])

    def rate(self, q, at, out):
        """out = (q_xx + q_yy) / Re - u q_x - v q_y inside the boundary."""
        work, slope = self.work, self.slope
        points = q.shape[-1] - 2 * (GHOSTS + 1)
        centre = GHOSTS + 1

        def shifted(rows, columns):
            return q[..., centre + rows : centre + rows + points, centre + columns : centre + columns + points]

        np.multiply(shifted(0, 0), 2 * self.second[0], out=out)
        for speed, row, column in ((at[0], 0, 1), (at[1], 1, 0)):
            for k in range(1, len(FIRST)):
                before, after = shifted(-k * row, -k * column), shifted(k * row, k * column)
                if k < len(SECOND):
                    np.add(after, before, out=work)
                    work *= self.second[k]
                    out += work
                np.subtract(after, before, out=work)
                work *= self.first[k]
                if k == 1:
                    np.copyto(slope, work)
                else:
                    slope += work
            slope *= speed[INSIDE]
            out -= slope

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
                    start[INSIDE] += total
                    self.reflect(start)
                else:
                    rate *= ahead * dt
                    following = self.stages[stage % 2][component]
                    np.add(start[INSIDE], rate, out=following[INSIDE])
                    self.reflect(following)
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
        print(json.dumps({"largest_difference": float(np.abs(np.stack(flow.q)[..., GHOSTS:-GHOSTS, GHOSTS:-GHOSTS] - given[2:]).max())}))
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
            saved[0, :, snapshot], saved[1, :, snapshot] = (q[..., GHOSTS:-GHOSTS, GHOSTS:-GHOSTS] for q in flow.q)
        assert np.isfinite(saved).all()
    print(json.dumps({"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - cpu}))


if __name__ == "__main__":
    main()
