package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A recurrent cell as cell_image.cuh describes it: where its parameters lie, then the images of its circuits. Immutable,
 * and the same for every precision.
 */
final class CellImage {

    private static final int MOST_CIRCUITS = 6;
    private static final int MOST_VECTORS = 20;
    private static final int CIRCUIT_FIELDS = 6;
    private static final int PROJECTION_FIELDS = 3;
    /** Vectors of the work memory that the tape keeps. */
    private static final int KEPT_VECTORS = 7;

    private static final int NONE = -1;

    private final RecurrentCell cell;
    private final List<CircuitImage> circuits = new ArrayList<>();
    /** Index of the first angle of each circuit among the cell's parameters. */
    private final List<Integer> angles = new ArrayList<>();

    private final int gates;
    private final int[] integers;
    private final double[] constants;

    private CellImage(RecurrentCell cell) {
        this.cell = cell;
        Map<Circuit, CircuitImage> images = new LinkedHashMap<>();
        for (Circuit circuit : cell.circuits()) {
            circuits.add(images.computeIfAbsent(circuit, CircuitImage::of));
        }
        gates = cell instanceof QlstmCell ? QlstmCell.GATES.size() : QgruCell.GATES.size();
        Map<String, CellParameter> parameters =
                cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
        names().forEach(name -> angles.add(offset(parameters.get(name + "Angles"))));
        integers = assemble(parameters, images);
        constants = images.values().stream()
                .flatMapToDouble(image -> Arrays.stream(image.constants()))
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
        return circuits.size();
    }

    /** Number of circuits that run side by side at most. */
    int gates() {
        return gates;
    }

    /** Most qubits of a circuit. */
    int qubits() {
        return circuits.stream()
                .mapToInt(image -> image.circuit().qubits())
                .max()
                .orElseThrow();
    }

    /** Most rotations of a circuit by inputs. */
    int slots() {
        return circuits.stream().mapToInt(CircuitImage::slots).max().orElseThrow();
    }

    /** Overlaps of all circuits together. */
    int overlaps() {
        return circuits.stream().mapToInt(CircuitImage::sums).sum();
    }

    /** Rows of a block's work memory. */
    int workRows() {
        return IntStream.of(vectors()).sum();
    }

    /** Rows of the tape of a time step: the first vectors of the work memory. */
    int keptRows() {
        return IntStream.of(vectors()).limit(KEPT_VECTORS).sum();
    }

    /** Sizes of the cell, as the layout of cell_image.cuh begins. */
    int[] sizes() {
        return new int[] {
            cell.nIn(),
            cell.nOut(),
            cell.parameterCount(),
            overlaps(),
            gateProjections(),
            gate().inputs(),
            gate().observables().size(),
            other().inputs(),
            other().observables().size(),
            slots(),
            qubits()
        };
    }

    /** How many of the long sums that threads share there are for each sequence, in the order of the layout. */
    int[] sharedSums() {
        return new int[] {
            gateProjections() * gate().inputs(),
            (circuits.size() - gates) * other().inputs(),
            gates * gate().observables().size()
        };
    }

    /** Where each vector of the work memory begins, in rows. */
    int[] vectorStarts() {
        int[] lengths = vectors();
        int[] starts = new int[MOST_VECTORS];
        for (int k = 1; k < lengths.length; k++) {
            starts[k] = starts[k - 1] + lengths[k - 1];
        }
        return starts;
    }

    /** Rows of each vector of the work memory, in the order of qlstm.cuh or qgru.cuh. */
    private int[] vectors() {
        int in = cell.nIn();
        int out = cell.nOut();
        int others = circuits.size() - gates;
        int q = gateProjections() * gate().inputs();
        int z = gates * gate().observables().size();
        int otherQ = others * other().inputs();
        int otherZ = others * other().observables().size();
        int dz = Math.max(z, otherZ);
        int dq = Math.max(gates * gate().inputs(), otherQ);
        return cell instanceof QlstmCell
                ? new int[] {
                    out,
                    out,
                    q,
                    gates * out,
                    z,
                    otherQ,
                    otherZ,
                    in,
                    out,
                    out,
                    out,
                    out,
                    out,
                    out,
                    out,
                    out,
                    gates * out,
                    dz,
                    dq,
                    in
                }
                : new int[] {
                    out,
                    q,
                    gates * out,
                    z,
                    otherQ,
                    otherZ,
                    out,
                    in,
                    out,
                    out,
                    out,
                    out,
                    out,
                    out,
                    gates * out,
                    dz,
                    dq,
                    in
                };
    }

    private Circuit gate() {
        return circuits.get(0).circuit();
    }

    /** A head's circuit, or the candidate's. */
    private Circuit other() {
        return circuits.get(gates).circuit();
    }

    /** The rotations that do not depend on inputs, circuit by circuit. */
    double[] fixed(double[] parameters) {
        double[] fixed = new double[fixedLength()];
        int at = 0;
        for (int c = 0; c < circuits.size(); c++) {
            circuits.get(c).fix(parameters, angles.get(c), fixed, at);
            at += circuits.get(c).fixedLength();
        }
        return fixed;
    }

    /** d loss / d parameters, of what the kernels sum up: those of the maps in their places, then all overlaps. */
    double[] gradients(double[] sums, double[] parameters) {
        double[] gradients = Arrays.copyOf(sums, cell.parameterCount());
        int at = cell.parameterCount();
        for (int c = 0; c < circuits.size(); c++) {
            circuits.get(c).differentiate(sums, at, parameters, angles.get(c), gradients);
            at += circuits.get(c).sums();
        }
        return gradients;
    }

    int fixedLength() {
        return circuits.stream().mapToInt(CircuitImage::fixedLength).sum();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(cell instanceof QlstmCell ? QlstmCell.GATES : QgruCell.GATES);
        names.addAll(cell instanceof QlstmCell ? QlstmCell.HEADS : List.of(QgruCell.CANDIDATE));
        return names;
    }

    private int projections() {
        return cell instanceof QlstmCell qlstm ? qlstm.projections() : ((QgruCell) cell).projections();
    }

    /** Different inputs of the gates' circuits; a bare cell's are one, [h, x]. */
    private int gateProjections() {
        return Math.max(1, projections());
    }

    private int[] assemble(Map<String, CellParameter> parameters, Map<Circuit, CircuitImage> images) {
        // A multiple of 4, as images are aligned.
        int tablesLength = MOST_CIRCUITS * (CIRCUIT_FIELDS + PROJECTION_FIELDS) + 3 & ~3;
        int[] all = new int
                [tablesLength
                        + images.values().stream()
                                .mapToInt(image -> image.integers().length)
                                .sum()];
        Arrays.fill(all, 0, tablesLength, NONE);
        Map<CircuitImage, int[]> places = new LinkedHashMap<>();
        int integersAt = tablesLength;
        int constantsAt = 0;
        for (CircuitImage image : images.values()) {
            places.put(image, new int[] {integersAt, constantsAt});
            System.arraycopy(image.integers(), 0, all, integersAt, image.integers().length);
            integersAt += image.integers().length;
            constantsAt += image.constants().length;
        }
        List<String> names = names();
        int fixedAt = 0;
        int sumsAt = 0;
        for (int c = 0; c < circuits.size(); c++) {
            int[] place = places.get(circuits.get(c));
            int[] fields = {
                place[0],
                place[1],
                fixedAt,
                sumsAt,
                offset(parameters.get(names.get(c) + "W")),
                offset(parameters.get(names.get(c) + "B"))
            };
            System.arraycopy(fields, 0, all, c * CIRCUIT_FIELDS, fields.length);
            fixedAt += circuits.get(c).fixedLength();
            sumsAt += circuits.get(c).sums();
        }
        List<String> maps = new ArrayList<>(
                projections() <= 1
                        ? List.of("projection")
                        : names.subList(0, gates).stream()
                                .map(name -> name + "Projection")
                                .toList());
        names.subList(gates, names.size()).forEach(name -> maps.add(name + "Projection"));
        for (int p = 0; p < maps.size(); p++) {
            int[] fields = {
                offset(parameters.get(maps.get(p) + "W")),
                offset(parameters.get(maps.get(p) + "RW")),
                offset(parameters.get(maps.get(p) + "B"))
            };
            int at = MOST_CIRCUITS * CIRCUIT_FIELDS + p * PROJECTION_FIELDS;
            System.arraycopy(fields, 0, all, at, fields.length);
        }
        return all;
    }

    private static int offset(CellParameter parameter) {
        return parameter == null ? NONE : parameter.offset();
    }
}
