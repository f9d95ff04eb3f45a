package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A CUDA driver without a GPU, made by the C++ compiler of {@code src/test/cuda} and the very kernels that are shipped. It
 * is loaded before JCuda's own library, which then finds the name libcuda.so.1 taken; so the whole engine runs in any build,
 * and every failure of a driver can be had. Every access of a kernel to memory is watched ({@link Fault}): a launch with a
 * fault fails.
 */
public final class EmulatedDriver {

    /** What a test can choose. */
    enum Setting {
        /** Number of GPUs: none unless a test requires the driver, so that no other test meets one. */
        DEVICES(1),
        /** What cuInit returns. */
        INIT_ERROR(0),
        /** Version of CUDA that the driver is made for. */
        DRIVER_VERSION(12060),
        /** Compute capability. */
        MAJOR(8),
        MINOR(0),
        /** Most bytes of shared memory of a block. */
        SHARED_OPTIN(99 << 10),
        /** Bytes of device memory. */
        MEMORY(1 << 30),
        /** What goes wrong with the next launch; an error of a running kernel comes later, and stays. */
        LAUNCH_ERROR(0),
        /** 1: threads run from last to first, which shows where they should have waited for each other. */
        REVERSE(0),
        /** 1: copies happen at once, not as late as they may. */
        EAGER(0);

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
        EVENTS,
        /** Pieces of page-locked memory. */
        PINNED,
        /** Times that a program asked for the context of a GPU. */
        CONTEXTS;

        long get() {
            return EmulatedDriver.get(ordinal());
        }
    }

    /** What a kernel may do wrong. */
    enum Fault {
        NONE,
        /** An access to memory that is not the kernel's. */
        OUTSIDE,
        /** A read of memory that nobody has written. */
        UNWRITTEN,
        /** Two accesses, one of them a write, that no barrier orders. */
        UNORDERED,
        /** Threads that wait for each other at different places, or in vain. */
        DIVERGED,
        /** A pointer that is not aligned, an index beyond its array, an overflow. */
        UNDEFINED
    }

    private static final Path SOURCES = Path.of("src/test/cuda");
    private static final Path KERNELS = Path.of("src/main/resources/io/github/dl4jquantum/engine/cuda");
    private static final Path LIBRARY = Path.of("target/emulated-cuda/libcuda.so.1");

    /** Why there is none; empty if it is loaded, null before it was tried. */
    private static String missing;

    private EmulatedDriver() {}

    /** Skips the test where there is none; restores every setting. */
    public static void require() {
        load();
        assumeTrue(missing.isEmpty(), missing);
        for (Setting setting : Setting.values()) {
            setting.set(setting.initial);
        }
    }

    /**
     * Loads it where it can be had. JCuda tries to load the driver only once in a program, so that this must come before
     * any test that asks for an engine: {@link BeforeAll} sees to it.
     */
    private static synchronized void load() {
        if (missing == null) {
            missing = compile();
            if (missing.isEmpty()) {
                System.load(LIBRARY.toAbsolutePath().toString());
                Setting.DEVICES.set(0);
            }
        }
    }

    /** Compiles it unless it is newer than its sources; returns why it cannot be, or nothing. */
    private static String compile() {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            return "The emulated CUDA driver runs on Linux x86-64 alone: the CUDA engine is not tested.";
        }
        try {
            if (upToDate()) {
                return "";
            }
            Files.createDirectories(LIBRARY.getParent());
            Path kernels = LIBRARY.resolveSibling("kernels.o");
            Path fresh = LIBRARY.resolveSibling("fresh.so");
            // Every access of a kernel to memory calls memory_check.cpp, in place of the library that the option means.
            compile(
                    kernels,
                    "-O1",
                    "-fsanitize=thread,alignment,bounds,signed-integer-overflow",
                    "-c",
                    "emulated_kernels.cpp");
            compile(
                    fresh,
                    "-O2",
                    "-shared",
                    "-Wl,-z,now,-soname,libcuda.so.1",
                    kernels.toAbsolutePath().toString(),
                    "emulated_driver.cpp",
                    "fibers.cpp",
                    "memory_check.cpp");
            Files.move(fresh, LIBRARY, StandardCopyOption.REPLACE_EXISTING);
            return "";
        } catch (IOException e) {
            return "No C++ compiler g++, so that the CUDA engine is not tested: " + e.getMessage();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compile(Path result, String... arguments) throws IOException, InterruptedException {
        Path log = LIBRARY.resolveSibling("g++.log");
        List<String> command = new ArrayList<>(List.of("g++", "-std=c++17", "-g", "-fPIC", "-fvisibility=hidden"));
        command.addAll(List.of("-DDL4JQUANTUM_EMULATED", "-I.", "-I" + KERNELS.toAbsolutePath()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-o", result.toAbsolutePath().toString()));
        int exit = new ProcessBuilder(command)
                .directory(SOURCES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }

    private static boolean upToDate() throws IOException {
        long made = Files.exists(LIBRARY) ? Files.getLastModifiedTime(LIBRARY).toMillis() : 0;
        for (Path folder : List.of(SOURCES, KERNELS)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.anyMatch(file -> file.toFile().lastModified() > made)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Registered for all test classes in META-INF/services. */
    public static final class BeforeAll implements BeforeAllCallback, AfterAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            load();
        }

        @Override
        public void afterAll(ExtensionContext context) {
            if (missing.isEmpty()) {
                Setting.DEVICES.set(0);
            }
        }
    }

    /** What the kernel of that number in faulty_kernels.h is found to do wrong. */
    static Fault fault(int kernel) {
        return Fault.values()[faultOf(kernel)];
    }

    private static native int faultOf(int kernel);

    private static native void set(int setting, long value);

    private static native long get(int counter);
}
