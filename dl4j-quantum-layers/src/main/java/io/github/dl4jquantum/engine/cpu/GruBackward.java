package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * A classical GRU backward. Keeps d loss / d h of the step before from step to step; the gradients of the weights are
 * taken of all steps at once, when they have all been gone through.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruBackward<A> implements CellProgram.Backward<A, GruStep<A>> {

    /** How many times nOut rows there are. */
    static final int ROWS = 4;

    private final GruProgram<A> program;
    private final CellKernels<A> kernels;
    private final A ones;
    private final A[] upstream;
    private final A[] dH;
    private final A[] dHBefore;
    private final A[] dResetH;
    private final A[] dX;
    private final List<GruStep<A>> steps = new ArrayList<>();
    /** h_{t-1} of each of the steps. */
    private final List<A[]> before = new ArrayList<>();

    GruBackward(GruProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
        int nOut = program.cell().nOut();
        ones = kernels.realRows(1)[0];
        kernels.fill(ones, 1);
        upstream = kernels.realRows(nOut);
        dH = kernels.realRows(nOut);
        dHBefore = kernels.realRows(nOut);
        dResetH = kernels.realRows(nOut);
        dX = kernels.realRows(program.cell().nIn());
    }

    @Override
    public void begin() {
        steps.clear();
        before.clear();
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
    public void run(GruStep<A> step, List<A[]> states, A parameters, boolean masked) {
        A[] h = states.get(0);
        steps.add(step);
        before.add(h);
        for (int k = 0; k < dH.length; k++) {
            kernels.addReal(upstream[k], 1, dH[k]);
        }
        if (masked) {
            step.applyMask(kernels, dH);
        }
        for (int k = 0; k < dH.length; k++) {
            kernels.product(dH[k], step.update[k], dHBefore[k]);
            kernels.sigmoidGradient(dH[k], step.change[k], step.update[k], step.dUpdate[k]);
            kernels.difference(dH[k], dHBefore[k], step.dCandidate[k]);
            kernels.tanhGradient(step.dCandidate[k], ones, step.candidate[k], step.dCandidate[k]);
        }
        program.candidate.ofH().backward(kernels, parameters, step.dCandidate, dResetH, false);
        for (int k = 0; k < dH.length; k++) {
            kernels.addProduct(dResetH[k], step.reset[k], dHBefore[k]);
            kernels.sigmoidGradient(dResetH[k], h[k], step.reset[k], step.dReset[k]);
            System.arraycopy(dHBefore[k], 0, dH[k], 0, kernels.lanes());
        }
        program.reset.ofH().backward(kernels, parameters, step.dReset, dH, true);
        program.update.ofH().backward(kernels, parameters, step.dUpdate, dH, true);
        program.candidate.ofX().backward(kernels, parameters, step.dCandidate, dX, false);
        program.reset.ofX().backward(kernels, parameters, step.dReset, dX, true);
        program.update.ofX().backward(kernels, parameters, step.dUpdate, dX, true);
    }

    @Override
    public void addTo(double[] total) {
        List<A[]> x = steps.stream().map(step -> step.x).toList();
        List<A[]> resetH = steps.stream().map(step -> step.resetH).toList();
        addTo(total, program.reset, steps.stream().map(step -> step.dReset).toList(), x, before);
        addTo(total, program.update, steps.stream().map(step -> step.dUpdate).toList(), x, before);
        addTo(
                total,
                program.candidate,
                steps.stream().map(step -> step.dCandidate).toList(),
                x,
                resetH);
    }

    private void addTo(double[] total, InputMap map, List<A[]> dGate, List<A[]> x, List<A[]> h) {
        map.ofX().addGradient(kernels, dGate, x, total);
        map.ofH().addGradient(kernels, dGate, h, total);
    }
}
