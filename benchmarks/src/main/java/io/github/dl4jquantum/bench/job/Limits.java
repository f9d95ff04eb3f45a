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
    private static final double MEGABYTE = 1 << 20;
    private static final double HEAP_FOR_DATA = 0.75;
    /** Fewer trajectories are not divided by exactly the same ratios. */
    private static final double ROUNDED_SPLITS = 0.95;
    /** Of predicted snapshots: themselves, and what they are written from. */
    private static final double COPIES = 3;

    /** Of an autoencoder: weights, gradients, Adam's two moments, the best and a copy. */
    private static final int COPIES_OF_WEIGHTS = 6;

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
                .filter(encoder -> name(encoder).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("Unknown encoder '" + name + "': choose pod, pod-mlp, mlp or none."));
    }

    /** As options name it. */
    public static String name(Encoder encoder) {
        return encoder.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Refuses more data than memory holds, on the heap and beside it.
     *
     * @param values of a snapshot
     * @param inFiles whether data is read, and not made
     */
    public static void memory(Protocol protocol, double values, boolean inFiles) {
        memory(protocol, values, inFiles, MemoryEstimate.NONE);
    }

    /**
     * As {@link #memory(Protocol, double, boolean)}, with what is needed beside data of any size.
     *
     * @param models what their training takes
     */
    public static void memory(Protocol protocol, double values, boolean inFiles, MemoryEstimate models) {
        int count = protocol.trajectories();
        MemoryEstimate needed =
                MemoryEstimate.of(protocol, values, count, inFiles).plus(models);
        double heap = HEAP_FOR_DATA * Runtime.getRuntime().maxMemory();
        double beside = Pointer.maxBytes() > 0 ? Pointer.maxBytes() : Double.POSITIVE_INFINITY;
        if (needed.heap() <= heap && needed.nativeMemory() <= beside) {
            return;
        }
        boolean ofHeap = needed.heap() > heap;
        int most = largest(count, each -> {
            MemoryEstimate its =
                    MemoryEstimate.of(protocol, values, each, inFiles).plus(models);
            return its.heap() <= ROUNDED_SPLITS * heap && its.nativeMemory() <= ROUNDED_SPLITS * beside;
        });
        throw new BadInputException(String.format(
                Locale.ROOT,
                "%d trajectories%s need %s%s, above the %s that this program %s: choose %s, or give java -Xmx%s or more.",
                count,
                models.heap() > needed.heap() / 10 ? " and the models" : "",
                inWords(ofHeap ? needed.heap() : needed.nativeMemory()),
                ofHeap ? "" : " beside the heap",
                inWords(ofHeap ? heap : beside),
                ofHeap ? "has for data in its heap" : "may use there",
                most > 0
                        ? "--trajectories " + most + " at most"
                        : (inFiles ? "a larger --coarsening" : "a smaller --grid")
                                + (models.heap() > HEAP_FOR_DATA * heap
                                        ? ", another --encoder or a smaller --hidden"
                                        : ""),
                option(Math.max(needed.heap() / HEAP_FOR_DATA, needed.nativeMemory()))));
    }

    private static String inWords(double bytes) {
        return bytes < GIGABYTE
                ? String.format(Locale.ROOT, "%.0f MB", bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }

    /** The heap's limit as java takes it. */
    public static String heapOption() {
        return "-Xmx" + option(Runtime.getRuntime().maxMemory());
    }

    /** A size as java takes it, rounded up. */
    private static String option(double bytes) {
        return (long) Math.ceil(bytes / MEGABYTE) + "m";
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

    /** Refuses sequences that a network would not have room for. */
    public static void sequences(int minibatch, int steps, int features) {
        double needed = COPIES * (double) Float.BYTES * minibatch * steps * features;
        long memory = Runtime.getRuntime().maxMemory();
        require(
                needed <= memory,
                String.format(
                        Locale.ROOT,
                        "--batch %d of --steps %d needs about %s, above the %s that this program may use: choose fewer, or"
                                + " give java -Xmx%s or more.",
                        minibatch,
                        steps,
                        inWords(needed),
                        inWords(memory),
                        option(needed)));
    }

    /** Refuses a grid whose autoencoder would not fit in memory, or in a checkpoint. */
    public static void autoencoder(int[] grid, int fields) {
        double values = Arrays.stream(grid).asDoubleStream().reduce(fields, (a, b) -> a * b);
        double weights = 2 * (1 / 2.0 + 1 / 8.0 + 1 / 32.0) * values * values;
        double needed = COPIES_OF_WEIGHTS * Float.BYTES * weights;
        double ofArrays = (double) COPIES_OF_WEIGHTS / 2 * Integer.MAX_VALUE; // Adam's two moments are one array
        double memory = Pointer.maxBytes() > 0 ? Pointer.maxBytes() : Double.POSITIVE_INFINITY;
        double limit = Math.min(memory, ofArrays);
        require(
                needed <= limit,
                String.format(
                        Locale.ROOT,
                        "A grid of %s points needs an autoencoder of about %s, above the %s that %s: choose a grid of at"
                                + " most %d in each direction, another --encoder%s.",
                        Arrays.toString(grid),
                        inWords(needed),
                        inWords(limit),
                        limit == memory ? "this program may use" : "its files can have",
                        (int) Math.pow(values / fields * Math.sqrt(limit / needed), 1.0 / grid.length),
                        limit == memory ? ", or give java -Xmx" + option(needed) + " or more" : ""));
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

    /** Makes sure that files can be created in {@code folder}, which may have to be created itself; nothing of it stays. */
    public static void writableFolder(Path folder) {
        String problem = null;
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            problem = "is a file";
        } else {
            try {
                NewFolders created = NewFolders.create(folder);
                try {
                    Files.delete(Files.createTempFile(folder, ".qpde", ".tmp"));
                } finally {
                    created.removeEmpty();
                }
            } catch (IOException e) {
                problem = "cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")";
            }
        }
        require(problem == null, "The output folder " + folder + " " + problem + ": choose another with --out.");
    }

    /** Whether a file or folder is named by an address, such as {@code hdfs://host/folder}, and not by a path. */
    public static boolean isAddress(String name) {
        return name.matches("[a-zA-Z][\\w+.-]+:/.*");
    }
}
