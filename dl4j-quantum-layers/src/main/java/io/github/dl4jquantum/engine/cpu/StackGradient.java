package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
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

    private final Kernels<A> kernels;
    private final boolean shared;
    private final List<A[]> rotations = new ArrayList<>();
    private final List<A[]> phases = new ArrayList<>();
    /** For each layer and phase what was added up already. */
    private final double[][] phaseSums;

    private final double[] totals;

    StackGradient(CircuitPlan plan, Kernels<A> kernels) {
        this.kernels = kernels;
        shared = sharesRows(plan);
        totals = new double[plan.states()];
        phaseSums = new double[plan.layers().size()][];
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

    private static int trainable(List<Rotation> rotations) {
        return (int) rotations.stream()
                .filter(rotation -> isTrainable(rotation.angle()))
                .count();
    }

    /** Whether all layers share the rows of their phases. */
    static boolean sharesRows(CircuitPlan plan) {
        return plan.qubits() >= SHARED_QUBITS;
    }

    static boolean isTrainable(Angle angle) {
        return angle.source() == Angle.Source.PARAMETER;
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
        byte[][] halves = table.plan().route().halves();
        for (int j = 0; j < halves.length; j++) {
            if (isTrainable(table.plan().phases().get(j).angle())) {
                double sum = 0;
                for (int s = 0; s < rows.length; s++) {
                    sum += halves[j][s] * totals[s];
                }
                phaseSums[layer][j] -= table.normBefore() / 2 * sum;
            }
        }
    }

    /** Adds d loss / d parameters to {@code sum}, whose part for this circuit begins at {@code offset}. */
    void addTo(double[] sum, int offset, LayerTable[] tables) {
        for (int layer = 0; layer < tables.length; layer++) {
            LayerTable table = tables[layer];
            int next = 0;
            for (Rotation rotation : table.plan().rotations()) {
                Angle angle = rotation.angle();
                if (isTrainable(angle)) {
                    double total = kernels.total(rotations.get(layer)[next++]);
                    sum[offset + angle.index()] += angle.factor() * table.norm() / 2 * total;
                }
            }
            addUpPhases(layer, table);
            List<Phase> ofLayer = table.plan().phases();
            for (int j = 0; j < ofLayer.size(); j++) {
                Angle angle = ofLayer.get(j).angle();
                if (isTrainable(angle)) {
                    sum[offset + angle.index()] += angle.factor() * phaseSums[layer][j];
                }
            }
        }
    }
}
