package io.github.dl4jquantum.bench.job;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.MemoryEstimate;
import io.github.dl4jquantum.forecast.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.Pointer;

/** Checks that several jobs make of their options. */
public final class Limits {
    private static final int MAX_QUBITS = Circuit.MAX_QUBITS;
    private static final int MAX_CIRCUIT_LAYERS = 64;
    private static final double GIGABYTE = 1 << 30;
    private static final double HEAP_FOR_DATA = 0.75;
    /** Of predicted snapshots: themselves, and what they are written from. */
    private static final double COPIES = 3;

    private Limits() {}

    /** Refuses a circuit that is too large. */
    public static void circuit(int qubits, int layers) {
        require(
                qubits >= 1 && qubits <= MAX_QUBITS,
                "--qubits " + qubits + " is not within 1 to " + MAX_QUBITS + ": choose one of these, such as 4.");
        require(
                layers >= 1 && layers <= MAX_CIRCUIT_LAYERS,
                "--layers " + layers + " is not within 1 to " + MAX_CIRCUIT_LAYERS
                        + ": choose one of these, such as 4.");
    }

    public static void atLeastOne(String option, long value) {
        require(value >= 1, option + " " + value + " is below the limit 1: choose 1 or more.");
    }

    /** Refuses a value that is not within 1 to {@code most}. */
    public static void within(String option, long value, long most) {
        require(
                value >= 1 && value <= most,
                option + " " + value + " is not within 1 to " + most + ": choose one of these.");
    }

    /** The engine of that name. */
    public static Engine engine(String name) {
        return Arrays.stream(Engine.values())
                .filter(engine -> engine.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("Unknown engine '" + name + "': choose auto, cpu, cuda or samediff."));
    }

    /** The encoding of that name. */
    public static InputEncoding encoding(String name) {
        return Arrays.stream(InputEncoding.values())
                .filter(encoding -> encoding.name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                        .equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "Unknown encoding '" + name + "': choose angle, arctan or angle-arctan."));
    }

    /** The encoder of that name. */
    public static Encoder encoder(String name) {
        return Arrays.stream(Encoder.values())
                .filter(encoder -> encoder.name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                        .equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("Unknown encoder '" + name + "': choose pod, pod-mlp, mlp or none."));
    }

    /**
     * Refuses more data than memory holds, on the heap and beside it.
     *
     * @param values of a snapshot
     * @param inFiles whether data is read, and not made
     */
    public static void memory(Protocol protocol, double values, boolean inFiles) {
        int count = protocol.trajectories();
        MemoryEstimate needed = MemoryEstimate.of(protocol, values, count, inFiles);
        double heap = HEAP_FOR_DATA * Runtime.getRuntime().maxMemory();
        double beside = Pointer.maxBytes() > 0 ? Pointer.maxBytes() : Double.POSITIVE_INFINITY;
        boolean ofHeap = needed.heap() > heap;
        int most = largest(count, each -> {
            MemoryEstimate its = MemoryEstimate.of(protocol, values, each, inFiles);
            return its.heap() <= heap && its.nativeMemory() <= beside;
        });
        require(
                most == count,
                String.format(
                        Locale.ROOT,
                        "--trajectories %d needs %.1f GB%s, above the %.1f GB that this program %s: choose %s, or give java"
                                + " a larger -Xmx.",
                        count,
                        (ofHeap ? needed.heap() : needed.nativeMemory()) / GIGABYTE,
                        ofHeap ? "" : " beside the heap",
                        (ofHeap ? heap : beside) / GIGABYTE,
                        ofHeap ? "has for data in its heap" : "may use there",
                        most > 0 ? "at most " + most : inFiles ? "a larger --coarsening" : "a smaller --grid"));
    }

    /** The largest number up to {@code most} that is allowed, where all below an allowed one are; 0 if none is. */
    private static int largest(int most, IntPredicate allowed) {
        int low = 0;
        int high = most;
        while (low < high) {
            int middle = high - (high - low) / 2;
            if (allowed.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Refuses more predicted snapshots than the heap holds, or than one array has numbers. */
    public static void heap(String option, int snapshots, int values) {
        double each = COPIES * Float.BYTES * values;
        long most = (long) Math.min(
                Integer.MAX_VALUE / values, HEAP_FOR_DATA * Runtime.getRuntime().maxMemory() / each);
        require(
                snapshots <= most,
                String.format(
                        Locale.ROOT,
                        "%s %d of %d values needs %.1f GB: choose at most %d, or give java a larger -Xmx.",
                        option,
                        snapshots,
                        values,
                        snapshots * each / GIGABYTE,
                        most));
    }

    /** Refuses a grid whose autoencoder would not fit in memory. */
    public static void autoencoder(int[] grid, int fields) {
        double limit = Pointer.maxBytes();
        double values = Arrays.stream(grid).asDoubleStream().reduce(fields, (a, b) -> a * b);
        double needed = autoencoderBytes(values);
        require(
                limit <= 0 || needed <= limit,
                String.format(
                        Locale.ROOT,
                        "A grid of %s points needs an autoencoder of about %.1f GB, above the %.1f GB that this program"
                                + " may use: choose a grid of at most %d in each direction, or give java a larger -Xmx.",
                        Arrays.toString(grid),
                        needed / GIGABYTE,
                        limit / GIGABYTE,
                        (int) Math.pow(values / fields * Math.sqrt(limit / needed), 1.0 / grid.length)));
    }

    /** Weights of encoder and decoder, six times: themselves, gradients, Adam's two moments, the best and a copy. */
    private static double autoencoderBytes(double values) {
        return 6 * Float.BYTES * 2 * (1 / 2.0 + 1 / 8.0 + 1 / 32.0) * values * values;
    }

    /**
     * A result never replaces what it is made from.
     *
     * @throws BadInputException if {@code out} is one of the files that are read, by whatever name
     */
    public static void notRead(Path out, Path... inputs) {
        for (Path input : inputs) {
            require(
                    !isSame(out, input),
                    input + " is read and would be replaced by the results: choose another place with --out.");
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException none) { // one of them is not there
            return false;
        }
    }

    /** Makes sure that files can be created in {@code folder}, which is created itself if it is not there. */
    public static void writableFolder(Path folder) {
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
