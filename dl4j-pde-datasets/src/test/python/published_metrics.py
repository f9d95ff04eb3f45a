"""The numbers that PublishedMetricsTest expects, by NumPy from the benchmarks' formulas.

    python3 published_metrics.py

Sample s, step t, point i: truth sin(0.3 i + t) (1 + s) + 0.1 t, prediction truth + 0.05 cos(0.7 i s + t) (1 + t).
"""
import numpy as np


def data(samples, steps, *grid):
    i = np.arange(np.prod(grid)).reshape(grid)
    truth = np.array([[np.sin(0.3 * i + t) * (1 + s) + 0.1 * t for t in range(steps)] for s in range(samples)])
    error = np.array([[0.05 * np.cos(0.7 * i * s + t) * (1 + t) for t in range(steps)] for s in range(samples)])
    return truth, truth + error


def pdebench_nrmse(truth, predicted):
    space = tuple(range(2, truth.ndim))
    return np.mean(np.sqrt(np.mean((predicted - truth) ** 2, space)) / np.sqrt(np.mean(truth**2, space)))


def the_well_vrmse(truth, predicted):
    space = tuple(range(2, truth.ndim))
    return np.mean(np.sqrt(np.mean((predicted - truth) ** 2, space) / (np.var(truth, space) + 1e-7)))


def pdebench_fourier(truth, predicted):
    """metric_func of PDEBench (pdebench/models/metrics.py), samples first, one field, L = 1."""
    error, grid = predicted - truth, truth.shape[2:]
    if len(grid) == 1:
        spectrum = np.sqrt(np.mean(np.abs(np.fft.rfft(error, axis=2)) ** 2, axis=0))
    else:
        power = np.abs(np.fft.fftn(error, axes=(2, 3))) ** 2
        least = min(grid[0] // 2, grid[1] // 2)
        shells = np.zeros(truth.shape[:2] + (least,))
        for i in range(grid[0] // 2):
            for j in range(grid[1] // 2):
                n = int(np.floor(np.sqrt(i**2 + j**2)))
                if n <= least - 1:
                    shells[:, :, n] += power[:, :, i, j]
        spectrum = np.sqrt(np.mean(shells, axis=0))
    spectrum = spectrum / np.prod(grid)
    return [np.mean(spectrum[:, band]) for band in (slice(4), slice(4, 12), slice(12, None))]


for samples, steps, *grid in ((3, 4, 40), (2, 3, 28, 30)):
    both = data(samples, steps, *grid)
    print(samples, steps, grid, "nRMSE %.12g VRMSE %.12g" % (pdebench_nrmse(*both), the_well_vrmse(*both)),
          "fRMSE", ", ".join("%.12g" % band for band in pdebench_fourier(*both)))
