package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.QlstmProgram.CANDIDATE;
import static io.github.dl4jquantum.engine.cpu.QlstmProgram.FORGET;
import static io.github.dl4jquantum.engine.cpu.QlstmProgram.HIDDEN;
import static io.github.dl4jquantum.engine.cpu.QlstmProgram.INPUT;
import static io.github.dl4jquantum.engine.cpu.QlstmProgram.OUTPUT;
import static io.github.dl4jquantum.engine.cpu.QlstmProgram.READOUT;

import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.List;

/**
 * A QLSTM forward; the equations are those of {@link QlstmCell}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QlstmForward<A> implements CellProgram.Forward<A, QlstmStep<A>> {

    private final QlstmProgram<A> program;
    private final CellKernels<A> kernels;
    private final GateGroup.Forward<A> gates;
    private final List<BankForward<A>> heads = new ArrayList<>();

    QlstmForward(QlstmProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
        gates = new GateGroup.Forward<>(program.gates, kernels);
        program.heads.forEach(bank -> heads.add(new BankForward<>(List.of(bank), kernels)));
    }

    @Override
    public void run(QlstmStep<A> step, List<A[]> before, A parameters, boolean masked) {
        A[] h = before.get(0);
        A[] c = before.get(1);
        gates.run(step.gates, step.x, h, parameters);
        for (int gate = 0; gate < QlstmCell.GATES.size(); gate++) {
            squash(gate, step.gates.values.get(gate));
        }
        for (int k = 0; k < c.length; k++) {
            A candidate = step.gates.values.get(CANDIDATE)[k];
            kernels.cellState(
                    step.gates.values.get(FORGET)[k], c[k], step.gates.values.get(INPUT)[k], candidate, step.c[k]);
            kernels.tanh(step.c[k], step.tanhC[k]);
            kernels.product(step.gates.values.get(OUTPUT)[k], step.tanhC[k], step.m[k]);
        }
        runHead(HIDDEN, step, parameters, step.h);
        runHead(READOUT, step, parameters, step.y);
        if (program.direct != null) {
            program.direct.addForward(kernels, parameters, step.m, step.y);
        }
        if (masked) {
            step.applyMask(kernels, step.h);
            step.applyMask(kernels, step.c);
            step.applyMask(kernels, step.y);
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

    private void runHead(int head, QlstmStep<A> step, A parameters, A[] out) {
        BankInputs<A> inputs = step.headInputs.get(head);
        A[] q = inputs.rows;
        if (program.headProjections.isEmpty()) {
            for (int k = 0; k < q.length; k++) {
                System.arraycopy(step.m[k], 0, q[k], 0, kernels.lanes());
            }
        } else {
            program.headProjections.get(head).forward(kernels, parameters, step.m, q);
        }
        heads.get(head).run(inputs, List.of(step.headTraces.get(head)), parameters, List.<A[]>of(out));
    }
}
