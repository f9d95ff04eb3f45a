package io.github.dl4jquantum.bench.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options by which commands learn from a file in place of solutions made anew. */
final class FileOptions {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "Learn from a file instead: HDF5, .npy or .npz. Leaves --problem, --grid, --trajectories unused.")
    Path data;

    @Option(names = "--axes", paramLabel = "LIST", description = CommandText.AXES)
    String axes;

    @Option(names = "--field", paramLabel = "NAME", description = "The field to forecast; by default the first.")
    String field;
}
