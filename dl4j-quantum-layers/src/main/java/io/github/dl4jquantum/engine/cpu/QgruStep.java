package io.github.dl4jquantum.engine.cpu;

import java.util.List;

/**
 * A time step of a QGRU.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QgruStep<A> extends CellStep<A> {

    /** Hidden state after the step. */
    final A[] h;
    /** r and z. */
    final GateGroup.Trace<A> gates;
    /** r h_{t-1}. */
    final A[] resetH;

    final BankInputs<A> candidateInputs;
    final BankTrace<A> candidateTrace;
    /** n_t. */
    final A[] candidate;
    /** h_{t-1} - n_t. */
    final A[] change;

    QgruStep(QgruProgram<A> program, CellKernels<A> kernels) {
        super(program.cell(), kernels);
        int nOut = program.cell().nOut();
        h = kernels.realRows(nOut);
        resetH = kernels.realRows(nOut);
        candidate = kernels.realRows(nOut);
        change = kernels.realRows(nOut);
        gates = new GateGroup.Trace<>(program.gates, nOut, kernels);
        candidateInputs = new BankInputs<>(program.candidate, kernels);
        candidateTrace = new BankTrace<>(program.candidate, kernels);
    }

    @Override
    List<A[]> states() {
        return List.<A[]>of(h);
    }

    @Override
    A[] activations() {
        return h;
    }
}
