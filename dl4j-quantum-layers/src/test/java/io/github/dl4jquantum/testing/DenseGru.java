package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.engine.spi.GruCell;
import java.util.ArrayList;
import java.util.List;

/** The equations of {@link GruCell}. */
final class DenseGru extends DenseCell {

    DenseGru(GruCell cell) {
        super(cell, true);
    }

    @Override
    List<double[]> step(double[] x, List<double[]> states, double[] theta) {
        double[] h = states.get(0);
        double[] reset = map(DenseCell::sigmoid, projected("reset", x, h, theta));
        double[] update = map(DenseCell::sigmoid, projected("update", x, h, theta));
        double[] resetH = new double[h.length];
        for (int k = 0; k < h.length; k++) {
            resetH[k] = reset[k] * h[k];
        }
        double[] candidate = map(Math::tanh, projected("candidate", x, resetH, theta));
        double[] next = new double[h.length];
        for (int k = 0; k < h.length; k++) {
            next[k] = (1 - update[k]) * candidate[k] + update[k] * h[k];
        }
        return new ArrayList<>(List.of(next, next));
    }
}
