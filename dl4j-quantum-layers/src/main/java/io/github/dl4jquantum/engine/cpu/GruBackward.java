package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.InputMapGradient.Features;
import io.github.dl4jquantum.engine.spi.GruCell;
import java.util.List;

/**
 * A classical GRU backward. Keeps d loss / d h of the step before from step to step.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruBackward<A> implements CellProgram.Backward<A, GruStep<A>> {

    private final GruProgram<A> program;
    private final CellKernels<A> kernels;
    private final InputMapGradient<A> reset;
    private final InputMapGradient<A> update;
    private final InputMapGradient<A> candidate;
    private final Features<A> features;
    private final A ones;
    private final A[] upstream;
    private final A[] dH;
    private final A[] dHBefore;
    private final A[] dResetH;
    /** d loss / d what the sigmoid of the reset gate is taken of; likewise the others. */
    private final A[] dReset;

    private final A[] dUpdate;
    private final A[] dCandidate;
    private final A[] dX;

    GruBackward(GruProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
        int nOut = program.cell().nOut();
        int inputs = program.cell().nIn() + nOut;
        reset = new InputMapGradient<>(program.reset, inputs, nOut, kernels);
        update = new InputMapGradient<>(program.update, inputs, nOut, kernels);
        candidate = new InputMapGradient<>(program.candidate, inputs, nOut, kernels);
        features = new Features<>(inputs, kernels);
        ones = kernels.realRows(1)[0];
        kernels.fill(ones, 1);
        upstream = kernels.realRows(nOut);
        dH = kernels.realRows(nOut);
        dHBefore = kernels.realRows(nOut);
        dResetH = kernels.realRows(nOut);
        dReset = kernels.realRows(nOut);
        dUpdate = kernels.realRows(nOut);
        dCandidate = kernels.realRows(nOut);
        dX = kernels.realRows(program.cell().nIn());
    }

    /** Bytes, for each lane, of what a way back needs; the gradients of the weights do not grow with the lanes. */
    static long scratch(GruCell cell, int bytes) {
        return (3L * cell.nIn() + 9L * cell.nOut()) * bytes;
    }

    @Override
    public void begin() {
        reset.clear();
        update.clear();
        candidate.clear();
        for (A row : dH) {
            kernels.fill(row, 0);
        }
    }

    @Override
    public A[] upstream() {
        return upstream;
    }

    @Override
    public A[] inputs() {
        return dX;
    }

    @Override
    public void run(GruStep<A> step, List<A[]> before, A parameters, boolean masked) {
        A[] h = before.get(0);
        for (int k = 0; k < dH.length; k++) {
            kernels.addReal(upstream[k], 1, dH[k]);
        }
        if (masked) {
            step.applyMask(kernels, dH);
        }
        for (int k = 0; k < dH.length; k++) {
            kernels.product(dH[k], step.update[k], dHBefore[k]);
            kernels.sigmoidGradient(dH[k], step.change[k], step.update[k], dUpdate[k]);
            kernels.difference(dH[k], dHBefore[k], dCandidate[k]);
            kernels.tanhGradient(dCandidate[k], ones, step.candidate[k], dCandidate[k]);
        }
        program.candidate.ofH().backward(kernels, parameters, dCandidate, dResetH, false);
        for (int k = 0; k < dH.length; k++) {
            kernels.addProduct(dResetH[k], step.reset[k], dHBefore[k]);
            kernels.sigmoidGradient(dResetH[k], h[k], step.reset[k], dReset[k]);
            System.arraycopy(dHBefore[k], 0, dH[k], 0, kernels.lanes());
        }
        program.reset.ofH().backward(kernels, parameters, dReset, dH, true);
        program.update.ofH().backward(kernels, parameters, dUpdate, dH, true);
        program.candidate.ofX().backward(kernels, parameters, dCandidate, dX, false);
        program.reset.ofX().backward(kernels, parameters, dReset, dX, true);
        program.update.ofX().backward(kernels, parameters, dUpdate, dX, true);
        features.load(step.x, h);
        reset.add(dReset, features);
        update.add(dUpdate, features);
        features.load(step.x, step.resetH);
        candidate.add(dCandidate, features);
    }

    @Override
    public void addTo(double[] total) {
        reset.addTo(total);
        update.addTo(total);
        candidate.addTo(total);
    }
}
