package io.github.dl4jquantum.engine.noisy;

/** Clifford gates and Pauli channels: {@code to[j] = factor[j] from[source[j]]}, each row once. */
final class Gather extends Step {

    private final int[] source;
    private final double[] factor;

    Gather(int[] source, double[] factor) {
        this.source = source;
        this.factor = factor;
    }

    /** This step, and another one after it. */
    Gather then(Gather next) {
        int[] composed = new int[source.length];
        double[] product = new double[source.length];
        for (int j = 0; j < composed.length; j++) {
            composed[j] = source[next.source[j]];
            product[j] = next.factor[j] * factor[next.source[j]];
        }
        return new Gather(composed, product);
    }

    @Override
    <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to) {
        for (int j = 0; j < source.length; j++) {
            move(kernels, from[source[j]], factor[j], to[j]);
        }
    }

    @Override
    <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to) {
        for (int j = 0; j < source.length; j++) {
            move(kernels, from[j], factor[j], to[source[j]]);
        }
    }

    private static <A> void move(RowKernels<A> kernels, A from, double factor, A to) {
        if (factor == 1) {
            System.arraycopy(from, 0, to, 0, kernels.lanes());
        } else {
            kernels.scale(from, factor, to);
        }
    }
}
