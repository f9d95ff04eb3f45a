package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.*;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A circuit as circuit_image.cuh describes it: operations and tables as integers, matrices and factors as constants. Gates that
 * permute basis states (CNOT, SWAP, X) and follow each other become one table; a Hadamard gate that is the first of its
 * qubit becomes part of the initial state.
 *
 * <p>Immutable, and the same for every precision.
 */
final class CircuitImage {

    /** Kinds of operations, numbered as in circuit_image.cuh. */
    private enum Kind {
        ROTATION,
        ROTATION_X,
        ROTATION_Y,
        ROTATION_Z,
        PHASE,
        MATRIX,
        DENSE,
        PERMUTATION
    }

    private static final int HEAD_FIELDS = 16;
    private static final int OPERATION_FIELDS = 8;
    /** Index of an operation's field that points to a table. */
    private static final int DATA = 3;
    /** Index of the field that says whether a rotation's angles are three different parameters. */
    private static final int INDEPENDENT = 7;

    private final Circuit circuit;
    private final List<Angle> fixedAngles = new ArrayList<>();
    private final List<Angle> slots = new ArrayList<>();
    private final List<int[]> operations = new ArrayList<>();
    private final Tables tables = new Tables();
    private final List<double[]> constants = new ArrayList<>();
    private int constantCount;
    private int superposed;
    /** The permutation of basis states by the gates since the last other operation; null for none. */
    private int[] permutation;

    private final int[] integers;

    private CircuitImage(Circuit circuit) {
        this.circuit = circuit;
        int touched = 0;
        for (Gate gate : circuit.gates()) {
            int mask = mask(gate.qubits());
            if (gate instanceof H && (touched & mask) == 0) {
                superposed |= mask;
            } else {
                add(gate);
            }
            touched |= mask;
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

    /** Number of different angles that depend on inputs. */
    int slots() {
        return slots.size();
    }

    /** Numbers that {@link #fix} writes. */
    int fixedLength() {
        return 2 * fixedAngles.size();
    }

    /** Writes cosine and sine of half of every angle that does not depend on inputs, from index {@code at} on. */
    void fix(double[] parameters, int firstParameter, double[] to, int at) {
        int next = at;
        for (Angle angle : fixedAngles) {
            double value = angle.source() == Angle.Source.PARAMETER ? parameters[firstParameter + angle.index()] : 1;
            double half = angle.factor() * value / 2;
            to[next++] = Math.cos(half);
            to[next++] = Math.sin(half);
        }
    }

    private void add(Gate gate) {
        if (gate instanceof CNOT cnot) {
            int control = mask(cnot.control());
            int target = mask(cnot.target());
            permute(k -> (k & control) == 0 ? k : k ^ target);
        } else if (gate instanceof X x) {
            int target = mask(x.qubit());
            permute(k -> k ^ target);
        } else if (gate instanceof SWAP swap) {
            int both = mask(swap.qubits());
            permute(k -> Integer.bitCount(k & both) == 1 ? k ^ both : k);
        } else {
            flush();
            addOther(gate);
        }
    }

    private void addOther(Gate gate) {
        if (gate instanceof Rot rot) {
            operation(Kind.ROTATION, 0, mask(rot.qubit()), 0, gate.angles());
        } else if (gate instanceof RX rx) {
            operation(Kind.ROTATION_X, 0, mask(rx.qubit()), 0, gate.angles());
        } else if (gate instanceof RY ry) {
            operation(Kind.ROTATION_Y, 0, mask(ry.qubit()), 0, gate.angles());
        } else if (gate instanceof RZ rz) {
            operation(Kind.ROTATION_Z, 0, mask(rz.qubit()), 0, gate.angles());
        } else if (gate instanceof CRX crx) {
            operation(Kind.ROTATION_X, mask(crx.control()), mask(crx.target()), 0, gate.angles());
        } else if (gate instanceof CRY cry) {
            operation(Kind.ROTATION_Y, mask(cry.control()), mask(cry.target()), 0, gate.angles());
        } else if (gate instanceof CRZ crz) {
            operation(Kind.ROTATION_Z, mask(crz.control()), mask(crz.target()), 0, gate.angles());
        } else if (gate instanceof Z || gate instanceof S || gate instanceof T || gate instanceof CZ) {
            // Diagonal, with a factor other than 1 in the last entry alone.
            Unitary matrix = gate.matrix();
            int last = matrix.size() - 1;
            int at = constants(matrix.real(last, last), matrix.imaginary(last, last));
            operation(Kind.PHASE, mask(gate.qubits()), 0, at, List.of());
        } else if (gate.qubits().size() == 1) {
            operation(Kind.MATRIX, 0, mask(gate.qubits()), constants(entries(gate.matrix())), List.of());
        } else {
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
            operation(Kind.DENSE, qubits.size(), mask(qubits), tables.add(table), List.of());
        }
    }

    private static double[] entries(Unitary matrix) {
        double[] entries = new double[2 * matrix.size() * matrix.size()];
        for (int k = 0; k < entries.length / 2; k++) {
            entries[2 * k] = matrix.real(k / matrix.size(), k % matrix.size());
            entries[2 * k + 1] = matrix.imaginary(k / matrix.size(), k % matrix.size());
        }
        return entries;
    }

    private void permute(IntUnaryOperator step) {
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
            operation(Kind.PERMUTATION, 0, 0, tables.add(table), List.of());
            permutation = null;
        }
    }

    private void operation(Kind kind, int control, int target, int data, List<Angle> angles) {
        int[] fields = new int[OPERATION_FIELDS];
        fields[0] = kind.ordinal();
        fields[1] = control;
        fields[2] = target;
        fields[DATA] = data;
        for (int k = 0; k < angles.size(); k++) {
            fields[DATA + 1 + k] = reference(angles.get(k));
        }
        long parameters = angles.stream()
                .filter(angle -> angle.source() == Angle.Source.PARAMETER)
                .mapToInt(Angle::index)
                .distinct()
                .count();
        fields[INDEPENDENT] = parameters == 3 ? 1 : 0;
        operations.add(fields);
    }

    private int reference(Angle angle) {
        if (!angle.source().isInput()) {
            fixedAngles.add(angle);
            return fixedAngles.size() - 1;
        }
        if (!slots.contains(angle)) {
            slots.add(angle);
        }
        return ~slots.indexOf(angle);
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
        int slotsAt = HEAD_FIELDS + OPERATION_FIELDS * operations.size();
        int[] slotFields = slots.stream()
                .flatMapToInt(
                        angle -> IntStream.of(angle.index(), angle.source().ordinal() - Angle.Source.INPUT.ordinal()))
                .toArray();
        int parametersAt = slotsAt + slotFields.length;
        int[] parameters = fixedAngles.stream()
                .mapToInt(angle -> angle.source() == Angle.Source.PARAMETER ? angle.index() : -1)
                .toArray();
        int observablesAt = parametersAt + parameters.length;
        List<Observable.Term> strings = new ArrayList<>();
        int[] firstStrings = new int[circuit.observables().size() + 1];
        for (int o = 0; o < circuit.observables().size(); o++) {
            strings.addAll(circuit.observables().get(o).terms());
            firstStrings[o + 1] = strings.size();
        }
        int stringsAt = observablesAt + firstStrings.length;
        int[] stringFields = strings.stream()
                .flatMapToInt(term -> IntStream.of(flips(term), signs(term)))
                .toArray();
        int tablesAt = stringsAt + stringFields.length;
        for (int[] operation : operations) {
            if (operation[0] >= Kind.DENSE.ordinal()) {
                operation[DATA] += tablesAt;
            }
        }
        int[] head = {
            circuit.qubits(),
            circuit.inputs(),
            circuit.parameters(),
            circuit.observables().size(),
            slots.size(),
            operations.size(),
            firstGradient(),
            superposed,
            HEAD_FIELDS,
            slotsAt,
            parametersAt,
            observablesAt,
            stringsAt,
            constants(slots.stream().mapToDouble(Angle::factor).toArray()),
            constants(fixedAngles.stream().mapToDouble(Angle::factor).toArray()),
            constants(strings.stream().flatMapToDouble(CircuitImage::factor).toArray())
        };
        int[] image = Arrays.copyOf(head, (tablesAt + tables.length + 3) & ~3);
        int at = HEAD_FIELDS;
        for (int[] operation : operations) {
            System.arraycopy(operation, 0, image, at, OPERATION_FIELDS);
            at += OPERATION_FIELDS;
        }
        for (int[] part : List.of(slotFields, parameters, firstStrings, stringFields)) {
            System.arraycopy(part, 0, image, at, part.length);
            at += part.length;
        }
        tables.copyTo(image, at);
        return image;
    }

    /** Index of the first operation that has an angle to differentiate by. */
    private int firstGradient() {
        for (int index = 0; index < operations.size(); index++) {
            int[] operation = operations.get(index);
            int angles = operation[0] == Kind.ROTATION.ordinal() ? 3 : operation[0] < Kind.PHASE.ordinal() ? 1 : 0;
            for (int k = 0; k < angles; k++) {
                int angle = operation[DATA + 1 + k];
                if (angle < 0 || fixedAngles.get(angle).source() == Angle.Source.PARAMETER) {
                    return index;
                }
            }
        }
        return operations.size();
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
