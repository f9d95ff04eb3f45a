package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.QgruProgram.RESET;
import static io.github.dl4jquantum.engine.cpu.QgruProgram.UPDATE;

import java.util.List;

/**
 * A QGRU backward. Keeps d loss / d h of the step before from step to step.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QgruBackward<A> implements CellProgram.Backward<A, QgruStep<A>> {

    private final QgruProgram<A> program;
    private final CellKernels<A> kernels;
    private final GateGroup.Backward<A> gates;
    private final BankBackward<A> candidate;
    private final MapSums<A> sums;
    private final A ones;
    private final A[] upstream;
    private final A[] dH;
    private final A[] dHBefore;
    private final A[] dReset;
    private final A[] dGate;
    private final A[] dX;

    QgruBackward(QgruProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
        gates = new GateGroup.Backward<>(program.gates, kernels);
        candidate = new BankBackward<>(List.of(program.candidate), kernels);
        sums = new MapSums<>(program.cell(), kernels);
        int nOut = program.cell().nOut();
        ones = kernels.realRows(1)[0];
        kernels.fill(ones, 1);
        upstream = kernels.realRows(nOut);
        dH = kernels.realRows(nOut);
        dHBefore = kernels.realRows(nOut);
        dReset = kernels.realRows(nOut);
        dGate = kernels.realRows(nOut);
        dX = kernels.realRows(program.cell().nIn());
    }

    @Override
    public void begin() {
        sums.clear();
        gates.clear();
        candidate.clear();
        clear(dH);
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
    public void run(QgruStep<A> step, List<A[]> before, A parameters, boolean masked) {
        A[] h = before.get(0);
        for (int k = 0; k < dH.length; k++) {
            kernels.addReal(upstream[k], 1, dH[k]);
        }
        if (masked) {
            step.applyMask(kernels, dH);
        }
        clear(dX);
        clear(dReset);
        for (int k = 0; k < dH.length; k++) {
            kernels.product(dH[k], step.gates.values.get(UPDATE)[k], dHBefore[k]);
            kernels.difference(dH[k], dHBefore[k], dGate[k]);
            kernels.tanhGradient(dGate[k], ones, step.candidate[k], dGate[k]);
        }
        runCandidate(step, parameters);
        for (int k = 0; k < dH.length; k++) {
            kernels.addProduct(dReset[k], step.gates.values.get(RESET)[k], dHBefore[k]);
        }
        for (int k = 0; k < dH.length; k++) {
            kernels.sigmoidGradient(dReset[k], h[k], step.gates.values.get(RESET)[k], dGate[k]);
        }
        gates.run(RESET, step.gates, dGate, parameters, sums);
        for (int k = 0; k < dH.length; k++) {
            kernels.sigmoidGradient(dH[k], step.change[k], step.gates.values.get(UPDATE)[k], dGate[k]);
        }
        gates.run(UPDATE, step.gates, dGate, parameters, sums);
        for (int k = 0; k < dH.length; k++) {
            System.arraycopy(dHBefore[k], 0, dH[k], 0, kernels.lanes());
        }
        gates.end(step.gates, step.x, h, parameters, dX, dH, sums);
    }

    /** From d loss / d candidate's pre-activation, in dGate, to dReset = d loss / d (r h) and dX. */
    private void runCandidate(QgruStep<A> step, A parameters) {
        candidate.take(0, step.candidateTrace, dGate, parameters, sums);
        A[] dQ = candidate.run(step.candidateInputs, List.of(step.candidateTrace));
        program.candidateProjection.addBackward(kernels, parameters, dQ, step.x, step.resetH, dX, dReset, sums);
    }

    @Override
    public void addTo(double[] total) {
        gates.addTo(total);
        candidate.addTo(total);
        sums.addTo(total);
    }

    private void clear(A[] rows) {
        for (A row : rows) {
            kernels.fill(row, 0);
        }
    }
}
