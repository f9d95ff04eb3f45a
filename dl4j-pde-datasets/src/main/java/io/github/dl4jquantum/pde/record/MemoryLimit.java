package io.github.dl4jquantum.pde.record;

import java.nio.file.Path;
import java.util.Locale;

/** Sizes that a file declares are not believed: nothing is allocated that would take more than a quarter of the heap. */
final class MemoryLimit {
    private static final double MEGABYTE = 1 << 20;

    private MemoryLimit() {}

    static long bytes() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /** @throws DataFileException if {@code what} needs more than the limit */
    static void check(Path file, String dataset, String what, double bytes, String remedy) {
        if (!(bytes <= bytes())) {
            throw new DataFileException(
                    file,
                    dataset,
                    String.format(
                            Locale.ROOT,
                            "%s takes %.4g MB, above the %.4g MB that this program's heap leaves for it: %s",
                            what,
                            bytes / MEGABYTE,
                            bytes() / MEGABYTE,
                            remedy));
        }
    }
}
