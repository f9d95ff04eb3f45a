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
 * A QLSTM backward. Keeps d loss / d h and d loss / d c of the step before from step to step.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QlstmBackward<A> implements CellProgram.Backward<A, QlstmStep<A>> {

    private final QlstmProgram<A> program;
    private final CellKernels<A> kernels;
    private final GateGroup.Backward<A> gates;
    private final List<BankBackward<A>> heads = new ArrayList<>();
    private final MapSums<A> sums;
    private final A[] dGate;
    private final A[] dM;
    private final A[] dY;
    private final A[] dH;
    private final A[] dC;
    private final A[] dX;
    private boolean last;

    QlstmBackward(QlstmProgram<A> program, CellKernels<A> kernels) {
        this.program = program;
        this.kernels = kernels;
        gates = new GateGroup.Backward<>(program.gates, kernels);
        program.heads.forEach(bank -> heads.add(new BankBackward<>(List.of(bank), kernels)));
        sums = new MapSums<>(program.cell(), kernels);
        int nOut = program.cell().nOut();
        dGate = kernels.realRows(nOut);
        dM = kernels.realRows(nOut);
        dY = kernels.realRows(nOut);
        dH = kernels.realRows(nOut);
        dC = kernels.realRows(nOut);
        dX = kernels.realRows(program.cell().nIn());
    }

    @Override
    public void begin() {
        sums.clear();
        gates.clear();
        heads.forEach(BankBackward::clear);
        clear(dH);
        clear(dC);
        last = true;
    }

    @Override
    public A[] upstream() {
        return dY;
    }

    @Override
    public A[] inputs() {
        return dX;
    }

    @Override
    public void run(QlstmStep<A> step, List<A[]> before, A parameters, boolean masked) {
        A[] h = before.get(0);
        A[] c = before.get(1);
        if (masked) {
            step.applyMask(kernels, dY);
            step.applyMask(kernels, dH);
            step.applyMask(kernels, dC);
        }
        clear(dM);
        if (program.direct != null) {
            program.direct.backward(kernels, parameters, dY, dM, true);
            sums.add(program.direct, dY, step.m);
        }
        addHead(READOUT, step, dY, parameters);
        if (!last) {
            addHead(HIDDEN, step, dH, parameters);
        }
        last = false;
        for (int k = 0; k < dC.length; k++) {
            kernels.addTanhGradient(dM[k], step.gates.values.get(OUTPUT)[k], step.tanhC[k], dC[k]);
        }
        for (int gate = 0; gate < QlstmCell.GATES.size(); gate++) {
            runGate(gate, step, c, parameters);
        }
        for (int k = 0; k < dC.length; k++) {
            kernels.multiplyBy(dC[k], step.gates.values.get(FORGET)[k]);
        }
        clear(dX);
        clear(dH);
        gates.end(step.gates, step.x, h, parameters, dX, dH, sums);
    }

    /** Adds what a head tells of m to dM. */
    private void addHead(int head, QlstmStep<A> step, A[] upstream, A parameters) {
        BankTrace<A> trace = step.headTraces.get(head);
        heads.get(head).take(0, trace, upstream, parameters, sums);
        A[] dQ = heads.get(head).run(step.headInputs.get(head), List.of(trace));
        if (program.headProjections.isEmpty()) {
            for (int k = 0; k < dM.length; k++) {
                kernels.addReal(dQ[k], 1, dM[k]);
            }
        } else {
            Affine projection = program.headProjections.get(head);
            projection.backward(kernels, parameters, dQ, dM, true);
            sums.add(projection, dQ, step.m);
        }
    }

    private void runGate(int gate, QlstmStep<A> step, A[] c, A parameters) {
        A[] squashed = step.gates.values.get(gate);
        for (int k = 0; k < dGate.length; k++) {
            switch (gate) {
                case FORGET -> kernels.sigmoidGradient(dC[k], c[k], squashed[k], dGate[k]);
                case INPUT -> kernels.sigmoidGradient(
                        dC[k], step.gates.values.get(CANDIDATE)[k], squashed[k], dGate[k]);
                case CANDIDATE -> kernels.tanhGradient(dC[k], step.gates.values.get(INPUT)[k], squashed[k], dGate[k]);
                default -> kernels.sigmoidGradient(dM[k], step.tanhC[k], squashed[k], dGate[k]);
            }
        }
        gates.run(gate, step.gates, dGate, parameters, sums);
    }

    @Override
    public void addTo(double[] total) {
        gates.addTo(total);
        heads.forEach(bank -> bank.addTo(total));
        sums.addTo(total);
    }

    private void clear(A[] rows) {
        for (A row : rows) {
            kernels.fill(row, 0);
        }
    }
}
