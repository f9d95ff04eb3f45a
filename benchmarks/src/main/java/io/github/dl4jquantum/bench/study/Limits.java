package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Checks that several jobs make of their options. */
final class Limits {
    private static final int MAX_QUBITS = 16;
    private static final int MAX_CIRCUIT_LAYERS = 64;

    private Limits() {}

    static void circuit(int qubits, int layers) {
        require(
                qubits >= 1 && qubits <= MAX_QUBITS,
                "--qubits " + qubits + " is not within 1 to " + MAX_QUBITS + ": choose one of these, such as 4.");
        require(
                layers >= 1 && layers <= MAX_CIRCUIT_LAYERS,
                "--layers " + layers + " is not within 1 to " + MAX_CIRCUIT_LAYERS
                        + ": choose one of these, such as 4.");
    }

    static void atLeastOne(String option, long value) {
        require(value >= 1, option + " " + value + " is below the limit 1: choose 1 or more.");
    }

    static Engine engine(String name) {
        return Arrays.stream(Engine.values())
                .filter(engine -> engine.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("Unknown engine '" + name + "': choose auto, cpu, cuda or samediff."));
    }

    /** Makes sure that files can be created in {@code folder}, which is created itself if it is not there. */
    static void writableFolder(Path folder) {
        String problem = null;
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            problem = "is a file";
        } else {
            try {
                Files.createDirectories(folder);
                Files.delete(Files.createTempFile(folder, ".qpde", ".tmp"));
            } catch (IOException e) {
                problem = "cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")";
            }
        }
        require(problem == null, "The output folder " + folder + " " + problem + ": choose another with --out.");
    }
}
