package io.github.dl4jquantum.pde.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Formats that are known by their first bytes and are not read, and how to convert each. */
final class ForeignFormats {
    static final String MATLAB_HDF5 = "MATLAB 7.3";

    private record Format(String start, String problem) {}

    private static final String CLASSIC = "it is a NetCDF file of a classic format, which is not read: convert it with"
            + " nccopy -k netCDF-4 in.nc out.nc";

    private static final List<Format> KNOWN = List.of(
            new Format("CDF\u0001", CLASSIC),
            new Format("CDF\u0002", CLASSIC),
            new Format("CDF\u0005", CLASSIC),
            new Format(
                    "MATLAB 5.0",
                    "it is a MATLAB file of version 5 to 7.2, which is not read: save it with '-v7.3' in MATLAB, or with"
                            + " numpy.savez(out, **scipy.io.loadmat(file)) in Python"));

    private ForeignFormats() {}

    /** What to say of a file that starts so. */
    static Optional<String> problem(String head) {
        return KNOWN.stream()
                .filter(format -> head.startsWith(format.start))
                .map(Format::problem)
                .findFirst();
    }

    /** Whether a folder is a Zarr store, of version 2 or 3. */
    static boolean isZarr(Path folder) {
        return List.of(".zarray", ".zgroup", "zarr.json").stream()
                .anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }
}
