package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.List;

/** The equations of {@link QlstmCell}. */
final class DenseQlstm extends DenseCell {

    private final QlstmCell cell;

    DenseQlstm(QlstmCell cell) {
        super(cell, cell.projections() > 0);
        this.cell = cell;
    }

    @Override
    List<double[]> step(double[] x, List<double[]> states, double[] theta) {
        double[] h = states.get(0);
        double[] c = states.get(1);
        double[] forget = map(DenseCell::sigmoid, gate("forget", x, h, theta));
        double[] input = map(DenseCell::sigmoid, gate("input", x, h, theta));
        double[] candidate = map(Math::tanh, gate("candidate", x, h, theta));
        double[] output = map(DenseCell::sigmoid, gate("output", x, h, theta));
        double[] next = new double[c.length];
        double[] m = new double[c.length];
        for (int k = 0; k < c.length; k++) {
            next[k] = forget[k] * c[k] + input[k] * candidate[k];
            m[k] = output[k] * Math.tanh(next[k]);
        }
        double[] y = head("readout", m, theta);
        if (cell.directReadout()) {
            addProduct("readoutDirectW", m, theta, y);
        }
        return new ArrayList<>(List.of(y, head("hidden", m, theta), next));
    }

    private double[] gate(String name, double[] x, double[] h, double[] theta) {
        String projection = cell.projections() == 1 ? "projection" : name + "Projection";
        return circuits(name, cell.gates(), projected(projection, x, h, theta), cell.nOut(), theta);
    }

    private double[] head(String name, double[] m, double[] theta) {
        double[] q = cell.projections() == 0 ? m : affine(name + "Projection", m, theta);
        return circuits(name, cell.heads(), q, cell.nOut(), theta);
    }
}
