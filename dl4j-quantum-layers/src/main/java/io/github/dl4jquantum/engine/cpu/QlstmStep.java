package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one time step of a QLSTM keeps on one tile of lanes for the way back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QlstmStep<A> {

    final A[] x;
    /** Hidden and cell state after the step. */
    final A[] h;

    final A[] c;
    /** q_t, encoded: one for all gates or one each. */
    final List<Encoding<A>> gateEncodings = new ArrayList<>();

    final List<Encoding<A>> headEncodings = new ArrayList<>();
    final List<A[][]> gateTapes = new ArrayList<>();
    final List<A[][]> headTapes = new ArrayList<>();
    /** Expectations. */
    final List<A[]> gateZ = new ArrayList<>();

    final List<A[]> headZ = new ArrayList<>();
    /** sigm(f), sigm(i), tanh(g), sigm(o). */
    final List<A[]> gates = new ArrayList<>();
    /** tanh(c) before the mask. */
    final A[] tanhC;

    final A[] m;
    final A[] y;
    /** The mask of the step. */
    final A[] mask;

    QlstmStep(QlstmLayout layout, Kernels<A> kernels, LayerStack<A> gateStack, LayerStack<A> headStack) {
        QlstmCell cell = layout.cell;
        x = kernels.rows(cell.nIn(), Kernels.LANES);
        h = kernels.rows(cell.nOut(), Kernels.LANES);
        c = kernels.rows(cell.nOut(), Kernels.LANES);
        tanhC = kernels.rows(cell.nOut(), Kernels.LANES);
        m = kernels.rows(cell.nOut(), Kernels.LANES);
        y = kernels.rows(cell.nOut(), Kernels.LANES);
        mask = kernels.rows(1, Kernels.LANES);
        for (int i = 0; i < layout.encodings(); i++) {
            gateEncodings.add(new Encoding<>(layout.gates, kernels));
        }
        for (int gate = 0; gate < QlstmCell.GATES.size(); gate++) {
            gateTapes.add(gateStack.tape());
            gateZ.add(kernels.rows(cell.gates().observables().size(), Kernels.LANES));
            gates.add(kernels.rows(cell.nOut(), Kernels.LANES));
        }
        for (int head = 0; head < QlstmCell.HEADS.size(); head++) {
            headEncodings.add(new Encoding<>(layout.heads, kernels));
            headTapes.add(headStack.tape());
            headZ.add(kernels.rows(cell.heads().observables().size(), Kernels.LANES));
        }
    }

    /** Bytes of a step's rows. */
    static long bytes(QlstmLayout layout, long gateTape, long headTape, int bytesOfNumber) {
        long rows = layout.cell.nIn() + 9L * layout.cell.nOut();
        return 4 * gateTape + 2 * headTape + rows * Kernels.LANES * bytesOfNumber;
    }
}
