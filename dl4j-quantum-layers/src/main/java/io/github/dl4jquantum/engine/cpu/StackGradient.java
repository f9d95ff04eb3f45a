package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the parameters of a layer stack gather on the way back, lane by lane; {@link #addTo} adds up the lanes, once for
 * as many backward runs as wanted. Only the phases of a large state, which would need a row for each basis state, are added
 * up at once: a number for each.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class StackGradient<A> {

    /** From here on phases have numbers, not rows, which would not stay in the cache. */
    private static final int LARGE_QUBITS = 7;

    private final CircuitPlan plan;
    private final Kernels<A> kernels;
    private final List<A[]> rotations = new ArrayList<>();
    private final List<A[]> phases = new ArrayList<>();
    /** Of each layer, of each basis state before it. */
    private final List<double[]> phaseTotals = new ArrayList<>();

    private final List<A[]> coefficients = new ArrayList<>();
    /** Of one layer: a number for each basis state of a small one, and for each phase. */
    private final double[] totals;

    private final double[] phaseSums;

    StackGradient(CircuitPlan plan, Kernels<A> kernels) {
        this.plan = plan;
        this.kernels = kernels;
        boolean large = isLarge(plan);
        totals = new double[large ? 0 : plan.states()];
        phaseSums = new double
                [plan.layers().stream()
                        .mapToInt(layer -> layer.phases().size())
                        .max()
                        .orElse(0)];
        for (InputAngle angle : plan.inputAngles()) {
            coefficients.add(kernels.realRows(angle.trained() ? angle.count() : 0));
        }
        for (LayerPlan layer : plan.layers()) {
            rotations.add(kernels.complexRows(trainable(layer.rotations())));
            int states = layer.hasTrainablePhase() ? plan.states() : 0;
            phases.add(kernels.realRows(large ? 0 : states));
            phaseTotals.add(new double[large ? states : 0]);
        }
    }

    /** One real row for each coefficient of inputs in an angle; none if the angle is not trained. */
    A[] coefficients(int slot) {
        return coefficients.get(slot);
    }

    private static int trainable(List<Rotation> rotations) {
        return (int) rotations.stream()
                .filter(rotation -> rotation.angle().hasParameters())
                .count();
    }

    /** Whether phases have numbers in place of rows. */
    static boolean isLarge(CircuitPlan plan) {
        return plan.qubits() >= LARGE_QUBITS;
    }

    /** One complex row for each trainable rotation of a layer. */
    A[] rotations(int layer) {
        return rotations.get(layer);
    }

    /** One real row for each basis state before a layer; none of a large state, or if no phase of the layer is trainable. */
    A[] phases(int layer) {
        return phases.get(layer);
    }

    /** One number for each basis state before a layer; none of a small state, or if no phase of the layer is trainable. */
    double[] phaseTotals(int layer) {
        return phaseTotals.get(layer);
    }

    void clear() {
        coefficients.forEach(this::clear);
        rotations.forEach(this::clear);
        phases.forEach(this::clear);
        phaseTotals.forEach(sums -> Arrays.fill(sums, 0));
    }

    private void clear(A[] rows) {
        for (A row : rows) {
            kernels.fill(row, 0);
        }
    }

    /**
     * Adds d loss / d parameters to {@code sum}, whose part for this circuit begins at {@code offset}; {@link #clear} must come
     * before the next use.
     */
    void addTo(double[] sum, int offset, CircuitTable circuit) {
        LayerTable[] tables = circuit.layers();
        for (int layer = 0; layer < tables.length; layer++) {
            LayerTable table = tables[layer];
            int next = 0;
            for (int r = 0; r < table.masks.length; r++) {
                if (table.trainedRotations[r]) {
                    double total = table.norm() / 2 * kernels.total(rotations.get(layer)[next++]);
                    table.plan().rotations().get(r).angle().addGradient(circuit.parameters(), total, sum, offset);
                }
            }
            addPhases(layer, table, sum, offset, circuit.parameters());
        }
        for (int slot : plan.trainedSlots()) {
            for (int t = 0; t < coefficients.get(slot).length; t++) {
                double total = kernels.total(coefficients.get(slot)[t]);
                plan.inputAngles().get(slot).addGradient(t, circuit.parameters(), total, sum, offset);
            }
        }
    }

    private void addPhases(int layer, LayerTable table, double[] sum, int offset, double[] parameters) {
        if (phases.get(layer).length + phaseTotals.get(layer).length == 0) {
            return;
        }
        table.plan().route().sums(totals(layer), phaseSums);
        for (int j = 0; j < table.trainedPhases.length; j++) {
            if (table.trainedPhases[j]) {
                double total = -table.normBefore() / 2 * phaseSums[j];
                table.plan().phases().get(j).angle().addGradient(parameters, total, sum, offset);
            }
        }
    }

    /** Of each basis state before a layer. */
    private double[] totals(int layer) {
        A[] rows = phases.get(layer);
        for (int s = 0; s < rows.length; s++) {
            totals[s] = kernels.total(rows[s]);
        }
        return rows.length > 0 ? totals : phaseTotals.get(layer);
    }
}
