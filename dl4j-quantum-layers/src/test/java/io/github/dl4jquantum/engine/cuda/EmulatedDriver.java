package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A CUDA driver without a GPU, made by the C++ compiler of {@code src/test/cuda} and the very kernels that are shipped. It
 * is loaded before JCuda's own library, which then finds the name libcuda.so.1 taken; so the whole engine runs in any build,
 * and every failure of a driver can be had.
 */
final class EmulatedDriver {

    /** What a test can choose. */
    enum Setting {
        /** Number of GPUs. */
        DEVICES(1),
        /** What cuInit returns. */
        INIT_ERROR(0),
        /** Compute capability. */
        MAJOR(8),
        MINOR(0),
        /** Most bytes of shared memory of a block. */
        SHARED_OPTIN(99 << 10),
        /** Bytes of device memory. */
        MEMORY(1 << 30),
        /** What the next launch returns. */
        LAUNCH_ERROR(0),
        /** 1: threads run from last to first, which shows where they should have waited for each other. */
        REVERSE(0);

        private final long initial;

        Setting(long initial) {
            this.initial = initial;
        }

        void set(long value) {
            EmulatedDriver.set(ordinal(), value);
        }
    }

    /** What the driver counts. */
    enum Counter {
        /** Bytes of device memory that are allocated. */
        USED,
        ALLOCATIONS,
        LAUNCHES,
        UPLOADS,
        DOWNLOADS,
        STREAMS,
        /** Pieces of page-locked memory. */
        PINNED;

        long get() {
            return EmulatedDriver.get(ordinal());
        }
    }

    private static final Path SOURCES = Path.of("src/test/cuda");
    private static final Path KERNELS = Path.of("src/main/resources/io/github/dl4jquantum/engine/cuda");
    private static final Path LIBRARY = Path.of("target/emulated-cuda/libcuda.so.1");

    private static boolean loaded;

    private EmulatedDriver() {}

    /** Loads it, or skips the test where it cannot be compiled; then restores every setting. */
    static synchronized void require() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "The emulated CUDA driver runs on Linux x86-64 alone.");
        if (!loaded) {
            compile();
            System.load(LIBRARY.toAbsolutePath().toString());
            loaded = true;
        }
        for (Setting setting : Setting.values()) {
            setting.set(setting.initial);
        }
    }

    private static void compile() {
        try {
            Files.createDirectories(LIBRARY.getParent());
            Path log = LIBRARY.resolveSibling("g++.log");
            int result = new ProcessBuilder(List.of(
                            "g++",
                            "-std=c++17",
                            "-O2",
                            "-shared",
                            "-fPIC",
                            "-fvisibility=hidden",
                            "-Wall",
                            "-Wno-unknown-pragmas",
                            "-Werror",
                            "-Wl,-soname,libcuda.so.1",
                            "-DDL4JQUANTUM_EMULATED",
                            "-I" + SOURCES,
                            "-I" + KERNELS,
                            "-o",
                            LIBRARY.toString(),
                            SOURCES.resolve("emulated_driver.cpp").toString(),
                            SOURCES.resolve("fibers.cpp").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            assertEquals(0, result, () -> read(log.toFile()));
        } catch (IOException e) {
            assumeTrue(false, "No C++ compiler g++: the CUDA engine is not tested. " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(File log) {
        try {
            return Files.readString(log.toPath());
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static native void set(int setting, long value);

    private static native long get(int counter);
}
