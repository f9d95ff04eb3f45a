/**
 * Trajectories in files. {@link io.github.dl4jquantum.pde.record.DataFile} opens any known format,
 * {@link io.github.dl4jquantum.pde.record.TrajectoryFileWriter} writes this project's own, and the record readers make
 * DataVec sequences of them. Files come from strangers: nothing in them is believed before it was checked.
 *
 * <p>This project's own format is HDF5, with all data contiguous, little endian:
 *
 * <ul>
 *   <li>attributes of the root: {@code format} = "dl4j-quantum trajectories", {@code format_version} = 1, {@code seed},
 *       and what the writer adds, such as problem, description, version, specification. Text is of fixed
 *       length, in UTF-8;
 *   <li>{@code fields/NAME}: float32 [trajectory, time, (z, (y,)) x], one dataset per field, with the attributes {@code
 *       axes} (such as "trajectory,time,y,x"), {@code units} ("1": dimensionless) and {@code crc32c}, the CRC-32C of its
 *       bytes as eight hexadecimal digits;
 *   <li>{@code time}: float64 [time], the same for all trajectories;
 *   <li>{@code parameters/NAME}: float64 [trajectory].
 * </ul>
 *
 * <p>Checksums are compared by {@link io.github.dl4jquantum.pde.record.DataFile#verify()}, which reads everything once;
 * not at every opening.
 *
 * <p>Of other files, numbers of every kind are read (float16, float32, float64, integers, booleans) and handed out in
 * single precision, in which integers beyond 2^24 are rounded; a finite value beyond its range is refused. Missing values
 * of NetCDF files are NaN, packed ones unpacked. Checksums of HDF5 chunks (fletcher32) and of .npz members are compared as
 * they are read. What is of an unsupported kind, such as a virtual dataset, is named by {@link
 * io.github.dl4jquantum.pde.record.DataFile#unreadable()} and does not keep the rest from being read.
 */
package io.github.dl4jquantum.pde.record;
