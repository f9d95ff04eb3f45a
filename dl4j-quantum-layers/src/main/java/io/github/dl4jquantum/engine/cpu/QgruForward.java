package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.QgruProgram.RESET;
import static io.github.dl4jquantum.engine.cpu.QgruProgram.UPDATE;

import io.github.dl4jquantum.engine.spi.QgruCell;
import java.util.List;

/**
 * A QGRU forward; the equations are those of {@link QgruCell}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QgruForward<A> implements CellProgram.Forward<A, QgruStep<A>> {

    private final QgruProgram<A> program;
    private final CellKernels<A> kernels;
    private final GateGroup.Forward<A> gates;
    private final BankForward<A> candidate;

    QgruForward(QgruProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
        gates = new GateGroup.Forward<>(program.gates, kernels);
        candidate = new BankForward<>(List.of(program.candidate), kernels);
    }

    @Override
    public void run(QgruStep<A> step, List<A[]> before, A parameters, boolean masked) {
        A[] h = before.get(0);
        gates.run(step.gates, step.x, h, parameters);
        for (A[] rows : step.gates.values) {
            for (A row : rows) {
                kernels.sigmoid(row);
            }
        }
        for (int k = 0; k < h.length; k++) {
            kernels.product(step.gates.values.get(RESET)[k], h[k], step.resetH[k]);
        }
        BankInputs<A> inputs = step.candidateInputs;
        program.candidateProjection.forward(kernels, parameters, step.x, step.resetH, inputs.rows);
        candidate.run(inputs, List.of(step.candidateTrace), parameters, List.<A[]>of(step.candidate));
        for (int k = 0; k < h.length; k++) {
            kernels.tanh(step.candidate[k], step.candidate[k]);
            kernels.difference(h[k], step.candidate[k], step.change[k]);
            kernels.product(step.gates.values.get(UPDATE)[k], step.change[k], step.h[k]);
            kernels.addReal(step.candidate[k], 1, step.h[k]);
        }
        if (masked) {
            step.applyMask(kernels, step.h);
        }
    }
}
