package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the parameters of a layer stack gather on the way back, lane by lane; {@link #addTo} adds up the lanes, once for
 * as many backward runs as wanted. Only the phases of a large state, with their row for each basis state, are added up
 * after every layer, so that all layers share the rows.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class StackGradient<A> {

    /** From here on the rows of the phases are shared. */
    private static final int SHARED_QUBITS = 10;

    private final CircuitPlan plan;
    private final Kernels<A> kernels;
    private final boolean shared;
    private final List<A[]> rotations = new ArrayList<>();
    private final List<A[]> phases = new ArrayList<>();
    private final List<A[]> coefficients = new ArrayList<>();
    /** For each layer and phase what was added up already. */
    private final double[][] phaseSums;

    private final double[] totals;

    StackGradient(CircuitPlan plan, Kernels<A> kernels) {
        this.plan = plan;
        this.kernels = kernels;
        shared = sharesRows(plan);
        totals = new double[plan.states()];
        phaseSums = new double[plan.layers().size()][];
        for (InputAngle angle : plan.inputAngles()) {
            coefficients.add(kernels.realRows(angle.trained() ? angle.count() : 0));
        }
        A[] sharedRows = kernels.realRows(shared ? plan.states() : 0);
        for (LayerPlan layer : plan.layers()) {
            rotations.add(kernels.complexRows(trainable(layer.rotations())));
            phaseSums[phases.size()] = new double[layer.phases().size()];
            if (shared) {
                phases.add(layer.hasTrainablePhase() ? sharedRows : kernels.realRows(0));
            } else {
                phases.add(kernels.realRows(layer.hasTrainablePhase() ? plan.states() : 0));
            }
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

    /** Whether all layers share the rows of their phases. */
    static boolean sharesRows(CircuitPlan plan) {
        return plan.qubits() >= SHARED_QUBITS;
    }

    /** One complex row for each trainable rotation of a layer. */
    A[] rotations(int layer) {
        return rotations.get(layer);
    }

    /** One real row for each basis state before a layer; none if no phase of the layer is trainable. */
    A[] phases(int layer) {
        return phases.get(layer);
    }

    void clear() {
        coefficients.forEach(this::clear);
        rotations.forEach(this::clear);
        phases.forEach(this::clear);
        for (double[] sums : phaseSums) {
            Arrays.fill(sums, 0);
        }
    }

    private void clear(A[] rows) {
        for (A row : rows) {
            kernels.fill(row, 0);
        }
    }

    /** The rows of a layer are complete for this run. */
    void endLayer(int layer, LayerTable table) {
        if (shared) {
            addUpPhases(layer, table);
        }
    }

    private void addUpPhases(int layer, LayerTable table) {
        A[] rows = phases.get(layer);
        for (int s = 0; s < rows.length; s++) {
            totals[s] = kernels.total(rows[s]);
            kernels.fill(rows[s], 0);
        }
        Route route = table.plan().route();
        for (int j = 0; j < table.trainedPhases.length; j++) {
            if (table.trainedPhases[j]) {
                double sum = route.sum(j, totals, rows.length);
                phaseSums[layer][j] -= table.normBefore() / 2 * sum;
            }
        }
    }

    /** Adds d loss / d parameters to {@code sum}, whose part for this circuit begins at {@code offset}. */
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
            addUpPhases(layer, table);
            for (int j = 0; j < table.trainedPhases.length; j++) {
                if (table.trainedPhases[j]) {
                    Angle angle = table.plan().phases().get(j).angle();
                    angle.addGradient(circuit.parameters(), phaseSums[layer][j], sum, offset);
                }
            }
        }
        for (int slot : plan.trainedSlots()) {
            for (int t = 0; t < coefficients.get(slot).length; t++) {
                double total = kernels.total(coefficients.get(slot)[t]);
                plan.inputAngles().get(slot).addGradient(t, circuit.parameters(), total, sum, offset);
            }
        }
    }
}
