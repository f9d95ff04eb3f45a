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
    /** q_t, encoded: one for all gates or one each. */
    final List<Encoding<A>> gateEncodings = new ArrayList<>();

    final List<Encoding<A>> headEncodings = new ArrayList<>();
    final List<CircuitTrace<A>> gateTraces = new ArrayList<>();
    final List<CircuitTrace<A>> headTraces = new ArrayList<>();
    /** sigm(f), sigm(i), tanh(g), sigm(o). */
    final List<A[]> gates = new ArrayList<>();
    /** tanh(c) before the mask. */
    final A[] tanhC;

    final A[] m;
    final A[] y;

    QlstmStep(QlstmProgram<A> program, CellKernels<A> kernels) {
        super(program.cell(), kernels);
        int nOut = program.cell().nOut();
        h = kernels.rows(nOut, Kernels.LANES);
        c = kernels.rows(nOut, Kernels.LANES);
        tanhC = kernels.rows(nOut, Kernels.LANES);
        m = kernels.rows(nOut, Kernels.LANES);
        y = kernels.rows(nOut, Kernels.LANES);
        program.projections.forEach(map -> gateEncodings.add(new Encoding<>(program.gatePlan, kernels)));
        for (int gate = 0; gate < QlstmCell.GATES.size(); gate++) {
            gateTraces.add(new CircuitTrace<>(program.gatePlan, kernels));
            gates.add(kernels.rows(nOut, Kernels.LANES));
        }
        for (int head = 0; head < QlstmCell.HEADS.size(); head++) {
            headEncodings.add(new Encoding<>(program.headPlan, kernels));
            headTraces.add(new CircuitTrace<>(program.headPlan, kernels));
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
