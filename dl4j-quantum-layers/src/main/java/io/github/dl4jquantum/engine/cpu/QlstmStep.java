package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.List;

/**
 * A time step of a QLSTM.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QlstmStep<A> extends CellStep<A> {

    /** Hidden and cell state after the step. */
    final A[] h;

    final A[] c;
    /** sigm(f), sigm(i), tanh(g), sigm(o). */
    final GateGroup.Trace<A> gates;

    final List<BankInputs<A>> headInputs = new ArrayList<>();
    final List<BankTrace<A>> headTraces = new ArrayList<>();
    /** tanh(c) before the mask. */
    final A[] tanhC;

    final A[] m;
    final A[] y;

    QlstmStep(QlstmProgram<A> program, CellKernels<A> kernels) {
        super(program.cell(), kernels);
        int nOut = program.cell().nOut();
        h = kernels.realRows(nOut);
        c = kernels.realRows(nOut);
        tanhC = kernels.realRows(nOut);
        m = kernels.realRows(nOut);
        y = kernels.realRows(nOut);
        gates = new GateGroup.Trace<>(program.gates, nOut, kernels);
        for (int head = 0; head < QlstmCell.HEADS.size(); head++) {
            headInputs.add(new BankInputs<>(program.heads.get(head), kernels));
            headTraces.add(new BankTrace<>(program.heads.get(head), kernels));
        }
    }

    @Override
    List<A[]> states() {
        return List.of(h, c);
    }

    @Override
    A[] activations() {
        return y;
    }
}
