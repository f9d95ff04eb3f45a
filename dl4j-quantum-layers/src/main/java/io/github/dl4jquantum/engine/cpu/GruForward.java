package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.GruCell;
import java.util.List;

/**
 * A classical GRU forward; the equations are those of {@link GruCell}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruForward<A> implements CellProgram.Forward<A, GruStep<A>> {

    private final GruProgram<A> program;
    private final CellKernels<A> kernels;

    GruForward(GruProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
    }

    @Override
    public void run(GruStep<A> step, List<A[]> before, A parameters, boolean masked) {
        A[] h = before.get(0);
        program.reset.forward(kernels, parameters, step.x, h, step.reset);
        program.update.forward(kernels, parameters, step.x, h, step.update);
        for (int k = 0; k < h.length; k++) {
            kernels.sigmoid(step.reset[k]);
            kernels.sigmoid(step.update[k]);
            kernels.product(step.reset[k], h[k], step.resetH[k]);
        }
        program.candidate.forward(kernels, parameters, step.x, step.resetH, step.candidate);
        for (int k = 0; k < h.length; k++) {
            kernels.tanh(step.candidate[k], step.candidate[k]);
            kernels.difference(h[k], step.candidate[k], step.change[k]);
            kernels.product(step.update[k], step.change[k], step.h[k]);
            kernels.addReal(step.candidate[k], 1, step.h[k]);
        }
        if (masked) {
            step.applyMask(kernels, step.h);
        }
    }
}
