package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.QlstmLayout.CANDIDATE;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.FORGET;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.HIDDEN;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.INPUT;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.OUTPUT;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.READOUT;

import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.List;

/**
 * One time step of a QLSTM forward, on one tile of lanes; the equations are those of {@link QlstmCell}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QlstmForward<A> {

    private final QlstmLayout layout;
    private final Kernels<A> kernels;
    private final LayerStack<A> gateStack;
    private final LayerStack<A> headStack;
    private final Readout<A> gateReadout;
    private final Readout<A> headReadout;

    QlstmForward(QlstmLayout layout, Kernels<A> kernels, LayerStack<A> gateStack, LayerStack<A> headStack) {
        this.layout = layout;
        this.kernels = kernels;
        this.gateStack = gateStack;
        this.headStack = headStack;
        gateReadout = Readout.of(layout.gates, kernels);
        headReadout = Readout.of(layout.heads, kernels);
    }

    /**
     * Runs a step.
     *
     * @param h hidden state before the step; may be the step's own
     * @param c cell state before the step; may be the step's own
     */
    void run(QlstmStep<A> step, A[] h, A[] c, A parameters, List<LayerTable[]> tables, boolean masked) {
        encodeGates(step, h, parameters);
        for (int gate = 0; gate < QlstmCell.GATES.size(); gate++) {
            Encoding<A> encoding = step.gateEncodings.get(layout.encodingOf(gate));
            A[] z = step.gateZ.get(gate);
            measure(gateStack, gateReadout, tables.get(gate), encoding, step.gateTapes.get(gate), z);
            map(layout.gateMaps, gate, parameters, z, step.gates.get(gate));
            squash(gate, step.gates.get(gate));
        }
        for (int k = 0; k < c.length; k++) {
            A candidate = step.gates.get(CANDIDATE)[k];
            kernels.cellState(step.gates.get(FORGET)[k], c[k], step.gates.get(INPUT)[k], candidate, step.c[k]);
            kernels.tanh(step.c[k], step.tanhC[k]);
            kernels.product(step.gates.get(OUTPUT)[k], step.tanhC[k], step.m[k]);
        }
        runHead(HIDDEN, step, parameters, tables, step.h);
        runHead(READOUT, step, parameters, tables, step.y);
        if (masked) {
            mask(step, step.h);
            mask(step, step.c);
            mask(step, step.y);
        }
    }

    private void encodeGates(QlstmStep<A> step, A[] h, A parameters) {
        for (int i = 0; i < step.gateEncodings.size(); i++) {
            Encoding<A> encoding = step.gateEncodings.get(i);
            A[] q = encoding.inputs();
            if (layout.projections.isEmpty()) {
                copy(h, q, 0);
                copy(step.x, q, h.length);
            } else {
                layout.projections.get(i).forward(kernels, parameters, step.x, q);
                layout.recurrentProjections.get(i).addForward(kernels, parameters, h, q);
            }
            encoding.forward();
        }
    }

    private void runHead(int head, QlstmStep<A> step, A parameters, List<LayerTable[]> tables, A[] out) {
        Encoding<A> encoding = step.headEncodings.get(head);
        if (layout.headProjections.isEmpty()) {
            copy(step.m, encoding.inputs(), 0);
        } else {
            layout.headProjections.get(head).forward(kernels, parameters, step.m, encoding.inputs());
        }
        encoding.forward();
        A[] z = step.headZ.get(head);
        LayerTable[] ofHead = tables.get(QlstmCell.GATES.size() + head);
        measure(headStack, headReadout, ofHead, encoding, step.headTapes.get(head), z);
        map(layout.headMaps, head, parameters, z, out);
    }

    private void measure(
            LayerStack<A> stack, Readout<A> readout, LayerTable[] tables, Encoding<A> encoding, A[][] tape, A[] z) {
        readout.forward(stack.forward(tables, encoding, tape), LayerTable.finalNorm(tables), z);
    }

    private void map(List<Affine> maps, int index, A parameters, A[] z, A[] out) {
        if (maps.isEmpty()) {
            for (int k = 0; k < out.length; k++) {
                System.arraycopy(z[k], 0, out[k], 0, Kernels.LANES);
            }
        } else {
            maps.get(index).forward(kernels, parameters, z, out);
        }
    }

    private void squash(int gate, A[] rows) {
        for (A row : rows) {
            if (gate == CANDIDATE) {
                kernels.tanh(row, row);
            } else {
                kernels.sigmoid(row);
            }
        }
    }

    private void mask(QlstmStep<A> step, A[] rows) {
        for (A row : rows) {
            kernels.multiplyBy(row, step.mask[0]);
        }
    }

    private void copy(A[] from, A[] to, int first) {
        for (int k = 0; k < from.length; k++) {
            System.arraycopy(from[k], 0, to[first + k], 0, Kernels.LANES);
        }
    }
}
