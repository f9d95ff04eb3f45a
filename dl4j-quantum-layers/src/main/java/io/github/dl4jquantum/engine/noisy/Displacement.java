package io.github.dl4jquantum.engine.noisy;

/** What relaxation adds on one qubit: {@code row P += by * row I}. */
final class Displacement extends Step {

    private final int rows;
    private final int stride;
    private final int digit;
    private final double by;

    /** @param digit P */
    Displacement(int rows, int stride, int digit, double by) {
        this.rows = rows;
        this.stride = stride;
        this.digit = digit;
        this.by = by;
    }

    @Override
    boolean inPlace() {
        return true;
    }

    @Override
    <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to) {
        for (int i = 0; i < rows; i++) {
            if ((i / stride & 3) == 0) {
                kernels.addScaled(to[i], by, to[i + digit * stride]);
            }
        }
    }

    @Override
    <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to) {
        for (int i = 0; i < rows; i++) {
            if ((i / stride & 3) == 0) {
                kernels.addScaled(to[i + digit * stride], by, to[i]);
            }
        }
    }
}
