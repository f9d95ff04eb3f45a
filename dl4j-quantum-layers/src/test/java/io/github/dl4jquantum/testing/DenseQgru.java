package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.engine.spi.QgruCell;
import java.util.ArrayList;
import java.util.List;

/** The equations of {@link QgruCell}. */
final class DenseQgru extends DenseCell {

    private final QgruCell cell;

    DenseQgru(QgruCell cell) {
        super(cell, cell.projections() > 0);
        this.cell = cell;
    }

    @Override
    List<double[]> step(double[] x, List<double[]> states, double[] theta) {
        double[] h = states.get(0);
        double[] reset = map(DenseCell::sigmoid, gate("reset", x, h, theta));
        double[] update = map(DenseCell::sigmoid, gate("update", x, h, theta));
        double[] resetH = new double[h.length];
        for (int k = 0; k < h.length; k++) {
            resetH[k] = reset[k] * h[k];
        }
        double[] q = projected("candidateProjection", x, resetH, theta);
        double[] candidate = map(Math::tanh, circuits("candidate", cell.circuit(), q, cell.nOut(), theta));
        double[] next = new double[h.length];
        for (int k = 0; k < h.length; k++) {
            next[k] = (1 - update[k]) * candidate[k] + update[k] * h[k];
        }
        return new ArrayList<>(List.of(next, next));
    }

    private double[] gate(String name, double[] x, double[] h, double[] theta) {
        String projection = cell.projections() == 1 ? "projection" : name + "Projection";
        return circuits(name, cell.circuit(), projected(projection, x, h, theta), cell.nOut(), theta);
    }
}
