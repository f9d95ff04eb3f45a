package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import java.util.Map;

/**
 * How a circuit of a cell gets its inputs from x and h: q = W_x x + W_h h + b, or q = [h, x] where there is no map.
 *
 * @param ofX W_x and b; null without a map
 * @param ofH W_h; null without a map
 */
record InputMap(Affine ofX, Affine ofH) {

    /** The map of that name among a cell's parameters, or none. */
    static InputMap named(String name, Map<String, CellParameter> parameters) {
        CellParameter weights = parameters.get(name + "W");
        return weights == null
                ? new InputMap(null, null)
                : new InputMap(Affine.of(weights, parameters.get(name + "B")), Affine.of(parameters.get(name + "RW")));
    }

    <A> void forward(CellKernels<A> kernels, A parameters, A[] x, A[] h, A[] q) {
        if (ofX == null) {
            copy(kernels, h, q, 0);
            copy(kernels, x, q, h.length);
        } else {
            ofX.forward(kernels, parameters, x, q);
            ofH.addForward(kernels, parameters, h, q);
        }
    }

    private static <A> void copy(CellKernels<A> kernels, A[] from, A[] to, int first) {
        for (int k = 0; k < from.length; k++) {
            System.arraycopy(from[k], 0, to[first + k], 0, kernels.lanes());
        }
    }

    /** Adds to d loss / d x, d loss / d h and the sums of the map's parameters. */
    <A> void addBackward(CellKernels<A> kernels, A parameters, A[] dQ, A[] x, A[] h, A[] dX, A[] dH, MapSums<A> sums) {
        if (ofX == null) {
            for (int k = 0; k < dH.length; k++) {
                kernels.addReal(dQ[k], 1, dH[k]);
            }
            for (int k = 0; k < dX.length; k++) {
                kernels.addReal(dQ[dH.length + k], 1, dX[k]);
            }
        } else {
            ofH.backward(kernels, parameters, dQ, dH, true);
            ofX.backward(kernels, parameters, dQ, dX, true);
            sums.add(ofH, dQ, h);
            sums.add(ofX, dQ, x);
        }
    }
}
