package io.github.dl4jquantum.bench.cli;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the long jobs the JVM's Vector API, in which solvers and the CPU engine are faster and have the same bits. A JVM takes a module
 * only when it starts, and no jar can ask for it: on Linux the process becomes (execv) the same command with
 * {@code --add-modules}. It keeps its number, so that signals find it. Wherever that cannot be done the job runs without.
 */
final class VectorModule {

    private static final String NAME = "jdk.incubator.vector";

    /** Those that solve equations, or train. */
    private static final Set<String> COMMANDS = Set.of("generate", "run", "compare", "tune");

    /** The functions of the C library that are needed. */
    private interface C extends Library {
        /** Returns only where it failed. */
        int execv(String path, String[] arguments);
    }

    private VectorModule() {}

    /** Returns where the process stays as it is. */
    static void add(String[] args) {
        if (!isLong(args)) {
            return;
        }
        boolean there = ModuleLayer.boot().findModule(NAME).isPresent();
        if (there || ModuleFinder.ofSystem().find(NAME).isEmpty() || !isStartedByItsJar()) {
            return;
        }
        try {
            String[] command = command(Files.readAllBytes(Path.of("/proc/self/cmdline")));
            // The arguments are any bytes; in this encoding they are the same characters.
            C library = Native.loadLibrary("c", C.class, Map.of(Library.OPTION_STRING_ENCODING, "ISO-8859-1"));
            library.execv("/proc/self/exe", command);
        } catch (IOException | LinkageError | RuntimeException none) {
            // Another system than Linux, or no room to unpack a library: slower, and nothing else.
        }
    }

    /** Whether so much is to be done that a second start of the JVM is worth it. */
    static boolean isLong(String... args) {
        return args.length > 0
                && COMMANDS.contains(args[0])
                && Arrays.stream(args).noneMatch(Set.of("-h", "--help")::contains);
    }

    /** Not from within a test or another program. */
    private static boolean isStartedByItsJar() {
        return System.getProperty("java.class.path").endsWith(".jar")
                && !System.getProperty("java.class.path").contains(System.getProperty("path.separator"));
    }

    /** The command whose words, each ended by a zero, are given, with the module as the first option. */
    static String[] command(byte[] words) {
        List<String> command =
                new ArrayList<>(Arrays.asList(new String(words, StandardCharsets.ISO_8859_1).split("\0", -1)));
        command.remove(command.size() - 1); // behind the last zero
        command.addAll(1, List.of("--add-modules", NAME));
        return command.toArray(new String[0]);
    }
}
