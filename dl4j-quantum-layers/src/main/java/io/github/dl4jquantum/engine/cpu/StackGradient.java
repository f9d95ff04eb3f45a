package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums, lane by lane, of what the parameters of a layer stack have gathered on the way back; only {@link #addTo} adds
 * up the lanes, once for as many backward runs as wanted.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class StackGradient<A> {

    private final Kernels<A> kernels;
    private final List<A[]> rotations = new ArrayList<>();
    private final List<A[]> phases = new ArrayList<>();

    StackGradient(CircuitPlan plan, Kernels<A> kernels) {
        this.kernels = kernels;
        for (LayerPlan layer : plan.layers()) {
            long trainable = layer.rotations().stream()
                    .filter(rotation -> isTrainable(rotation.angle()))
                    .count();
            rotations.add(kernels.complexRows((int) trainable));
            boolean any = layer.monomials().stream()
                    .anyMatch(step -> step instanceof Phase phase && isTrainable(phase.angle()));
            phases.add(kernels.realRows(any ? plan.states() : 0));
        }
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
    }

    private void clear(A[] rows) {
        for (A row : rows) {
            kernels.fill(row, 0);
        }
    }

    /** Adds d loss / d parameters to {@code sum}, whose part for this circuit begins at {@code offset}. */
    void addTo(double[] sum, int offset, LayerTable[] tables) {
        for (int layer = 0; layer < tables.length; layer++) {
            addRotations(sum, offset, tables[layer], rotations.get(layer));
            if (phases.get(layer).length > 0) {
                addPhases(sum, offset, tables[layer], phases.get(layer));
            }
        }
    }

    private void addRotations(double[] sum, int offset, LayerTable table, A[] rows) {
        int next = 0;
        for (Rotation rotation : table.plan().rotations()) {
            Angle angle = rotation.angle();
            if (isTrainable(angle)) {
                sum[offset + angle.index()] += angle.factor() * table.norm() / 2 * kernels.total(rows[next++]);
            }
        }
    }

    private void addPhases(double[] sum, int offset, LayerTable table, A[] rows) {
        double[] totals = new double[rows.length];
        for (int s = 0; s < rows.length; s++) {
            totals[s] = kernels.total(rows[s]) * table.normBefore();
        }
        Route route = table.route();
        for (int j = 0; j < route.phases().size(); j++) {
            Phase phase = route.phases().get(j);
            if (isTrainable(phase.angle())) {
                double total = 0;
                for (int s = 0; s < totals.length; s++) {
                    total -= route.halves()[j][s] * totals[s];
                }
                sum[offset + phase.angle().index()] += phase.angle().factor() * total / 2;
            }
        }
    }
}
