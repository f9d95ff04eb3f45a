package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Angle.Variable;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.engine.cuda.FusedCircuit.Kind;
import io.github.dl4jquantum.engine.cuda.FusedCircuit.Operation;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A circuit as circuit_image.cuh describes it: operations and tables as integers, matrices and factors as constants.
 * Immutable, and the same for every precision.
 */
final class CircuitImage {

    /** Most qubits of a circuit. */
    private static final int MAX_QUBITS = 16;

    /** Numbers of a rotation, and of its overlaps. */
    private static final int ROTATION_NUMBERS = 4;

    private static final int OVERLAPS = 3;

    private static final int HEAD_FIELDS = 24;
    private static final int OPERATION_FIELDS = 4;
    private static final int POLYNOMIAL_FIELD = 3;

    private final Circuit circuit;
    private final FusedCircuit fused;
    private final InputPolynomials polynomials = new InputPolynomials();
    /** CircuitHead, with which the integers begin. */
    private StructFields head;

    private final int[] integers;
    private final double[] constants;

    private CircuitImage(Circuit circuit) {
        this.circuit = circuit;
        fused = new FusedCircuit(circuit);
        integers = assemble();
        constants = fused.tables().constants();
    }

    static CircuitImage of(Circuit circuit) {
        if (circuit.qubits() > MAX_QUBITS) {
            throw new UnsupportedCircuitException("Circuits of " + circuit.qubits() + " qubits are too large for the"
                    + " kernels, which take up to " + MAX_QUBITS + "; choose engine cpu or auto.");
        }
        return new CircuitImage(circuit);
    }

    Circuit circuit() {
        return circuit;
    }

    /** What circuit_image.cuh calls the image; a multiple of 4 long. */
    int[] integers() {
        return integers;
    }

    StructFields head() {
        return head;
    }

    /** What circuit_image.cuh calls the constants. */
    double[] constants() {
        return constants;
    }

    /** Whether its first amplitudes are inputs. */
    boolean amplitudes() {
        return fused.embedding().isPresent();
    }

    /** Number of rotations by inputs, and of inputs that are amplitudes. */
    int slots() {
        return fused.slots().size();
    }

    /** Numbers that {@link #fix} writes: a multiple of 4, and not 0. */
    int fixedLength() {
        return coefficientsAt() + (polynomials.count() + 3 & ~3);
    }

    private int coefficientsAt() {
        return ROTATION_NUMBERS * Math.max(1, fused.runs().size());
    }

    /**
     * Writes what does not depend on inputs from index {@code at} on: the rotations, (w, -z, y, -x) of each, then the
     * coefficients of inputs.
     */
    void fix(double[] parameters, int firstParameter, double[] to, int at) {
        int next = at;
        double[] own = own(parameters, firstParameter);
        for (QubitRun run : fused.runs()) {
            Quaternion rotation = run.rotation(own);
            to[next++] = rotation.w();
            to[next++] = -rotation.z();
            to[next++] = rotation.y();
            to[next++] = -rotation.x();
        }
        polynomials.fix(own, to, at + coefficientsAt());
    }

    /** Numbers that the kernels sum up on the way back: the overlaps of every run, d loss / d coefficients of inputs. */
    int sums() {
        return OVERLAPS * fused.runs().size() + polynomials.count();
    }

    /** Adds d loss / d parameters to the gradients, by the overlaps from index {@code at} on. */
    void differentiate(double[] overlaps, int at, double[] parameters, int firstParameter, double[] gradients) {
        int next = at;
        double[] own = own(parameters, firstParameter);
        for (QubitRun run : fused.runs()) {
            run.differentiate(overlaps, next, own, gradients, firstParameter);
            next += OVERLAPS;
        }
        polynomials.differentiate(overlaps, next, own, gradients, firstParameter);
    }

    /** @param first any number for a circuit without parameters */
    private double[] own(double[] parameters, int first) {
        int count = circuit.parameters();
        return count == 0 ? new double[0] : Arrays.copyOfRange(parameters, first, first + count);
    }

    private int[] assemble() {
        List<Operation> operations = new ArrayList<>();
        int[] firstStarts = new int[circuit.qubits() + 1];
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            operations.addAll(fused.starts(qubit));
            firstStarts[qubit + 1] = operations.size();
        }
        int start = operations.size();
        operations.addAll(fused.operations());
        List<Integer> slots = slotsByInput();
        int[] slotFields = slotFields(slots, operations);
        int[] firstSlots = IntStream.rangeClosed(0, circuit.inputs())
                .map(input -> (int) fused.slots().stream()
                        .filter(angle -> input(angle) < input)
                        .count())
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

        int slotsAt = HEAD_FIELDS + OPERATION_FIELDS * operations.size();
        int startsAt = slotsAt + slotFields.length;
        int firstSlotsAt = startsAt + firstStarts.length;
        int observablesAt = firstSlotsAt + firstSlots.length;
        int stringsAt = observablesAt + firstStrings.length;
        int diagonalAt = stringsAt + stringFields.length;
        int tablesAt = diagonalAt + diagonal.length;
        for (int at = POLYNOMIAL_FIELD; at < slotFields.length; at += OPERATION_FIELDS) {
            slotFields[at] += slotFields[at] == 0 ? 0 : tablesAt - 1;
        }
        int[] operationFields = operations.stream()
                .flatMapToInt(operation -> fields(operation, slots, tablesAt))
                .toArray();
        Tables tables = fused.tables();
        head = new StructFields()
                .put("qubits", circuit.qubits())
                .put("inputs", circuit.inputs())
                .put("observables", circuit.observables().size())
                .put("slots", slots())
                .put("sums", sums())
                .put("start", start)
                .put("operations", operations.size())
                .put("firstGradient", firstGradient(operations, start))
                .put("superposed", fused.superposed())
                .put("diagonal", diagonal.length > 0 ? 1 : 0)
                .put("slotsAt", slotsAt)
                .put("startsAt", startsAt)
                .put("firstSlotsAt", firstSlotsAt)
                .put("observablesAt", observablesAt)
                .put("stringsAt", stringsAt)
                .put("diagonalAt", diagonalAt)
                .put(
                        "slotFactorsAt",
                        tables.constants(slots.stream()
                                .mapToDouble(slot -> factor(fused.slots().get(slot)))
                                .toArray()))
                .put(
                        "stringFactorsAt",
                        tables.constants(strings.stream()
                                .flatMapToDouble(CircuitImage::factor)
                                .toArray()))
                .put("coefficientsAt", coefficientsAt())
                .put("coefficientSumsAt", OVERLAPS * fused.runs().size())
                .put(
                        "amplitudes",
                        fused.embedding().map(AmplitudeEmbedding::count).orElse(0))
                .put(
                        "firstAmplitude",
                        fused.embedding().map(AmplitudeEmbedding::first).orElse(0))
                .put(
                        "complexAmplitudes",
                        fused.embedding().map(gate -> gate.complex() ? 1 : 0).orElse(0))
                .put(
                        "amplitudeQubitsAt",
                        fused.embedding()
                                .map(gate -> tablesAt + tables.add(embedded(gate)))
                                .orElse(0));
        int[] image = IntStream.concat(
                        Arrays.stream(head.toArray()),
                        List.of(
                                        operationFields,
                                        slotFields,
                                        firstStarts,
                                        firstSlots,
                                        firstStrings,
                                        stringFields,
                                        diagonal,
                                        tables.integers())
                                .stream()
                                .flatMapToInt(Arrays::stream))
                .toArray();
        return Arrays.copyOf(image, image.length + 3 & ~3);
    }

    /** The bits of the embedded qubits together, and one by one. */
    private int[] embedded(AmplitudeEmbedding gate) {
        int[] bits = gate.qubits().stream()
                .mapToInt(qubit -> 1 << (circuit.qubits() - 1 - qubit))
                .toArray();
        return IntStream.concat(IntStream.of(IntStream.of(bits).sum()), IntStream.of(bits))
                .toArray();
    }

    /** The input that a slot depends on; one more than all for an angle of more than that. */
    private int input(Angle angle) {
        Variable single = InputPolynomials.single(angle);
        return single == null ? circuit.inputs() : single.index();
    }

    private static double factor(Angle angle) {
        return InputPolynomials.single(angle) == null ? 1 : angle.terms().get(0).factor();
    }

    /** The numbers of the slots in the order of their inputs, which is that of the image. */
    private List<Integer> slotsByInput() {
        return IntStream.range(0, slots())
                .boxed()
                .sorted(Comparator.comparing(slot -> input(fused.slots().get(slot))))
                .toList();
    }

    private int[] slotFields(List<Integer> order, List<Operation> operations) {
        int[] fields = new int[OPERATION_FIELDS * order.size()];
        for (Operation operation : operations) {
            if (operation.kind().byInput()) {
                Angle angle = fused.slots().get(operation.data());
                Variable single = InputPolynomials.single(angle);
                int at = OPERATION_FIELDS * order.indexOf(operation.data());
                if (single == null) {
                    fields[at + POLYNOMIAL_FIELD] = 1 + fused.tables().add(polynomials.add(angle));
                } else {
                    fields[at] = single.index();
                    fields[at + 1] = InputPolynomials.function(single);
                }
                fields[at + 2] = operation.kind().axis();
            }
        }
        return fields;
    }

    private boolean trained(Operation operation) {
        return operation.kind() == Kind.FIXED_ROTATION
                && fused.runs().get(operation.data()).trained();
    }

    private IntStream fields(Operation operation, List<Integer> slotOrder, int tablesAt) {
        Kind kind = trained(operation) ? Kind.TRAINED_ROTATION : operation.kind();
        int data = operation.data();
        if (kind.byInput()) {
            data = slotOrder.indexOf(data);
        } else if (kind == Kind.DENSE || kind == Kind.PERMUTATION) {
            data += tablesAt;
        }
        return IntStream.of(kind.ordinal(), operation.control(), operation.target(), data);
    }

    /** Index of the first operation that the way back must take back: the end of the initial state, or later. */
    private int firstGradient(List<Operation> operations, int start) {
        int index = start;
        while (start == 0
                && fused.embedding().isEmpty()
                && index < operations.size()
                && !hasGradient(operations.get(index))) {
            index++;
        }
        return index;
    }

    private boolean hasGradient(Operation operation) {
        return operation.kind().byInput() || trained(operation);
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
        return term.paulis().entrySet().stream()
                .filter(entry -> entry.getValue() != other)
                .map(Map.Entry::getKey)
                .mapToInt(qubit -> 1 << (circuit.qubits() - 1 - qubit))
                .sum();
    }

    /** Coefficient times a factor i for every Y: Y|0> = i|1>, Y|1> = -i|0>. */
    private static DoubleStream factor(Observable.Term term) {
        long ys = term.paulis().values().stream().filter(p -> p == Pauli.Y).count();
        double signed = (ys & 2) == 0 ? term.coefficient() : -term.coefficient();
        return (ys & 1) == 0 ? DoubleStream.of(signed, 0) : DoubleStream.of(0, signed);
    }
}
