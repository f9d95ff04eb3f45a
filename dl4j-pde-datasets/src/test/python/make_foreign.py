"""Writes files of layouts without a time axis of the usual kind, and of formats that are refused by name.

    python3 make_foreign.py ../resources/io/github/dl4jquantum/pde/record

Made by h5py, NumPy and SciPy, not by this project. Arrays hold what make_fixtures.py puts there: 0.5 * (linear index).
MATLAB's v7.3 is HDF5 behind a block of 512 bytes, which is written here by hand.
"""
import io
import sys
from pathlib import Path

import h5py
import numpy as np
import scipy.io

OUT = Path(sys.argv[1])


def values(shape):
    return (0.5 * np.arange(np.prod(shape)).reshape(shape)).astype("<f4")


def incompressible():
    with h5py.File(OUT / "pdebench_incompressible.h5", "w") as f:
        f["force"] = values((2, 4, 5, 2))
        f["particles"] = values((2, 3, 4, 5, 1))
        f["velocity"] = values((2, 3, 4, 5, 2))
        f["t"] = np.tile(np.array([0, 0.25, 0.5], "<f4"), (2, 1))


def darcy():
    with h5py.File(OUT / "pdebench_darcy.hdf5", "w") as f:
        f["nu"] = values((3, 4, 4))
        f["tensor"] = values((3, 1, 4, 4))
        f["x-coordinate"] = np.arange(4, dtype="<f4")
        f["y-coordinate"] = np.arange(4, dtype="<f4")


def matlab():
    with h5py.File(OUT / "matlab_73.mat", "w", userblock_size=512) as f:
        f["u"] = values((5, 4, 3))  # in MATLAB 3 x 4 x 5
    with open(OUT / "matlab_73.mat", "r+b") as f:
        f.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(116) + bytes(8) + b"\x00\x02IM")
    scipy.io.savemat(OUT / "matlab_5.mat", {"u": values((3, 4, 5))})
    file = io.BytesIO()
    scipy.io.savemat(file, {"u": values((3, 4, 5)), "s": {"a": 1.0}, "c": np.array([[1, "b"]], object)})
    np.savez(OUT / "matlab_converted.npz", **scipy.io.loadmat(file))


def netcdf():
    with scipy.io.netcdf_file(OUT / "classic.nc", "w") as f:
        f.createDimension("x", 4)
        f.createVariable("u", "f4", ("x",))[:] = values((4,))


incompressible()
darcy()
matlab()
netcdf()
