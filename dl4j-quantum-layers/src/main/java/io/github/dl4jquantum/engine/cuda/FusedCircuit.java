package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A circuit as few operations. Gates on one qubit that follow each other and depend on no input are one rotation
 * ({@link QubitRun}); gates that permute basis states (CNOT, SWAP, X) and follow each other are one table. What comes first
 * on a qubit, a Hadamard gate and rotations by inputs, belongs to the initial state, a product of the qubits' own.
 */
final class FusedCircuit {

    /** Kinds of operations, numbered as in circuit_image.cuh; a trained rotation is a fixed one whose run has parameters. */
    enum Kind {
        FIXED_ROTATION,
        TRAINED_ROTATION,
        INPUT_ROTATION_X,
        INPUT_ROTATION_Y,
        INPUT_ROTATION_Z,
        PHASE,
        DENSE,
        PERMUTATION;

        boolean rotates() {
            return compareTo(PHASE) < 0;
        }

        boolean byInput() {
            return rotates() && compareTo(INPUT_ROTATION_X) >= 0;
        }

        /** The axis of a rotation by an input: 0 for X, 1 for Y, 2 for Z. */
        int axis() {
            return ordinal() - INPUT_ROTATION_X.ordinal();
        }
    }

    private static final int X_AXIS = 0;
    private static final int Y_AXIS = 1;
    private static final int Z_AXIS = 2;

    /**
     * One operation.
     *
     * @param control the qubits that must be 1; of DENSE their number
     * @param target the qubits acted on, by their bits in the number of a basis state
     * @param data of a rotation its run or slot, of the others an index of the constants or of the tables
     */
    record Operation(Kind kind, int control, int target, int data) {}

    private final Circuit circuit;
    private final List<QubitRun> runs = new ArrayList<>();
    private final List<Angle> slots = new ArrayList<>();
    private final List<List<Operation>> starts;
    private final List<Operation> operations = new ArrayList<>();
    private final Tables tables = new Tables();
    private final Optional<AmplitudeEmbedding> embedding;
    private int superposed;
    /** Qubits that no gate has touched. */
    private int untouched = -1;
    /** Qubits that only gates of the initial state have touched. */
    private int initial = -1;
    /** The permutation of basis states by the gates since the last other operation; null for none. */
    private int[] permutation;

    FusedCircuit(Circuit circuit) {
        this.circuit = circuit;
        embedding = AmplitudeEmbedding.of(circuit);
        starts = IntStream.range(0, circuit.qubits())
                .mapToObj(qubit -> (List<Operation>) new ArrayList<Operation>())
                .toList();
        embedding.ifPresent(gate -> {
            slots.addAll(gate.angles());
            untouched &= ~mask(gate.qubits());
            initial &= untouched;
        });
        for (Gate gate : circuit.primitives()) {
            int mask = mask(gate.qubits());
            if (gate instanceof AmplitudeEmbedding) {
                continue;
            }
            if (gate instanceof H && (untouched & mask) != 0) {
                superposed |= mask;
            } else {
                add(gate);
            }
            untouched &= ~mask;
        }
        flush();
    }

    /** The gate whose amplitudes are inputs; it comes before all operations. Each of its inputs has a slot, the first ones. */
    Optional<AmplitudeEmbedding> embedding() {
        return embedding;
    }

    /** Runs of gates, by their numbers. */
    List<QubitRun> runs() {
        return runs;
    }

    /** The angles of rotations by inputs, by their numbers. */
    List<Angle> slots() {
        return slots;
    }

    /** The rotations by inputs that a qubit begins with. */
    List<Operation> starts(int qubit) {
        return starts.get(qubit);
    }

    /** All others. */
    List<Operation> operations() {
        return operations;
    }

    Tables tables() {
        return tables;
    }

    /** Qubits that begin with a Hadamard gate. */
    int superposed() {
        return superposed;
    }

    private void add(Gate gate) {
        List<Angle> angles = gate.angles();
        if (gate instanceof CNOT cnot) {
            int control = mask(cnot.control());
            int target = mask(cnot.target());
            permute(gate, k -> (k & control) == 0 ? k : k ^ target);
        } else if (gate instanceof MultiControlledX flip) {
            int controls = mask(flip.controls());
            int target = mask(flip.target());
            permute(gate, k -> (k & controls) == controls ? k ^ target : k);
        } else if (gate instanceof X x) {
            int target = mask(x.qubit());
            permute(gate, k -> k ^ target);
        } else if (gate instanceof SWAP swap) {
            int both = mask(swap.qubits());
            permute(gate, k -> Integer.bitCount(k & both) == 1 ? k ^ both : k);
        } else if (gate instanceof Rot rot) {
            rotate(Z_AXIS, 0, rot.qubit(), angles.get(0));
            rotate(Y_AXIS, 0, rot.qubit(), angles.get(1));
            rotate(Z_AXIS, 0, rot.qubit(), angles.get(2));
        } else if (gate instanceof RX rx) {
            rotate(X_AXIS, 0, rx.qubit(), angles.get(0));
        } else if (gate instanceof RY ry) {
            rotate(Y_AXIS, 0, ry.qubit(), angles.get(0));
        } else if (gate instanceof RZ rz) {
            rotate(Z_AXIS, 0, rz.qubit(), angles.get(0));
        } else if (gate instanceof CRX crx) {
            rotate(X_AXIS, mask(crx.control()), crx.target(), angles.get(0));
        } else if (gate instanceof CRY cry) {
            rotate(Y_AXIS, mask(cry.control()), cry.target(), angles.get(0));
        } else if (gate instanceof CRZ crz) {
            rotate(Z_AXIS, mask(crz.control()), crz.target(), angles.get(0));
        } else if (gate instanceof CZ) {
            operation(Kind.PHASE, mask(gate.qubits()), 0, tables.constants(-1, 0));
        } else if (gate.qubits().size() == 1) {
            run(mask(gate.qubits())).add(Quaternion.of(gate.matrix()));
        } else if (!(gate instanceof GlobalPhase)) {
            addDense(gate);
        }
    }

    private void rotate(int axis, int control, int qubit, Angle angle) {
        int target = mask(qubit);
        if (angle.hasInputs()) {
            slots.add(angle);
            var operation = new Operation(
                    Kind.values()[Kind.INPUT_ROTATION_X.ordinal() + axis], control, target, slots.size() - 1);
            if (control == 0 && (initial & target) != 0) {
                starts.get(qubit).add(operation);
            } else {
                operation(operation);
            }
        } else if (control == 0) {
            run(target).add(axis, angle);
        } else {
            runs.add(new QubitRun());
            runs.get(runs.size() - 1).add(axis, angle);
            operation(Kind.FIXED_ROTATION, control, target, runs.size() - 1);
        }
    }

    /** The run that the next gate on a qubit belongs to. */
    private QubitRun run(int target) {
        flush();
        int index = operations.size() - 1;
        while (index >= 0 && operations.get(index).kind.rotates() && operations.get(index).control == 0) {
            Operation operation = operations.get(index);
            if (operation.target == target) {
                if (operation.kind == Kind.FIXED_ROTATION) {
                    return runs.get(operation.data);
                }
                break;
            }
            index--; // on another qubit: the two can change places
        }
        runs.add(new QubitRun());
        operation(Kind.FIXED_ROTATION, 0, target, runs.size() - 1);
        return runs.get(runs.size() - 1);
    }

    private void addDense(Gate gate) {
        List<Integer> qubits = gate.qubits();
        int[] table = new int[1 + (1 << qubits.size())];
        table[0] = tables.constants(entries(gate.matrix()));
        for (int row = 0; row < 1 << qubits.size(); row++) {
            for (int j = 0; j < qubits.size(); j++) {
                if ((row >> j & 1) == 1) {
                    table[1 + row] |= mask(qubits.get(qubits.size() - 1 - j));
                }
            }
        }
        flush();
        operation(Kind.DENSE, qubits.size(), mask(qubits), tables.add(table));
    }

    private static double[] entries(Unitary matrix) {
        double[] entries = new double[2 * matrix.size() * matrix.size()];
        for (int k = 0; k < entries.length / 2; k++) {
            entries[2 * k] = matrix.real(k / matrix.size(), k % matrix.size());
            entries[2 * k + 1] = matrix.imaginary(k / matrix.size(), k % matrix.size());
        }
        return entries;
    }

    private void permute(Gate gate, IntUnaryOperator step) {
        initial &= ~mask(gate.qubits());
        int[] before = permutation;
        permutation = IntStream.range(0, 1 << circuit.qubits())
                .map(k -> before == null ? step.applyAsInt(k) : before[step.applyAsInt(k)])
                .toArray();
    }

    /** Ends the run of gates that permute basis states. */
    private void flush() {
        if (permutation != null) {
            int[] table = Arrays.copyOf(permutation, 2 * permutation.length);
            for (int k = 0; k < permutation.length; k++) {
                table[permutation.length + permutation[k]] = k;
            }
            permutation = null;
            operation(Kind.PERMUTATION, 0, 0, tables.add(table));
        }
    }

    private void operation(Kind kind, int control, int target, int data) {
        operation(new Operation(kind, control, target, data));
    }

    private void operation(Operation operation) {
        flush();
        int qubits = operation.kind == Kind.DENSE ? operation.target : operation.control | operation.target;
        initial &= ~qubits;
        operations.add(operation);
    }

    private int mask(int qubit) {
        return 1 << (circuit.qubits() - 1 - qubit);
    }

    private int mask(Iterable<Integer> qubits) {
        int mask = 0;
        for (int qubit : qubits) {
            mask |= mask(qubit);
        }
        return mask;
    }
}
