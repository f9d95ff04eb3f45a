package io.github.dl4jquantum.bench.report;

import java.io.IOException;
import java.nio.file.Path;

/** A search as one self-contained page. */
public final class TuneReport {

    private TuneReport() {}

    /** Writes the page, in full or not at all. */
    public static void write(TuneResult result, Path file) throws IOException {}
}
