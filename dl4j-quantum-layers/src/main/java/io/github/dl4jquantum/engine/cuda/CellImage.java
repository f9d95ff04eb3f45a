package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A recurrent cell as cell_image.cuh describes it: where its parameters lie, then the images of its circuits. Immutable,
 * and the same for every precision.
 */
final class CellImage {

    private static final int MOST_BANKS = 6;
    private static final int MOST_VECTORS = 20;
    private static final int CIRCUITS_FIELDS = 6;
    private static final int OUTPUT_MAP_FIELDS = 2;
    private static final int PROJECTION_FIELDS = 3;
    private static final int PROJECTIONS_AT = 2 * CIRCUITS_FIELDS + MOST_BANKS * OUTPUT_MAP_FIELDS;
    /** Numbers of the tables; a multiple of 4, as images are aligned. */
    private static final int TABLES = PROJECTIONS_AT + MOST_BANKS * PROJECTION_FIELDS + 3 & ~3;

    private static final int NONE = -1;

    private final RecurrentCell cell;
    /** Names of the banks: of the gates, then of the heads or the candidate. */
    private final List<String> names;

    private final List<WorkVector> vectors;
    private final int gates;
    private final CircuitImage gate;
    /** Of a head, or of the candidate. */
    private final CircuitImage other;

    private final Map<String, CellParameter> parameters;
    private final int[] integers;
    private final double[] constants;

    private CellImage(RecurrentCell cell) {
        this.cell = cell;
        boolean lstm = cell instanceof QlstmCell;
        names = Stream.of(lstm ? QlstmCell.GATES : QgruCell.GATES, lstm ? QlstmCell.HEADS : List.of(QgruCell.CANDIDATE))
                .flatMap(List::stream)
                .toList();
        vectors = lstm ? WorkVector.OF_QLSTM : WorkVector.OF_QGRU;
        gates = lstm ? QlstmCell.GATES.size() : QgruCell.GATES.size();
        Circuit first = cell.circuits().get(0);
        Circuit last = cell.circuits().get(gates * cell.bank());
        gate = CircuitImage.of(first);
        other = last.equals(first) ? gate : CircuitImage.of(last);
        parameters = cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
        integers = assemble();
        constants = images().flatMapToDouble(image -> Arrays.stream(image.constants()))
                .toArray();
    }

    static CellImage of(RecurrentCell cell) {
        return new CellImage(cell);
    }

    /** What the kernels of this kind of cell are called. */
    String kernels() {
        return cell instanceof QlstmCell ? "qlstm" : "qgru";
    }

    int[] integers() {
        return integers;
    }

    double[] constants() {
        return constants;
    }

    /** Number of circuits. */
    int circuits() {
        return names.size() * cell.bank();
    }

    /** Number of gates, whose circuits run side by side. */
    int gates() {
        return gates;
    }

    /** Most qubits of a circuit. */
    int qubits() {
        return Math.max(gate.circuit().qubits(), other.circuit().qubits());
    }

    /** Whether a circuit's first amplitudes are inputs. */
    boolean amplitudes() {
        return gate.amplitudes() || other.amplitudes();
    }

    /** Most rotations of a circuit by inputs. */
    int slots() {
        return Math.max(gate.slots(), other.slots());
    }

    /** Overlaps of all circuits together. */
    int overlaps() {
        return total(CircuitImage::sums);
    }

    /** Rows of a block's work memory. */
    int workRows() {
        return rows(vectors);
    }

    /** Rows of the tape of a time step. */
    int keptRows() {
        return rowsBefore(WorkVector.X);
    }

    /** Sizes of the cell, with which the layout begins. */
    StructFields sizes() {
        return new StructFields()
                .put("inputs", cell.nIn())
                .put("outputs", cell.nOut())
                .put("parameters", cell.parameterCount())
                .put("overlaps", overlaps())
                .put("bank", cell.bank())
                .put("gateProjections", gateProjections())
                .put("gateInputs", inputs(gate))
                .put("gateObservables", observables(gate))
                .put("otherInputs", inputs(other))
                .put("otherObservables", observables(other))
                .put("directAt", offset(QlstmCell.DIRECT + "W"))
                .put("slots", slots())
                .put("qubits", qubits());
    }

    int parameterCount() {
        return cell.parameterCount();
    }

    /** Inputs of all gates' circuits, each once. */
    int gateInputs() {
        return gateProjections() * inputs(gate);
    }

    /** Expectations of all gates. */
    int gateObservables() {
        return gates * observables(gate);
    }

    /** Inputs of all banks after the gates. */
    int otherInputs() {
        return others() * inputs(other);
    }

    /** Where each vector of the work memory begins, in rows. */
    int[] vectorStarts() {
        int[] starts = vectors.stream().mapToInt(this::rowsBefore).toArray();
        return Arrays.copyOf(starts, MOST_VECTORS);
    }

    private int rowsBefore(WorkVector vector) {
        return rows(vectors.subList(0, vectors.indexOf(vector)));
    }

    private int rows(List<WorkVector> some) {
        return some.stream().mapToInt(this::rows).sum();
    }

    private int rows(WorkVector vector) {
        return switch (vector) {
            case X, DX -> cell.nIn();
            case GATE, D_GATES -> gates * cell.nOut();
            case Q -> gateInputs();
            case Z -> gateObservables();
            case HEAD_Q, CANDIDATE_Q -> otherInputs();
            case HEAD_Z, CANDIDATE_Z -> others() * observables(other);
            case DQ -> Math.max(gates * inputs(gate), otherInputs());
            case DZ -> Math.max(gateObservables(), others() * observables(other));
            default -> cell.nOut();
        };
    }

    /** Banks after the gates. */
    private int others() {
        return names.size() - gates;
    }

    /** Inputs of a bank of such circuits. */
    private int inputs(CircuitImage image) {
        return cell.bank() * image.circuit().inputs();
    }

    /** Expectations of a bank of such circuits. */
    private int observables(CircuitImage image) {
        return cell.bank() * image.circuit().observables().size();
    }

    /** The image of circuit c; they are numbered bank after bank. */
    private CircuitImage image(int c) {
        return c < gates * cell.bank() ? gate : other;
    }

    /** Index of the first angle of circuit c among the cell's parameters; -1 if it has none. */
    private int angles(int c) {
        int first = offset(names.get(c / cell.bank()) + "Angles");
        return first + c % cell.bank() * image(c).circuit().parameters();
    }

    private int total(ToIntFunction<CircuitImage> numbers) {
        return cell.bank() * (gates * numbers.applyAsInt(gate) + others() * numbers.applyAsInt(other));
    }

    /** The images, each once. */
    private Stream<CircuitImage> images() {
        return Stream.of(gate, other).distinct();
    }

    /** The rotations that do not depend on inputs, circuit by circuit. */
    double[] fixed(double[] values) {
        double[] fixed = new double[fixedLength()];
        int at = 0;
        for (int c = 0; c < circuits(); c++) {
            image(c).fix(values, angles(c), fixed, at);
            at += image(c).fixedLength();
        }
        return fixed;
    }

    /** d loss / d parameters, of what the kernels sum up: those of the maps in their places, then all overlaps. */
    double[] gradients(double[] sums, double[] values) {
        double[] gradients = Arrays.copyOf(sums, cell.parameterCount());
        int at = cell.parameterCount();
        for (int c = 0; c < circuits(); c++) {
            image(c).differentiate(sums, at, values, angles(c), gradients);
            at += image(c).sums();
        }
        return gradients;
    }

    int fixedLength() {
        return total(CircuitImage::fixedLength);
    }

    private int projections() {
        return cell instanceof QlstmCell qlstm ? qlstm.projections() : ((QgruCell) cell).projections();
    }

    /** Different inputs of the gates' circuits; a bare cell's are one, [h, x]. */
    private int gateProjections() {
        return Math.max(1, projections());
    }

    /** The tables of cell_image.cuh, and the images behind them. */
    private int[] assemble() {
        int circuits = gates * cell.bank();
        boolean shared = other == gate;
        StructFields ofGates = circuits(gate, TABLES, 0, 0, 0);
        StructFields ofOthers = circuits(
                other,
                TABLES + (shared ? 0 : gate.integers().length),
                shared ? 0 : gate.constants().length,
                circuits * gate.fixedLength(),
                circuits * gate.sums());
        IntStream outputMaps =
                names.stream().flatMapToInt(name -> IntStream.of(offset(name + "W"), offset(name + "B")));
        Stream<String> each = names.stream().map(name -> name + "Projection");
        Stream<String> maps = projections() > 1 ? each : Stream.concat(Stream.of("projection"), each.skip(gates));
        IntStream projections =
                maps.flatMapToInt(name -> IntStream.of(offset(name + "W"), offset(name + "RW"), offset(name + "B")));
        return Stream.of(
                        Arrays.stream(ofGates.toArray()),
                        Arrays.stream(ofOthers.toArray()),
                        padded(outputMaps, MOST_BANKS * OUTPUT_MAP_FIELDS),
                        padded(projections, TABLES - PROJECTIONS_AT),
                        images().flatMapToInt(image -> Arrays.stream(image.integers())))
                .flatMapToInt(part -> part)
                .toArray();
    }

    /** CellCircuits of cell_image.cuh. */
    static StructFields circuits(CircuitImage image, int imageAt, int constantsAt, int fixedAt, int sumsAt) {
        return new StructFields()
                .put("imageAt", imageAt)
                .put("constantsAt", constantsAt)
                .put("fixedAt", fixedAt)
                .put("fixedLength", image.fixedLength())
                .put("sumsAt", sumsAt)
                .put("sums", image.sums());
    }

    private static IntStream padded(IntStream fields, int length) {
        return IntStream.concat(fields, IntStream.generate(() -> NONE)).limit(length);
    }

    /** Index of a parameter's first number; -1 if the cell does not have it. */
    private int offset(String name) {
        return parameters.containsKey(name) ? parameters.get(name).offset() : NONE;
    }
}
