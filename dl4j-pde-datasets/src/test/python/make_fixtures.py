"""Writes the files that the readers' tests read: made by h5py and NumPy, not by this project.

    python3 make_fixtures.py ../resources/io/github/dl4jquantum/pde/record

Every array of shape S holds 0.5 * (linear index in C order) + offset, so that a test knows each value.
"""
import sys
from pathlib import Path

import h5py
import numpy as np

OUT = Path(sys.argv[1])
SHAPE = (3, 5, 6, 7)
CHUNKS = (2, 3, 4, 5)  # partial at every edge


def values(shape, dtype="<f4", offset=0.0):
    return (0.5 * np.arange(np.prod(shape)).reshape(shape) + offset).astype(dtype)


def crc32c(data):
    """CRC-32C bit by bit (RFC 3720, appendix B.4)."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return "%08x" % (crc ^ 0xFFFFFFFF)


def storage(libver):
    """Every way to store one array; "latest" uses the newer chunk indexes."""
    with h5py.File(OUT / f"storage_{libver}.h5", "w", libver=libver) as f:
        add = lambda name, dtype="<f4", **how: f.create_dataset(name, data=values(SHAPE, dtype), **how)
        packed = dict(compression="gzip", shuffle=True)
        add("contiguous")
        add("contiguous_be_f8", ">f8")
        add("gzip_shuffle", chunks=CHUNKS, **packed)
        add("gzip_shuffle_be_f8", ">f8", chunks=CHUNKS, **packed)
        add("gzip", chunks=CHUNKS, compression="gzip")
        add("plain_chunks", chunks=CHUNKS)
        add("one_chunk", chunks=SHAPE, **packed)
        add("oversized_chunk", chunks=(4, 8, 7, 8), maxshape=(None, None, None, None), **packed)
        add("unlimited_1", chunks=CHUNKS, maxshape=(None, 5, 6, 7), **packed)
        add("unlimited_2", chunks=CHUNKS, maxshape=(None, None, 6, 7), **packed)
        add("many_chunks", chunks=(1, 1, 2, 3), maxshape=(None, 5, 6, 7))
        add("fletcher", chunks=CHUNKS, fletcher32=True, **packed)
        add("lzf", chunks=CHUNKS, compression="lzf")
        sparse = f.create_dataset("sparse", SHAPE, "<f4", chunks=CHUNKS, fillvalue=-7.0, **packed)
        sparse[2:3, 1:4, 4:6, 2:7] = values(SHAPE)[2:3, 1:4, 4:6, 2:7]


def pdebench():
    with h5py.File(OUT / "pdebench_tensor.hdf5", "w") as f:
        f["tensor"] = values((2, 5, 8))
        f["x-coordinate"] = np.linspace(0, 1, 8, dtype="f4")
        f["t-coordinate"] = np.linspace(0, 5, 6, dtype="f4")  # one more than the snapshots, as in the originals
    with h5py.File(OUT / "pdebench_fields.hdf5", "w") as f:
        for i, name in enumerate(["Vx", "Vy", "density", "pressure"]):
            f[name] = values((2, 4, 5, 6), offset=1000 * i)
        for axis, length in zip("xyt", (5, 6, 5)):
            f[f"{axis}-coordinate"] = np.linspace(0, length - 1, length, dtype="f4")
    with h5py.File(OUT / "pdebench_groups.h5", "w") as f:
        for i in range(2):
            f[f"{i:04d}/data"] = values((4, 5, 6, 2), offset=1000 * i)
            for axis, length in zip("txy", (5, 5, 6)):
                f[f"{i:04d}/grid/{axis}"] = np.linspace(0, length - 1, length, dtype="f4")


def the_well():
    with h5py.File(OUT / "the_well.hdf5", "w") as f:
        f.attrs["dataset_name"] = "made_up"
        f.attrs["n_trajectories"] = 2
        grid = f.create_group("dimensions")
        grid.attrs["spatial_dims"] = ["x", "y"]
        for axis, length in zip(("time", "x", "y"), (3, 4, 5)):
            grid[axis] = np.arange(length, dtype="f4") / 4
        scalars = f.create_group("scalars")
        scalars["alpha"] = np.float32(0.25)
        scalars["beta"] = np.array([1.5, 2.5], dtype="f4")
        for order, name in enumerate(("pressure", "velocity", "stress")):
            group = f.create_group(f"t{order}_fields")
            group.attrs["field_names"] = [name]
            data = group.create_dataset(name, data=values((2, 3, 4, 5) + order * (2,), offset=1000 * order))
            data.attrs["sample_varying"] = data.attrs["time_varying"] = True
        constant = f["t0_fields"].create_dataset("height", data=values((2, 4, 5)))
        constant.attrs["sample_varying"], constant.attrs["time_varying"] = True, False


def own():
    with h5py.File(OUT / "own.h5", "w") as f:
        f.attrs.update(format="dl4j-quantum trajectories", format_version=1, seed=7, problem="made_up")
        f["time"] = np.array([0, 0.1, 0.2])
        f["parameters/reynolds"] = np.array([100.0, 200.0])
        for i, name in enumerate("uv"):
            data = f.create_dataset(f"fields/{name}", data=values((2, 3, 4, 5), offset=1000 * i))
            data.attrs["axes"] = "trajectory,time,y,x"
            data.attrs["units"] = "1"
            data.attrs["crc32c"] = crc32c(data[...].tobytes())


def unknown():
    with h5py.File(OUT / "unknown.h5", "w") as f:
        f["run/u"] = values((2, 3, 4))
        f["run/v"] = values((2, 3, 4), offset=1000)
        f["run/hole"] = np.array([[1, np.nan], [np.inf, -2]], dtype="f4")
        f["count"] = np.arange(4, dtype="i4")
        f["label"] = "some text"
        f["half"] = np.ones(3, dtype="f2")
        f["pair"] = np.zeros(2, dtype=[("a", "f4"), ("b", "i2")])
        f["loop"] = h5py.SoftLink("/")
        f["elsewhere"] = h5py.ExternalLink("other.h5", "/u")


def numpy_files():
    for name, dtype, order in (("c_f4", "<f4", "C"), ("f_f8", "<f8", "F"), ("c_be_f8", ">f8", "C"), ("f_be_f4", ">f4", "F")):
        np.save(OUT / f"{name}.npy", values((3, 4, 5), dtype).copy(order=order))
    np.save(OUT / "integers.npy", np.arange(60).reshape(3, 4, 5))
    np.savez(OUT / "stored.npz", u=values((3, 4, 5)), v=values((3, 4, 5), "<f8", 1000), t=np.arange(4.0))
    np.savez_compressed(OUT / "deflated.npz", u=values((3, 4, 5)), v=values((3, 4, 5), "<f8", 1000))


OUT.mkdir(parents=True, exist_ok=True)
for version in ("earliest", "latest"):
    storage(version)
pdebench()
the_well()
own()
unknown()
numpy_files()
