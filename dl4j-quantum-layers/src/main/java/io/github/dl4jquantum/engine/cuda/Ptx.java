package io.github.dl4jquantum.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The kernels as PTX, cut into one module each: the driver takes seconds to compile all of them, and a program uses a few.
 */
final class Ptx {

    private static final String ENTRY = ".visible .entry ";

    /** Read when it is asked for first. */
    private static final class Kernels {
        static final Ptx ALL = ofKernels();
    }

    private final StringBuilder preamble = new StringBuilder();
    private final Map<String, StringBuilder> entries = new HashMap<>();

    private Ptx(String text) {
        StringBuilder entry = null;
        for (String line : text.lines().toList()) {
            if (line.startsWith(ENTRY)) {
                entry = new StringBuilder();
                entries.put(line.substring(ENTRY.length(), line.indexOf('(')), entry);
            }
            (entry == null ? preamble : entry).append(line).append('\n');
            if (line.equals("}")) {
                entry = null;
            }
        }
    }

    private static Ptx ofKernels() {
        try (InputStream in = Ptx.class.getResourceAsStream("kernels.ptx")) {
            return new Ptx(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("The CUDA kernels cannot be read from the jar.", e);
        }
    }

    /** A module of one kernel of this version. */
    static String module(String kernel) {
        StringBuilder entry = Kernels.ALL.entries.get(kernel);
        if (entry == null) {
            throw new IllegalStateException("No kernel " + kernel + " in kernels.ptx.");
        }
        return Kernels.ALL.preamble.toString() + entry;
    }
}
