package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.*;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A circuit as circuit_image.cuh describes it: operations and tables as integers, matrices and factors as constants.
 *
 * <p>Gates on one qubit that follow each other and depend on no input are one rotation ({@link QubitRun}); gates that
 * permute basis states (CNOT, SWAP, X) and follow each other are one table. What comes first on a qubit, a Hadamard gate and
 * rotations by inputs, belongs to the initial state, a product of the qubits' own.
 *
 * <p>Immutable, and the same for every precision.
 */
final class CircuitImage {

    /** Kinds of operations, numbered as in circuit_image.cuh. */
    private enum Kind {
        FIXED_ROTATION,
        TRAINED_ROTATION,
        INPUT_ROTATION_X,
        INPUT_ROTATION_Y,
        INPUT_ROTATION_Z,
        PHASE,
        DENSE,
        PERMUTATION;

        static Kind ofInput(int axis) {
            return values()[INPUT_ROTATION_X.ordinal() + axis];
        }

        boolean rotates() {
            return compareTo(PHASE) < 0;
        }
    }

    /** Axes of rotations. */
    private static final int X_AXIS = 0;

    private static final int Y_AXIS = 1;
    private static final int Z_AXIS = 2;

    /** Numbers of a rotation, and of its overlaps. */
    private static final int ROTATION_NUMBERS = 4;

    private static final int OVERLAPS = 3;

    private static final int HEAD_FIELDS = 20;

    /**
     * One operation.
     *
     * @param control the qubits that must be 1
     * @param data what the kind says: a slot, a run, an index of the constants or of the tables
     */
    private record Operation(Kind kind, int control, int target, int data) {}

    private final Circuit circuit;
    private final List<QubitRun> runs = new ArrayList<>();
    /** Rotations by inputs, in the order in which they were found. */
    private final List<Angle> slots = new ArrayList<>();
    /** Of each qubit, the rotations by inputs that it begins with. */
    private final List<List<Operation>> starts;

    private final List<Operation> operations = new ArrayList<>();
    private final Tables tables = new Tables();
    private final List<double[]> constants = new ArrayList<>();
    private int constantCount;
    /** Qubits that begin with a Hadamard gate. */
    private int superposed;
    /** Qubits that no gate has touched, and those that only initial gates have. */
    private int untouched = -1;

    private int initial = -1;
    /** The permutation of basis states by the gates since the last other operation; null for none. */
    private int[] permutation;

    private final int[] integers;

    private CircuitImage(Circuit circuit) {
        this.circuit = circuit;
        starts = IntStream.range(0, circuit.qubits())
                .mapToObj(qubit -> (List<Operation>) new ArrayList<Operation>())
                .toList();
        for (Gate gate : circuit.gates()) {
            int mask = mask(gate.qubits());
            if (gate instanceof H && (untouched & mask) != 0) {
                superposed |= mask;
            } else {
                add(gate);
            }
            untouched &= ~mask;
        }
        flush();
        integers = assemble();
    }

    static CircuitImage of(Circuit circuit) {
        return new CircuitImage(circuit);
    }

    Circuit circuit() {
        return circuit;
    }

    /** What circuit_image.cuh calls the image; a multiple of 4 long. */
    int[] integers() {
        return integers;
    }

    /** What circuit_image.cuh calls the constants. */
    double[] constants() {
        double[] all = new double[constantCount];
        int at = 0;
        for (double[] some : constants) {
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        return all;
    }

    /** Number of rotations by inputs. */
    int slots() {
        return slots.size();
    }

    /** Numbers that {@link #fix} writes: a multiple of 4, and not 0. */
    int fixedLength() {
        return ROTATION_NUMBERS * Math.max(1, runs.size());
    }

    /** Writes the rotations that do not depend on inputs, (w, -z, y, -x) of each, from index {@code at} on. */
    void fix(double[] parameters, int firstParameter, double[] to, int at) {
        int next = at;
        for (QubitRun run : runs) {
            Quaternion rotation = run.rotation(parameters, firstParameter);
            to[next++] = rotation.w();
            to[next++] = -rotation.z();
            to[next++] = rotation.y();
            to[next++] = -rotation.x();
        }
    }

    /** Numbers that the kernels sum up on the way back: the overlaps of every run. */
    int sums() {
        return OVERLAPS * runs.size();
    }

    /** Adds d loss / d parameters to the gradients, by the overlaps from index {@code at} on. */
    void differentiate(double[] overlaps, int at, double[] parameters, int firstParameter, double[] gradients) {
        for (int k = 0; k < runs.size(); k++) {
            runs.get(k).differentiate(overlaps, at + OVERLAPS * k, parameters, firstParameter, gradients);
        }
    }

    private void add(Gate gate) {
        List<Angle> angles = gate.angles();
        if (gate instanceof CNOT cnot) {
            int control = mask(cnot.control());
            int target = mask(cnot.target());
            permute(gate, k -> (k & control) == 0 ? k : k ^ target);
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
            operation(Kind.PHASE, mask(gate.qubits()), 0, constants(-1, 0));
        } else if (gate.qubits().size() == 1) {
            run(mask(gate.qubits())).add(Quaternion.of(gate.matrix()));
        } else {
            addDense(gate);
        }
    }

    private void rotate(int axis, int control, int qubit, Angle angle) {
        int target = mask(qubit);
        if (angle.source().isInput()) {
            slots.add(angle);
            var operation = new Operation(Kind.ofInput(axis), control, target, slots.size() - 1);
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
        table[0] = constants(entries(gate.matrix()));
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

    private int constants(double... values) {
        constants.add(values);
        constantCount += values.length;
        return constantCount - values.length;
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

    private int[] assemble() {
        List<Operation> all = new ArrayList<>();
        int[] firstStarts = new int[circuit.qubits() + 1];
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            all.addAll(starts.get(qubit));
            firstStarts[qubit + 1] = all.size();
        }
        all.addAll(operations);

        // Slots in the order of their inputs.
        List<Integer> order = IntStream.range(0, slots.size())
                .boxed()
                .sorted(Comparator.comparing(slot -> slots.get(slot).index()))
                .toList();
        int[] axes = new int[slots.size()];
        for (Operation operation : all) {
            if (byInput(operation)) {
                axes[operation.data] = operation.kind.ordinal() - Kind.INPUT_ROTATION_X.ordinal();
            }
        }
        int[] slotFields = order.stream()
                .flatMapToInt(slot -> {
                    Angle angle = slots.get(slot);
                    int function = angle.source().ordinal() - Angle.Source.INPUT.ordinal();
                    return IntStream.of(angle.index(), function, axes[slot], 0);
                })
                .toArray();
        int[] firstSlots = IntStream.rangeClosed(0, circuit.inputs())
                .map(input -> (int)
                        slots.stream().filter(angle -> angle.index() < input).count())
                .toArray();

        List<Observable.Term> strings = new ArrayList<>();
        int[] firstStrings = new int[circuit.observables().size() + 1];
        for (int o = 0; o < circuit.observables().size(); o++) {
            strings.addAll(circuit.observables().get(o).terms());
            firstStrings[o + 1] = strings.size();
        }
        int[] stringFields = strings.stream()
                .flatMapToInt(term -> IntStream.of(flips(term), signs(term)))
                .toArray();
        int[] diagonal = diagonal();

        int slotsAt = HEAD_FIELDS + 4 * all.size();
        int startsAt = slotsAt + slotFields.length;
        int firstSlotsAt = startsAt + firstStarts.length;
        int observablesAt = firstSlotsAt + firstSlots.length;
        int stringsAt = observablesAt + firstStrings.length;
        int diagonalAt = stringsAt + stringFields.length;
        int tablesAt = diagonalAt + diagonal.length;
        int[] operationFields = all.stream()
                .flatMapToInt(operation -> fields(operation, order, tablesAt))
                .toArray();
        int[] head = {
            circuit.qubits(),
            circuit.inputs(),
            circuit.observables().size(),
            slots.size(),
            sums(),
            firstStarts[circuit.qubits()],
            all.size(),
            firstGradient(all, firstStarts[circuit.qubits()]),
            superposed,
            diagonal.length > 0 ? 1 : 0,
            slotsAt,
            startsAt,
            firstSlotsAt,
            observablesAt,
            stringsAt,
            diagonalAt,
            constants(
                    order.stream().mapToDouble(slot -> slots.get(slot).factor()).toArray()),
            constants(strings.stream().flatMapToDouble(CircuitImage::factor).toArray())
        };
        int[] image = Arrays.copyOf(head, (tablesAt + tables.length + 3) & ~3);
        int at = HEAD_FIELDS;
        for (int[] part :
                List.of(operationFields, slotFields, firstStarts, firstSlots, firstStrings, stringFields, diagonal)) {
            System.arraycopy(part, 0, image, at, part.length);
            at += part.length;
        }
        tables.copyTo(image, at);
        return image;
    }

    private static boolean byInput(Operation operation) {
        return operation.kind.rotates() && operation.kind.compareTo(Kind.INPUT_ROTATION_X) >= 0;
    }

    private boolean trained(Operation operation) {
        return operation.kind == Kind.FIXED_ROTATION && runs.get(operation.data).trained();
    }

    private IntStream fields(Operation operation, List<Integer> slotOrder, int tablesAt) {
        Kind kind = trained(operation) ? Kind.TRAINED_ROTATION : operation.kind;
        int data = operation.data;
        if (byInput(operation)) {
            data = slotOrder.indexOf(data);
        } else if (kind == Kind.DENSE || kind == Kind.PERMUTATION) {
            data += tablesAt;
        }
        return IntStream.of(kind.ordinal(), operation.control, operation.target, data);
    }

    /** Index of the first operation that the way back must take back: the end of the initial state, or later. */
    private int firstGradient(List<Operation> all, int start) {
        int index = start;
        while (start == 0 && index < all.size() && !byInput(all.get(index)) && !trained(all.get(index))) {
            index++;
        }
        return index;
    }

    /**
     * Where every observable is a single string of Zs, each another one: of each basis state, the observable whose qubits
     * are the state's ones, or -1. Empty where not.
     */
    private int[] diagonal() {
        if (circuit.qubits() > BlockShape.MOST_IN_REGISTERS) {
            return new int[0];
        }
        int[] observables = new int[1 << circuit.qubits()];
        Arrays.fill(observables, -1);
        for (int o = 0; o < circuit.observables().size(); o++) {
            List<Observable.Term> terms = circuit.observables().get(o).terms();
            if (terms.size() != 1 || flips(terms.get(0)) != 0 || terms.get(0).coefficient() != 1) {
                return new int[0];
            }
            int signs = signs(terms.get(0));
            if (observables[signs] >= 0) {
                return new int[0];
            }
            observables[signs] = o;
        }
        return observables;
    }

    private int flips(Observable.Term term) {
        return mask(term, Pauli.Z);
    }

    private int signs(Observable.Term term) {
        return mask(term, Pauli.X);
    }

    /** The qubits under Paulis other than one. */
    private int mask(Observable.Term term, Pauli other) {
        return mask(term.paulis().entrySet().stream()
                .filter(entry -> entry.getValue() != other)
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Coefficient times a factor i for every Y: Y|0> = i|1>, Y|1> = -i|0>. */
    private static DoubleStream factor(Observable.Term term) {
        long ys = term.paulis().values().stream().filter(p -> p == Pauli.Y).count();
        double signed = (ys & 2) == 0 ? term.coefficient() : -term.coefficient();
        return (ys & 1) == 0 ? DoubleStream.of(signed, 0) : DoubleStream.of(0, signed);
    }

    /** Integer tables, one behind the other; equal ones are kept once. */
    private static final class Tables {

        private final Map<IntBuffer, Integer> known = new HashMap<>();
        private final List<int[]> all = new ArrayList<>();
        private int length;

        int add(int[] table) {
            return known.computeIfAbsent(IntBuffer.wrap(table), key -> {
                all.add(table);
                length += table.length;
                return length - table.length;
            });
        }

        void copyTo(int[] image, int from) {
            int at = from;
            for (int[] table : all) {
                System.arraycopy(table, 0, image, at, table.length);
                at += table.length;
            }
        }
    }
}
