package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.CRZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.MultiControlledX;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Rot;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Quantum circuits in a SameDiff graph, a SameDiffLayer's included: every step is made of ordinary, differentiable
 * operations, and one graph serves every size of minibatch.
 *
 * <pre>{@code
 * SDVariable z = SDCircuit.expectations(sd, Ansatz.paper(4, 2), x, theta);   // [minibatch, 4]
 * }</pre>
 *
 * <p>or gate by gate:
 *
 * <pre>{@code
 * SDCircuit circuit = new SDCircuit(sd, 2, DataType.DOUBLE);
 * SDVariable state = circuit.apply(new H(0), circuit.zeroState());
 * state = circuit.apply(new CRY(0, 1, Angle.parameter(0)), state, angle);
 * SDVariable z = circuit.expectations(state, List.of(Observable.z(1)));     // [minibatch, 1]
 * }</pre>
 *
 * <p>A state is one variable [2 * 2^n, minibatch], the real parts above the imaginary parts, qubit 0 the most
 * significant bit of an amplitude's index. (One variable rather than a pair: SameDiff's gradients go wrong where a
 * part of a graph leads nowhere, as the imaginary parts would if only the real ones were used.) A state that no angle
 * of the minibatch has touched yet has one column, which stands for all.
 */
public final class SDCircuit {

    /** Most qubits of a graph's states. */
    public static final int MAX_QUBITS = 16;

    private static final int NO_CONTROL = -1;

    /** -i as a power of i. */
    private static final int MINUS_I = 3;

    private final SameDiff sd;
    private final int qubits;
    private final DataType type;
    private final Map<DoubleBuffer, SDVariable> columns = new HashMap<>();

    /**
     * Builds gate by gate into a graph.
     *
     * @param sd the graph to build into
     * @param qubits number of qubits n
     * @param type data type of the states
     * @throws IllegalArgumentException if the number of qubits is out of range, or the type is no floating-point type
     */
    public SDCircuit(SameDiff sd, int qubits, DataType type) {
        if (!type.isFPType()) {
            throw new IllegalArgumentException("States of type " + type + " cannot be; use FLOAT or DOUBLE.");
        }
        this.sd = sd;
        this.qubits = checkQubits(qubits);
        this.type = type;
    }

    /**
     * Checks that states of so many qubits can be in a graph.
     *
     * @throws UnsupportedCircuitException beyond {@value #MAX_QUBITS}
     */
    static int checkQubits(int qubits) {
        if (Circuit.checkQubits(qubits) > MAX_QUBITS) {
            throw new UnsupportedCircuitException(
                    "Circuits of " + qubits + " qubits are too large for a graph, which takes" + " up to " + MAX_QUBITS
                            + "; choose engine cpu.");
        }
        return qubits;
    }

    /**
     * A circuit's outputs: expectations of its observables, and variances where it asks for them.
     *
     * @param sd the graph that the operations are added to
     * @param circuit the circuit to evaluate
     * @param inputs x, [minibatch, inputs]; null for a circuit without inputs
     * @param parameters theta, [parameters], or [minibatch, parameters] where each example has its own; null for a
     *     circuit without parameters
     * @return [minibatch, observables]; one row if neither inputs nor parameters have a minibatch
     * @throws IllegalArgumentException if inputs or parameters are missing
     */
    public static SDVariable expectations(SameDiff sd, Circuit circuit, SDVariable inputs, SDVariable parameters) {
        SDCircuit builder = new SDCircuit(sd, circuit.qubits(), type(circuit, inputs, parameters));
        SDVariable moments = builder.expectations(
                builder.run(circuit, inputs, parameters), circuit.moments().observables());
        return circuit.variances().isEmpty() ? moments : builder.outputs(circuit, moments);
    }

    /**
     * Expectations of a bank: several circuits that differ in inputs and angles alone, evaluated as one with as many
     * times the minibatch.
     *
     * @param sd the graph that the operations are added to
     * @param circuit one of the bank
     * @param count number of circuits, k
     * @param inputs x, [minibatch, k inputs], circuit after circuit
     * @param parameters theta, [k parameters], circuit after circuit; null for a circuit without parameters
     * @return [minibatch, k observables], circuit after circuit
     * @throws IllegalArgumentException if inputs or parameters are missing
     */
    public static SDVariable expectations(
            SameDiff sd, Circuit circuit, int count, SDVariable inputs, SDVariable parameters) {
        if (count == 1) {
            return expectations(sd, circuit, inputs, parameters);
        }
        Bank bank = new Bank(sd, circuit, count);
        SDVariable ones = sd.onesLike(inputs.sum(true, 1));
        SDVariable z = expectations(sd, circuit, bank.inputs(inputs), bank.angles(parameters, ones));
        return bank.joined(z);
    }

    /**
     * The state that a circuit leaves, U(x, theta) |0...0>.
     *
     * @param sd the graph that the operations are added to
     * @param circuit the circuit to run; its observables do not matter
     * @param inputs as for {@link #expectations(SameDiff, Circuit, SDVariable, SDVariable)}
     * @param parameters as there
     * @return [2 * 2^n, minibatch]
     * @throws IllegalArgumentException if inputs or parameters are missing
     */
    public static SDVariable statevector(SameDiff sd, Circuit circuit, SDVariable inputs, SDVariable parameters) {
        return new SDCircuit(sd, circuit.qubits(), type(circuit, inputs, parameters)).run(circuit, inputs, parameters);
    }

    /** {@return the state |0...0>, [2 * 2^n, 1]} */
    public SDVariable zeroState() {
        double[] amplitudes = new double[2 << qubits];
        amplitudes[0] = 1;
        return column(amplitudes);
    }

    /**
     * Applies one gate.
     *
     * @param gate the gate; where its angles come from is left aside
     * @param state [2 * 2^n, minibatch]
     * @param angles the value of each of the gate's angles in radians, [1] or [minibatch]
     * @return the new state
     * @throws IllegalArgumentException if the gate does not fit the qubits, or the number of angles the gate
     */
    public SDVariable apply(Gate gate, SDVariable state, SDVariable... angles) {
        if (angles.length != gate.angles().size()) {
            throw new IllegalArgumentException(
                    gate + " takes " + gate.angles().size() + " angles, not " + angles.length + ".");
        }
        Circuit.check(qubits, gate);
        List<Angle> own =
                IntStream.range(0, angles.length).mapToObj(Angle::parameter).toList();
        SDVariable result = state;
        for (PrimitiveGate primitive : gate.withAngles(own).primitives()) {
            Circuit.check(qubits, primitive);
            HalfAngle[] halves = primitive.angles().stream()
                    .map(angle -> half(angle, angles))
                    .toArray(HalfAngle[]::new);
            result = apply(primitive, result, halves);
        }
        return result;
    }

    /** Angles of a decomposition are constants, or multiples of one of the gate's. */
    private HalfAngle half(Angle angle, SDVariable[] angles) {
        double factor = angle.terms().get(0).factor() / 2;
        SDVariable half = angle.variables()
                .findFirst()
                .map(own -> angles[own.index()].mul(factor))
                .orElseGet(() -> constant(new double[] {factor}, 1, 1));
        return new HalfAngle(sd.math().cos(half), sd.math().sin(half));
    }

    /**
     * Expectations of observables in a state.
     *
     * @param state [2 * 2^n, minibatch]
     * @param observables at least one
     * @return [minibatch, observables]
     * @throws IllegalArgumentException if an observable does not fit the qubits
     */
    public SDVariable expectations(SDVariable state, List<Observable> observables) {
        observables.forEach(observable -> Circuit.check(qubits, observable));
        int rows = 2 << qubits;
        SortedMap<Integer, double[]> weights = new TreeMap<>();
        for (int k = 0; k < observables.size(); k++) {
            for (var part :
                    RealOperator.of(qubits, observables.get(k)).diagonals().entrySet()) {
                double[] all = weights.computeIfAbsent(part.getKey(), flip -> new double[observables.size() * rows]);
                System.arraycopy(part.getValue(), 0, all, k * rows, rows);
            }
        }
        if (weights.isEmpty()) {
            weights.put(0, new double[observables.size() * rows]); // every coefficient is 0
        }
        SDVariable sum = null;
        for (var part : weights.entrySet()) {
            SDVariable overlap = state.mul(flipped(state, part.getKey()));
            SDVariable weight = constant(part.getValue(), observables.size(), rows);
            SDVariable term = Products.left(weight, overlap);
            sum = sum == null ? term : sum.add(term);
        }
        return sd.transpose(sum);
    }

    /** {@code z = m A - (m B)²}: A picks expectations and squares, B the means of variances. */
    private SDVariable outputs(Circuit circuit, SDVariable moments) {
        int outputs = circuit.observables().size();
        int rows = outputs + circuit.variances().size();
        double[] picked = new double[rows * outputs];
        double[] means = new double[rows * outputs];
        int square = outputs;
        for (int k = 0; k < outputs; k++) {
            boolean variance = circuit.variances().contains(k);
            picked[(variance ? square++ : k) * outputs + k] = 1;
            means[k * outputs + k] = variance ? 1 : 0;
        }
        return Products.right(moments, constant(picked, rows, outputs))
                .sub(sd.math().square(Products.right(moments, constant(means, rows, outputs))));
    }

    private SDVariable run(Circuit circuit, SDVariable inputs, SDVariable parameters) {
        AngleTable angles = new AngleTable(sd, type, circuit, inputs, parameters);
        SDVariable state = AmplitudeEmbedding.of(circuit)
                .map(embedding -> new AmplitudeColumns(sd, type, qubits).of(embedding, circuit.inputs(), inputs))
                .orElseGet(this::zeroState);
        for (PrimitiveGate gate : circuit.primitives()) {
            if (!(gate instanceof AmplitudeEmbedding)) {
                state = apply(gate, state, angles.get(gate));
            }
        }
        return state;
    }

    private SDVariable apply(PrimitiveGate gate, SDVariable state, HalfAngle... angles) {
        if (gate instanceof RX g) {
            return rotate(state, Pauli.X, NO_CONTROL, g.qubit(), angles[0]);
        }
        if (gate instanceof RY g) {
            return rotate(state, Pauli.Y, NO_CONTROL, g.qubit(), angles[0]);
        }
        if (gate instanceof RZ g) {
            return rotate(state, Pauli.Z, NO_CONTROL, g.qubit(), angles[0]);
        }
        if (gate instanceof Rot g) {
            SDVariable first = rotate(state, Pauli.Z, NO_CONTROL, g.qubit(), angles[0]);
            SDVariable second = rotate(first, Pauli.Y, NO_CONTROL, g.qubit(), angles[1]);
            return rotate(second, Pauli.Z, NO_CONTROL, g.qubit(), angles[2]);
        }
        if (gate instanceof CRX g) {
            return rotate(state, Pauli.X, g.control(), g.target(), angles[0]);
        }
        if (gate instanceof CRY g) {
            return rotate(state, Pauli.Y, g.control(), g.target(), angles[0]);
        }
        if (gate instanceof CRZ g) {
            return rotate(state, Pauli.Z, g.control(), g.target(), angles[0]);
        }
        if (gate instanceof AmplitudeEmbedding) {
            throw new UnsupportedCircuitException(gate + " has no matrix of its own; let a circuit begin with it.");
        }
        if (gate instanceof GlobalPhase) {
            return turn(turn(state, angles[0]), angles[0]);
        }
        if (gate instanceof MultiControlledX g) {
            return apply(RealOperator.flip(qubits, g.controls(), g.target()), state);
        }
        return apply(RealOperator.of(qubits, gate.matrix(), gate.qubits()), state);
    }

    /**
     * The term without a flip comes last, and is there even if it is 0: SameDiff looks for what it must execute breadth
     * first, and visits a state once for every path that is not longer than another, twice as often for each gate on
     * the way. So there must be one shortest path.
     */
    private SDVariable apply(RealOperator operator, SDVariable state) {
        SortedMap<Integer, double[]> flips = new TreeMap<>(operator.diagonals());
        double[] unflipped = flips.remove(0);
        SDVariable sum = state.mul(column(unflipped == null ? new double[2 << qubits] : unflipped));
        SDVariable others = null;
        for (var part : flips.entrySet()) {
            SDVariable term = flipped(state, part.getKey()).mul(column(part.getValue()));
            others = others == null ? term : others.add(term);
        }
        return others == null ? sum : others.add(sum);
    }

    /** exp(-i theta P / 2) = cos(theta / 2) - i sin(theta / 2) P where the control is 1, the identity elsewhere. */
    private SDVariable rotate(SDVariable state, Pauli pauli, int control, int target, HalfAngle angle) {
        RealOperator generator = new RealOperator(qubits);
        double[] rotated = new double[2 << qubits];
        double[] left = new double[2 << qubits];
        for (int row = 0; row < generator.size(); row++) {
            boolean active = control == NO_CONTROL || (row & generator.bit(control)) != 0;
            double[] kind = active ? rotated : left;
            kind[row] = 1;
            kind[row + generator.size()] = 1;
            if (active) {
                generator.addPauli(row, Map.of(target, pauli), MINUS_I, 1);
            }
        }
        SDVariable diagonal = angle.cos();
        if (control != NO_CONTROL) {
            diagonal = column(rotated).mul(diagonal).add(column(left));
        }
        int flip = generator.diagonals().firstKey();
        SDVariable offDiagonal = column(generator.diagonals().get(flip)).mul(angle.sin());
        return state.mul(diagonal).add(flipped(state, flip).mul(offDiagonal));
    }

    /** {@code cos + i sin} of half an angle, times a state. */
    private SDVariable turn(SDVariable state, HalfAngle angle) {
        RealOperator unit = new RealOperator(qubits);
        for (int row = 0; row < unit.size(); row++) {
            unit.add(row, 0, 0, 1);
        }
        SDVariable turned =
                flipped(state, unit.size()).mul(column(unit.diagonals().get(unit.size())));
        return state.mul(angle.cos()).add(turned.mul(angle.sin()));
    }

    /** The rows of a state exchanged with those whose index differs in the bits of {@code flip}. */
    private SDVariable flipped(SDVariable state, int flip) {
        SDVariable rows = state;
        for (int rest = flip; rest != 0; rest &= rest - 1) {
            int bit = Integer.lowestOneBit(rest);
            SDVariable[] halves = sd.unstack(rows.reshape((1 << qubits) / bit, 2, -1), 1, 2);
            rows = sd.stack(1, halves[1], halves[0]);
        }
        return flip == 0 ? state : rows.reshape(2 << qubits, -1);
    }

    /** A constant [rows, 1]; one that is there already is used again. */
    private SDVariable column(double[] values) {
        return columns.computeIfAbsent(DoubleBuffer.wrap(values), key -> constant(values, values.length, 1));
    }

    private SDVariable constant(double[] values, int rows, int columns) {
        return sd.constant(
                Detached.run(() -> Nd4j.createFromArray(values).castTo(type).reshape(rows, columns)));
    }

    private static DataType type(Circuit circuit, SDVariable inputs, SDVariable parameters) {
        if (circuit.inputs() > 0 && inputs == null) {
            throw new IllegalArgumentException(circuit + " needs inputs [minibatch, " + circuit.inputs() + "].");
        }
        if (circuit.parameters() > 0 && parameters == null) {
            throw new IllegalArgumentException(circuit + " needs parameters [" + circuit.parameters() + "].");
        }
        return Stream.of(inputs, parameters)
                .filter(Objects::nonNull)
                .map(SDVariable::dataType)
                .findFirst()
                .orElse(DataType.DOUBLE);
    }
}
