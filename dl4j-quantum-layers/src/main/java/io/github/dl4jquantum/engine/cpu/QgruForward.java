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
    private final CircuitForward<A> circuits;

    QgruForward(QgruProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
        circuits = new CircuitForward<>(program.plan, kernels);
    }

    @Override
    public void run(QgruStep<A> step, List<A[]> before, A parameters, boolean masked) {
        A[] h = before.get(0);
        for (int i = 0; i < program.projections.size(); i++) {
            Encoding<A> encoding = step.gateEncodings.get(i);
            program.projections.get(i).forward(kernels, parameters, step.x, h, encoding.inputs());
            encoding.forward();
        }
        for (int gate = 0; gate < QgruCell.GATES.size(); gate++) {
            Encoding<A> encoding = step.gateEncodings.get(program.projectionOf(gate));
            A[] rows = step.gates.get(gate);
            circuits.run(program.gates.get(gate), encoding, step.gateTraces.get(gate), parameters, rows);
            for (A row : rows) {
                kernels.sigmoid(row);
            }
        }
        for (int k = 0; k < h.length; k++) {
            kernels.product(step.gates.get(RESET)[k], h[k], step.resetH[k]);
        }
        Encoding<A> encoding = step.candidateEncoding;
        program.candidateProjection.forward(kernels, parameters, step.x, step.resetH, encoding.inputs());
        encoding.forward();
        circuits.run(program.candidate, encoding, step.candidateTrace, parameters, step.candidate);
        for (int k = 0; k < h.length; k++) {
            kernels.tanh(step.candidate[k], step.candidate[k]);
            kernels.difference(h[k], step.candidate[k], step.change[k]);
            kernels.product(step.gates.get(UPDATE)[k], step.change[k], step.h[k]);
            kernels.addReal(step.candidate[k], 1, step.h[k]);
        }
        if (masked) {
            step.applyMask(kernels, step.h);
        }
    }
}
