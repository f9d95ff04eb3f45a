package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;

/**
 * A linear map within the array of a cell's parameters.
 *
 * @param offset index of the first weight
 * @param fanIn number of inputs, which is the distance of the weights of two outputs
 * @param bias index of the first bias, or -1 where there is none
 */
record Affine(int offset, int fanIn, int bias) {

    static Affine of(CellParameter weights, CellParameter bias) {
        return new Affine(weights.offset(), weights.rows(), bias.offset());
    }

    static Affine of(CellParameter weights) {
        return new Affine(weights.offset(), weights.rows(), -1);
    }

    /** out = W in + b. */
    <A> void forward(CellKernels<A> kernels, A parameters, A[] in, A[] out) {
        kernels.linear(out, in, parameters, offset, fanIn, 1, bias, false);
    }

    /** out += W in. */
    <A> void addForward(CellKernels<A> kernels, A parameters, A[] in, A[] out) {
        kernels.linear(out, in, parameters, offset, fanIn, 1, bias, true);
    }

    /** dIn = transpose(W) dOut, or added to it. */
    <A> void backward(CellKernels<A> kernels, A parameters, A[] dOut, A[] dIn, boolean add) {
        kernels.linear(dIn, dOut, parameters, offset, 1, fanIn, -1, add);
    }
}
