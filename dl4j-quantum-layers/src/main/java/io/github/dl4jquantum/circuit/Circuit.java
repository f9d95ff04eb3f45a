package io.github.dl4jquantum.circuit;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonSetter;

/**
 * A parametrised quantum circuit: gates that act on |0...0> in order, and the observables whose expectations, or
 * variances, it returns. It maps inputs x and trainable parameters theta to
 *
 * <pre>
 *   z_k = &lt;0| U(x, theta)† O_k U(x, theta) |0&gt;
 * </pre>
 *
 * <p>An immutable value that cannot be built invalid: {@link Builder#build()} checks every gate. Serialised, as DL4J does
 * with the layers of a network, it is its JSON.
 *
 * @serial exclude
 */
public final class Circuit implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Most qubits of a circuit: a statevector of 16,777,216 amplitudes. Engines may take fewer, and say so. */
    public static final int MAX_QUBITS = 24;

    /** Most qubits of which {@link Builder#measureProbabilities} measures every basis state. */
    public static final int MAX_ALL_PROBABILITIES = 6;

    /** Most qubits of {@link Builder#measureDensityMatrix}: 512 outputs. */
    public static final int MAX_DENSITY_MATRIX = 4;

    /** Least width of {@link #draw}. */
    public static final int MIN_DRAWING_WIDTH = 40;

    private final int qubits;
    private final List<Gate> gates;
    private final List<PrimitiveGate> primitives = new ArrayList<>();
    private final List<Observable> observables;
    private SortedSet<Integer> variances = Collections.emptySortedSet();
    private final int inputs;
    private final int parameters;

    @JsonCreator
    private Circuit(
            @JsonProperty("qubits") int qubits,
            @JsonProperty("gates") List<Gate> gates,
            @JsonProperty("observables") List<Observable> observables) {
        this.qubits = checkQubits(qubits);
        this.gates = List.copyOf(gates);
        this.observables = List.copyOf(observables);
        if (observables.isEmpty()) {
            throw new IllegalArgumentException("A circuit needs at least one observable.");
        }
        this.gates.forEach(gate -> check(qubits, gate));
        this.gates.forEach(this::unfold);
        AmplitudeEmbedding.check(primitives);
        this.observables.forEach(observable -> check(qubits, observable));
        inputs = count("Input", variable -> variable.source().isInput());
        parameters = count("Parameter", variable -> variable.source() == Angle.Source.PARAMETER);
    }

    /**
     * Checks a number of qubits.
     *
     * @param qubits 1 to {@value #MAX_QUBITS}
     * @return the number itself
     * @throws IllegalArgumentException if it is not in 1..{@value #MAX_QUBITS}
     */
    public static int checkQubits(int qubits) {
        if (qubits < 1 || qubits > MAX_QUBITS) {
            throw new IllegalArgumentException(
                    qubits + " qubits cannot be simulated; choose 1 to " + MAX_QUBITS + " qubits.");
        }
        return qubits;
    }

    /**
     * Checks that a gate fits a number of qubits.
     *
     * @param qubits number of qubits of the circuit
     * @param gate what is checked
     * @throws IllegalArgumentException if it names a qubit that is not there, or one twice
     */
    public static void check(int qubits, Gate gate) {
        checkRange(qubits, gate.qubits(), gate);
        if (new HashSet<>(gate.qubits()).size() != gate.qubits().size()) {
            throw new IllegalArgumentException(gate + " names a qubit twice; its qubits must differ.");
        }
    }

    /**
     * Checks that an observable fits a number of qubits.
     *
     * @param qubits number of qubits of the circuit
     * @param observable what is checked
     * @throws IllegalArgumentException if it names a qubit that is not there
     */
    public static void check(int qubits, Observable observable) {
        observable.terms().forEach(term -> checkRange(qubits, term.paulis().keySet(), observable));
    }

    private static void checkRange(int qubits, Iterable<Integer> used, Object user) {
        for (int qubit : used) {
            if (qubit < 0 || qubit >= qubits) {
                throw new IllegalArgumentException(
                        "Qubit " + qubit + " of " + user + " is not in 0.." + (qubits - 1) + ".");
            }
        }
    }

    private void unfold(Gate gate) {
        for (PrimitiveGate primitive : gate.primitives()) {
            check(qubits, primitive);
            primitives.add(primitive);
        }
    }

    /** Indices must be 0..k-1 without a gap: a parameter that nothing uses is a mistake in the circuit. */
    private int count(String what, Predicate<Angle.Variable> kind) {
        BitSet used = new BitSet();
        gates.stream()
                .flatMap(gate -> gate.angles().stream())
                .flatMap(Angle::variables)
                .filter(kind)
                .forEach(variable -> used.set(variable.index()));
        if (used.nextClearBit(0) < used.length()) {
            throw new IllegalArgumentException(what + " " + used.nextClearBit(0) + " is used by no gate, but "
                    + (used.length() - 1) + " is; number them from 0 without a gap.");
        }
        return used.length();
    }

    /**
     * Starts a circuit.
     *
     * @param qubits 1 to {@value #MAX_QUBITS}
     * @return a builder without gates
     * @throws IllegalArgumentException if {@code qubits} is not in 1..{@value #MAX_QUBITS}
     */
    public static Builder builder(int qubits) {
        return new Builder(checkQubits(qubits));
    }

    /** {@return the number of qubits n; the statevector has 2^n amplitudes} */
    @JsonProperty("qubits")
    public int qubits() {
        return qubits;
    }

    /** {@return the gates, in the order in which they act} */
    @JsonProperty("gates")
    public List<Gate> gates() {
        return gates;
    }

    /** {@return what {@link #gates} are made of, in the order in which it acts} */
    public List<PrimitiveGate> primitives() {
        return Collections.unmodifiableList(primitives);
    }

    /** {@return what is measured: one output each, its expectation, or its variance where {@link #variances} say so} */
    @JsonProperty("observables")
    public List<Observable> observables() {
        return observables;
    }

    /** {@return the outputs that are variances, by their places among {@link #observables}} */
    @JsonProperty("variances")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public SortedSet<Integer> variances() {
        return variances;
    }

    /** Older files lack it. */
    @JsonSetter("variances")
    private void setVariances(SortedSet<Integer> places) {
        for (int place : places) {
            if (place < 0 || place >= observables.size()) {
                throw new IllegalArgumentException("Output " + place + " is no variance of a circuit with outputs 0.."
                        + (observables.size() - 1) + ".");
            }
        }
        variances = Collections.unmodifiableSortedSet(new TreeSet<>(places));
    }

    /**
     * {@return this circuit measuring expectations alone: of all {@link #observables}, and behind them of the squares
     * of those whose variance it returns}
     */
    public Circuit moments() {
        List<Observable> all = new ArrayList<>(observables);
        variances.forEach(place -> all.add(observables.get(place).squared()));
        return measuring(all);
    }

    /** {@return the number of inputs} */
    public int inputs() {
        return inputs;
    }

    /** {@return the number of trainable parameters} */
    public int parameters() {
        return parameters;
    }

    /** {@return whether every observable is made of Z and identity alone} */
    public boolean measuresDiagonally() {
        return observables.stream().allMatch(Observable::isDiagonal);
    }

    /**
     * A picture of this circuit in Unicode, time from left to right:
     *
     * <pre>
     *   q0: ─H─RY(atan x0)─RZ(atan x0²)─●─⊕─Rot(θ0,θ1,θ2)─
     *                                   │ │
     *   q1: ─H─RY(atan x1)─RZ(atan x1²)─⊕─●─Rot(θ3,θ4,θ5)─
     *   measured: ⟨Z0⟩ ⟨Z1⟩
     * </pre>
     *
     * x are inputs and θ parameters; numbers have four digits; U[k] is qubit k of a fixed unitary of several qubits.
     * What does not fit goes on below. A gate wider than {@code width} stands alone and reaches beyond it.
     *
     * @param width characters of a line, at least {@value #MIN_DRAWING_WIDTH}
     * @return lines that each end in a line feed
     * @throws IllegalArgumentException for a smaller width
     */
    public String draw(int width) {
        return CircuitDrawing.of(this, width);
    }

    /**
     * {@return this circuit returning the expectations of other observables, at least one}
     *
     * @param others what is measured instead, in the order of the outputs
     */
    public Circuit measuring(List<Observable> others) {
        return new Circuit(qubits, gates, others);
    }

    /**
     * {@return this circuit with constants for its trainable parameters, so that nothing of it is trained} Inputs stay.
     *
     * @param values of the parameters: finite, one each
     * @throws IllegalArgumentException for another number of values, or one that is not finite
     */
    public Circuit withParameters(double... values) {
        return FixedParameters.of(this, values);
    }

    /** {@return this circuit as JSON} */
    public String toJson() {
        return CircuitJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param json the text
     * @return the circuit
     * @throws IllegalArgumentException if the text is no circuit, has an unknown key, or describes an invalid circuit
     */
    public static Circuit fromJson(String json) {
        return CircuitJson.read(json);
    }

    private Object writeReplace() {
        return new Serialized(toJson());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A circuit is read from its JSON.");
    }

    private record Serialized(String json) implements Serializable {

        private Object readResolve() {
            return fromJson(json);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Circuit that
                && qubits == that.qubits
                && gates.equals(that.gates)
                && observables.equals(that.observables)
                && variances.equals(that.variances);
    }

    @Override
    public int hashCode() {
        return Objects.hash(qubits, gates, observables, variances);
    }

    @Override
    public String toString() {
        return "Circuit(" + qubits + " qubits, " + gates.size() + " gates, " + inputs + " inputs, " + parameters
                + " parameters, " + observables.size() + " observables)";
    }

    /** Collects gates and observables. Without an observable, Z is measured on every qubit. */
    public static final class Builder {

        private final int qubits;
        private final List<Gate> gates = new ArrayList<>();
        private final List<Observable> observables = new ArrayList<>();
        private final SortedSet<Integer> variances = new TreeSet<>();

        private Builder(int qubits) {
            this.qubits = qubits;
        }

        /**
         * Appends a gate.
         *
         * @param gate acts after those appended before
         * @return this builder
         */
        public Builder add(Gate gate) {
            gates.add(Objects.requireNonNull(gate, "gate"));
            return this;
        }

        /**
         * Appends an observable O to measure: its expectation {@code <O>} is an output.
         *
         * @param observable any Hermitian one on the circuit's qubits
         * @return this builder
         */
        public Builder measure(Observable observable) {
            observables.add(Objects.requireNonNull(observable, "observable"));
            return this;
        }

        /**
         * Appends an observable O whose variance {@code <O²> - <O>²} is an output.
         *
         * @param observable any Hermitian one on the circuit's qubits
         * @return this builder
         */
        public Builder measureVariance(Observable observable) {
            variances.add(observables.size());
            return measure(observable);
        }

        /**
         * Appends the outputs of another circuit, in their order.
         *
         * @param circuit whose outputs to take; its gates are left
         * @return this builder
         */
        public Builder measureLike(Circuit circuit) {
            circuit.variances.forEach(place -> variances.add(observables.size() + place));
            circuit.observables.forEach(this::measure);
            return this;
        }

        /**
         * Appends the probability of every basis state, in the order of their indices: 2^n outputs that sum to 1. They
         * are 4^n Pauli strings, so this is for few qubits; of more, ask for single {@link Observable#probability}s, or
         * measure the strings of Z and leave their linear combination to the layer that follows.
         *
         * @return this builder
         * @throws IllegalArgumentException for more than {@value #MAX_ALL_PROBABILITIES} qubits
         */
        public Builder measureProbabilities() {
            return measureProbabilities(IntStream.range(0, qubits).toArray());
        }

        /**
         * Appends the probability of each outcome of reading some qubits: 2^k outputs that sum to 1, the first qubit the
         * most significant bit of the outcome's number.
         *
         * @param read the qubits read, distinct
         * @return this builder
         * @throws IllegalArgumentException for no qubit, more than {@value #MAX_ALL_PROBABILITIES}, or one twice
         */
        public Builder measureProbabilities(int... read) {
            Observables.probabilities(qubits, read).forEach(this::measure);
            return this;
        }

        /**
         * Appends the reduced density matrix of some qubits, the others traced out: Re rho_00, Re rho_01, ... row by row, then
         * Im rho_00, Im rho_01, ...: 2 * 4^k outputs, of which those of rho_ij and rho_ji repeat each other, {@code
         * rho_ij = sum_e psi_(i, e) conj(psi_(j, e))}.
         *
         * @param kept the qubits, the first the most significant bit of i
         * @return this builder
         * @throws IllegalArgumentException for no qubit, more than {@value #MAX_DENSITY_MATRIX}, or one twice
         */
        public Builder measureDensityMatrix(int... kept) {
            Observables.densityMatrix(qubits, kept).forEach(this::measure);
            return this;
        }

        /**
         * Appends what prepares the basis state |b> of bits b that are inputs, 0 or 1 each: RY(pi b) on every qubit. Numbers
         * between turn a qubit part of the way.
         *
         * @param firstInput the input of qubit 0; the others follow
         * @return this builder
         */
        public Builder embedBasis(int firstInput) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                add(new RY(qubit, Angle.input(firstInput + qubit).scaled(Math.PI)));
            }
            return this;
        }

        /**
         * {@return the circuit}
         *
         * @throws IllegalArgumentException if a gate or observable names a qubit that is not there, a gate names one
         *     twice, or the inputs or parameters are not numbered from 0 without a gap
         */
        public Circuit build() {
            List<Observable> measured = observables.isEmpty()
                    ? IntStream.range(0, qubits).mapToObj(Observable::z).toList()
                    : observables;
            Circuit circuit = new Circuit(qubits, gates, measured);
            circuit.setVariances(variances);
            return circuit;
        }
    }
}
