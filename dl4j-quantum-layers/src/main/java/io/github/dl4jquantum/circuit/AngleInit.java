package io.github.dl4jquantum.circuit;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** How a circuit's trainable parameters begin. The same circuit and seed give the same values on every machine. */
public enum AngleInit {

    /** {@code 0.01 N(0, 1)}: what the code of arXiv 2502.13370 does. */
    SMALL_NORMAL,

    /** {@code 0.3 N(0, 1)}: far enough from the identity that circuits of a bank differ from the start. */
    MODERATE_NORMAL,

    /** Uniform in [0, 2 pi). Deep circuits on many qubits begin on a barren plateau then. */
    UNIFORM,

    /**
     * {@code N(0, sigma²)} with {@code sigma² = 1 / (4 S D)}, made against barren plateaus (Zhang, Liu, Hsieh and Tao,
     * arXiv 2203.09376, theorem 4.1, where D is called L + 2): the gradient's norm then falls no faster than a power of
     * the numbers of qubits and layers.
     *
     * <ul>
     *   <li>S: most qubits that one Pauli string of the observables acts on, at least 1;
     *   <li>D: most trainable rotations that one qubit sees, controlled ones counting on both their qubits.
     * </ul>
     *
     * Both can be read off any circuit, unlike what initialisers by blocks of identities need (arXiv 1903.05076). The
     * theorem is proven for layers of RX or RY and CZ; for other circuits this is its rule, not its guarantee.
     */
    DEPTH_SCALED_NORMAL;

    /**
     * {@return the initial values, [parameters], in radians}
     *
     * @param circuit the circuit whose parameters these are
     * @param seed of {@link Random}
     */
    public double[] values(Circuit circuit, long seed) {
        Random random = new Random(seed);
        DoubleSupplier standard = isNormal() ? random::nextGaussian : random::nextDouble;
        double scale = scale(circuit);
        return DoubleStream.generate(standard)
                .map(draw -> scale * draw)
                .limit(circuit.parameters())
                .toArray();
    }

    /** {@return whether values are N(0, 1) times {@link #scale}; else they are uniform in [0, 1) times it} */
    public boolean isNormal() {
        return this != UNIFORM;
    }

    /**
     * {@return what the draws of a standard distribution are multiplied by, in radians}
     *
     * @param circuit the circuit whose parameters are drawn
     */
    public double scale(Circuit circuit) {
        return switch (this) {
            case SMALL_NORMAL -> 0.01;
            case MODERATE_NORMAL -> 0.3;
            case UNIFORM -> 2 * Math.PI;
            case DEPTH_SCALED_NORMAL -> 1 / (2 * Math.sqrt((double) locality(circuit) * depth(circuit)));
        };
    }

    private static int locality(Circuit circuit) {
        return circuit.observables().stream()
                .flatMap(observable -> observable.terms().stream())
                .mapToInt(term -> Math.max(1, term.paulis().size()))
                .max()
                .orElseThrow();
    }

    private static int depth(Circuit circuit) {
        int[] rotations = new int[circuit.qubits()];
        for (Gate gate : circuit.gates()) {
            int trainable = trainable(gate.angles());
            gate.qubits().forEach(qubit -> rotations[qubit] += trainable);
        }
        return Math.max(1, Arrays.stream(rotations).max().orElseThrow());
    }

    private static int trainable(List<Angle> angles) {
        return (int) angles.stream().filter(Angle::hasParameters).count();
    }
}
