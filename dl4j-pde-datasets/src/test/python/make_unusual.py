"""Writes files with what is rarer: skipped filters, checksums, missing and packed values, unsupported objects.

    python3 make_unusual.py ../resources/io/github/dl4jquantum/pde/record

Made by h5py, netCDF4 and NumPy, not by this project. Arrays hold what make_fixtures.py puts there: 0.5 * (linear index).
"""
import sys
from pathlib import Path

import h5py
import netCDF4
import numpy as np
import zlib

OUT = Path(sys.argv[1])
SHAPE = (3, 5, 6, 7)
CHUNKS = (2, 3, 4, 5)


def values(shape, dtype="<f4", offset=0.0):
    return (0.5 * np.arange(np.prod(shape)).reshape(shape) + offset).astype(dtype)


def shuffled(data, width):
    return np.frombuffer(data, "u1").reshape(-1, width).T.tobytes()


def masks():
    """Pipeline shuffle, gzip: each chunk of a dataset is written with the filters that a mask leaves."""
    for version in ("earliest", "latest"):
        with h5py.File(OUT / f"masks_{version}.h5", "w", libver=version) as f:
            for name, maxshape, chunks in (
                ("fixed", None, CHUNKS),
                ("extensible", (None, 5, 6, 7), CHUNKS),
                ("tree", (None, None, 6, 7), CHUNKS),
                ("single", None, SHAPE),
            ):
                for first in range(4):
                    u = f.create_dataset(f"{name}_{first}", SHAPE, "<f4", chunks=chunks, maxshape=maxshape,
                                         compression="gzip", shuffle=True)
                    padded = np.zeros([-(-n // c) * c for n, c in zip(SHAPE, chunks)], "<f4")
                    padded[tuple(slice(n) for n in SHAPE)] = values(SHAPE)
                    number = first
                    for origin in np.ndindex(*[-(-n // c) for n, c in zip(SHAPE, chunks)]):
                        origin = [o * c for o, c in zip(origin, chunks)]
                        data = padded[tuple(slice(o, o + c) for o, c in zip(origin, chunks))].tobytes()
                        mask = number % 4  # bit 0: no shuffle, bit 1: no gzip
                        if not mask & 1:
                            data = shuffled(data, 4)
                        if not mask & 2:
                            data = zlib.compress(data)
                        u.id.write_direct_chunk(tuple(origin), data, mask)
                        number += 1
        with h5py.File(OUT / f"masks_{version}.h5") as f:
            for name in f:
                assert np.array_equal(f[name], values(SHAPE)), name


def checksums():
    with h5py.File(OUT / "fletcher.h5", "w") as f:
        f.create_dataset("alone", data=values(SHAPE), chunks=CHUNKS, fletcher32=True)
        f.create_dataset("gzip", data=values(SHAPE), chunks=CHUNKS, fletcher32=True, compression="gzip")
        f.create_dataset("odd", data=np.arange(105, dtype="u1").reshape(3, 5, 7, 1), chunks=(1, 5, 7, 1), fletcher32=True)
        # HDF5 applies a checksum before gzip if they were asked for in that order.
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk(CHUNKS)
        plist.set_fletcher32()
        plist.set_deflate(4)
        space = h5py.h5s.create_simple(SHAPE)
        h5py.h5d.create(f.id, b"before_gzip", h5py.h5t.IEEE_F32LE, space, plist)
        f["before_gzip"][...] = values(SHAPE)


def numbers():
    """Types that are read as numbers, with NumPy's own values beside them in float64."""
    half = np.array([0.0, -0.0, 1.5, -2.25, 65504.0, 6e-8, 6.1e-5, np.inf, -np.inf, np.nan], "f2")
    columns = {
        "half": half,
        "half_be": half.astype(">f2"),
        "i1": np.array([-128, 127, 0], "i1"),
        "u1": np.array([255, 0, 1], "u1"),
        "i2_be": np.array([-32768, 32767], ">i2"),
        "u2": np.array([65535, 1], "u2"),
        "i4": np.array([-(2**31), 2**31 - 1, 7], "i4"),
        "u4": np.array([2**32 - 1, 1], "u4"),
        "i8": np.array([-(2**63), 2**63 - 1, 12345], "i8"),
        "u8": np.array([2**64 - 1, 2**63, 3], "u8"),
        "flag": np.array([True, False, True]),
    }
    with h5py.File(OUT / "numbers.h5", "w") as f:
        for name, column in columns.items():
            f[name] = column.reshape(1, -1)
        f["huge"] = np.array([[1.0, 1e39]])
        f["never"] = np.zeros(0)
        empty = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        empty.set_fill_value(np.array(2.5, "f4"))
        h5py.h5d.create(f.id, b"unwritten", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((2, 3)), empty)
        f.create_dataset("unwritten_chunks", (2, 3), "i2", chunks=(1, 3), fillvalue=-3)
    np.savez(OUT / "numbers.npz", **{name: column.reshape(1, -1) for name, column in columns.items()})


def netcdf():
    with netCDF4.Dataset(OUT / "packed.nc", "w") as f:
        f.createDimension("time", 3)
        f.createDimension("x", 4)
        stored = np.arange(12, dtype="i2").reshape(3, 4)
        packed = f.createVariable("packed", "i2", ("time", "x"), fill_value=-1)
        packed.scale_factor, packed.add_offset = 0.25, 100.0
        packed.missing_value = np.array([7, 8], "i2")
        packed.valid_range = np.array([1, 10], "i2")
        packed.set_auto_maskandscale(False)
        packed[:] = stored
        packed[1, 1] = -1
        plain = f.createVariable("plain", "f4", ("time", "x"), fill_value=-9999.0, zlib=True)
        plain[:] = np.ma.masked_equal(values((3, 4)), 2.5)
        usual = f.createVariable("usual", "f8", ("time", "x"))  # its last row is never written
        usual[:2] = np.ma.masked_equal(values((3, 4))[:2], 2.5)
    with netCDF4.Dataset(OUT / "packed.nc") as f:
        for name in ("packed", "plain", "usual"):
            print(name, f[name][:].filled(np.nan).astype("f4").tolist())


def named_dimensions():
    """Dimensions in an order that nobody would guess, with and without values; arrays that are no fields beside them."""
    lengths = {"lon": 4, "time": 3, "member": 2, "lat": 5}
    with netCDF4.Dataset(OUT / "named.nc", "w") as f:
        for name, length in lengths.items():
            f.createDimension(name, None if name == "time" else length)
        f.createVariable("lat", "f8", ("lat",))[:] = np.linspace(-60, 60, 5)
        f.createVariable("area", "f4", ("lat", "lon"))[:] = 1
        for number, name in enumerate(("u", "v")):
            f.createVariable(name, "f4", tuple(lengths), zlib=True)[:] = values(tuple(lengths.values()), offset=1000 * number)
        f.createVariable("time", "f8", ("time",))[:] = [0.5, 0.75, 1.5]
    with netCDF4.Dataset(OUT / "named_in_groups.nc", "w") as f:
        for name, length in (("Channel", 2), ("X", 3), ("T", 4), ("level", 2)):
            f.createDimension(name, length)
        run = f.createGroup("run")
        run.createVariable("q", "f4", ("Channel", "X", "T"))[:] = values((2, 3, 4))
        run.createVariable("p", "f4", ("level", "X", "T"))[:] = 1
    with netCDF4.Dataset(OUT / "named_otherwise.nc", "w") as f:
        for name, length in (("time", 3), ("eta", 4), ("x", 5)):
            f.createDimension(name, length)
        f.createVariable("u", "f4", ("time", "eta", "x"))[:] = values((3, 4, 5))


def times_beside():
    """Times that nothing but a name tells: in the root, in a group of its own; one of another length is none."""
    with h5py.File(OUT / "times_beside.h5", "w") as f:
        f["u"] = values((2, 3, 4))
        f["T"] = np.array([0, 0.1, 0.3])
        f["time"] = np.arange(7.0)
        f["run/v"] = values((2, 3, 4))
        f["run/times"] = np.array([5, 6, 8])
    np.savez_compressed(OUT / "times_beside.npz", u=values((3, 4)), t=np.array([0, 0.1, 0.3]), w=values((3,)))


def unsupported():
    """One good dataset beside kinds that are not read."""
    with h5py.File(OUT / "beside.h5", "w", libver="latest") as f:
        f["good"] = values((2, 3, 4))
        layout = h5py.VirtualLayout((2, 3, 4), "f4")
        layout[:] = h5py.VirtualSource("absent.h5", "u", (2, 3, 4))
        f.create_virtual_dataset("group/linked", layout)
        f["opaque"] = np.void(b"abcd")
        f.create_dataset("region", (1,), dtype=h5py.regionref_dtype)[0] = f["good"].regionref[0]
        f["reference"] = np.array([f["good"].ref], dtype=h5py.ref_dtype)
        f.create_dataset("external", (2, 3, 4), "f4", external=[("absent.bin", 0, 96)])
        f["complex"] = np.ones((2, 3, 4), "c8")
        f["integers"] = np.arange(24).reshape(2, 3, 4)


def newest():
    """Chunks as HDF5 2.0 stores them (layout version 5), beside a dataset in one piece."""
    assert h5py.version.hdf5_version_tuple >= (2, 0, 0)
    with h5py.File(OUT / "hdf5_2.h5", "w", libver="latest") as f:
        f["piece"] = values((2, 3, 4))
        f.create_dataset("chunks", data=values((2, 3, 4)), chunks=(1, 3, 4), compression="gzip")


def not_read():
    """Types and filters that this project does not read, beside an array that it does."""
    with h5py.File(OUT / "not_read.h5", "w", libver=("v112", "v114")) as f:
        f["plain"] = values((2, 3, 4))
        f["type"] = np.dtype("f4")
        f.create_dataset("committed", data=values((2, 3, 4)), dtype=f["type"])
        f["long_double"] = values((2, 3, 4), "g")
        f["newer_records"] = np.zeros((2, 3, 4), "c8")
        f.create_dataset("scaled", data=np.arange(24, dtype="i4").reshape(2, 3, 4), chunks=(1, 3, 4), scaleoffset=0)


def complex_numbers():
    """Real parts are the values, imaginary ones 100 more: in one piece, in chunks of which some were never written, as MATLAB."""
    shape = (2, 3, 4)
    both = values(shape, "f8") + 1j * values(shape, "f8", 100)
    with h5py.File(OUT / "complex.h5", "w") as f:
        f["piece"] = both.astype("<c8")
        f["big"] = both.astype(">c16")
        f.create_dataset("chunks", data=both, chunks=(1, 2, 3), compression="gzip", shuffle=True)
        f.create_dataset("unwritten", shape, "c8", fillvalue=2.5 - 3j)
        f.create_dataset("unwritten_chunks", shape, "c8", chunks=(1, 2, 3), fillvalue=2.5 - 3j)
        matlab = np.zeros(shape, [("real", "<f8"), ("imag", "<f8")])
        matlab["real"], matlab["imag"] = both.real, both.imag
        f["matlab"] = matlab
        f["records"] = np.zeros(shape, [("a", "<f4"), ("b", "<f4")])
    np.savez(OUT / "complex.npz", c=both.astype("<c8"), f=np.asfortranarray(both))
    np.save(OUT / "complex.npy", both.astype(">c8"))


def the_well_constant():
    """Fields that are constant along y, along x, and a vector that is constant along x."""
    with h5py.File(OUT / "the_well_constant.hdf5", "w") as f:
        f["dimensions/time"] = np.arange(3, dtype="f4")
        f["dimensions/x"], f["dimensions/y"] = np.arange(4.0), np.arange(5.0)
        f["t0_fields/p"] = values((2, 3, 4, 5))
        for name, shape, varying in (
            ("t0_fields/along_x", (2, 3, 4), [True, False]),
            ("t0_fields/along_y", (2, 3, 5), [False, True]),
            ("t1_fields/v", (2, 3, 5, 2), [False, True]),
        ):
            f[name] = values(shape)
            f[name].attrs["dim_varying"] = varying
            f[name].attrs["sample_varying"] = f[name].attrs["time_varying"] = True
        f["t0_fields/odd"] = values((2, 3, 7))


def times():
    """More times than a program holds, of which one chunk was written; times that are not uniform; two save intervals."""
    with h5py.File(OUT / "long_time.h5", "w") as f:
        u = f.create_dataset("u", (1, 3_000_000_000, 2, 2), "f4", chunks=(1, 1000, 2, 2))
        u[0, 0] = 1
    for name, when in (("uneven", [1.0, 2.0, 4.0, 8.0]), ("every_1", [0.0, 1, 2, 3]), ("every_2", [0.0, 2, 4, 6])):
        with h5py.File(OUT / f"{name}.hdf5", "w") as f:
            f["tensor"] = values((2, 4, 3))
            f["x-coordinate"], f["t-coordinate"] = np.arange(3.0), np.array(when)


OUT.mkdir(parents=True, exist_ok=True)
masks()
checksums()
numbers()
netcdf()
named_dimensions()
times_beside()
unsupported()
complex_numbers()
newest()
not_read()
the_well_constant()
times()
