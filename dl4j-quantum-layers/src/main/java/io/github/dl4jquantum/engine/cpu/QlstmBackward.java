package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.QlstmLayout.CANDIDATE;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.FORGET;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.HIDDEN;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.INPUT;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.OUTPUT;
import static io.github.dl4jquantum.engine.cpu.QlstmLayout.READOUT;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.List;

/**
 * One time step of a QLSTM backward, on one tile of lanes. Keeps d loss / d h and d loss / d c of the step before from
 * call to call, and adds up the parameters' gradients over all steps, lane by lane.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QlstmBackward<A> {

    private static final int CIRCUITS = QlstmCell.GATES.size() + QlstmCell.HEADS.size();

    private final QlstmLayout layout;
    private final Kernels<A> kernels;
    private final LayerStack<A> gateStack;
    private final LayerStack<A> headStack;
    private final Readout<A> gateReadout;
    private final Readout<A> headReadout;
    private final List<StackGradient<A>> angleSums = new ArrayList<>();
    /** Sums of the linear maps' parameters. */
    private final A[] sums;

    private final List<Encoding.Gradient<A>> gateGradients = new ArrayList<>();
    private final Encoding.Gradient<A> headGradient;
    private final List<A[]> lambdas = new ArrayList<>();
    private final A[] lambda;
    private final A[] spare;
    private final A[] dGateZ;
    private final A[] dHeadZ;
    private final A[] dGate;
    private final A[] dM;
    private final A[] dY;
    private final A[] dH;
    private final A[] dC;
    private final A[] dX;
    private boolean last;

    QlstmBackward(QlstmLayout layout, Kernels<A> kernels, LayerStack<A> gateStack, LayerStack<A> headStack) {
        this.layout = layout;
        this.kernels = kernels;
        this.gateStack = gateStack;
        this.headStack = headStack;
        gateReadout = Readout.of(layout.gates, kernels);
        headReadout = Readout.of(layout.heads, kernels);
        for (int circuit = 0; circuit < CIRCUITS; circuit++) {
            angleSums.add(new StackGradient<>(plan(circuit), kernels));
        }
        QlstmCell cell = layout.cell;
        sums = kernels.rows(cell.parameterCount(), Kernels.LANES);
        for (int i = 0; i < layout.encodings(); i++) {
            gateGradients.add(new Encoding.Gradient<>(layout.gates, kernels));
            lambdas.add(kernels.rows(layout.gates.states(), Kernels.COMPLEX));
        }
        headGradient = new Encoding.Gradient<>(layout.heads, kernels);
        int states = Math.max(layout.gates.states(), layout.heads.states());
        lambda = kernels.rows(states, Kernels.COMPLEX);
        spare = kernels.rows(states, Kernels.COMPLEX);
        dGateZ = kernels.rows(cell.gates().observables().size(), Kernels.LANES);
        dHeadZ = kernels.rows(cell.heads().observables().size(), Kernels.LANES);
        dGate = kernels.rows(cell.nOut(), Kernels.LANES);
        dM = kernels.rows(cell.nOut(), Kernels.LANES);
        dY = kernels.rows(cell.nOut(), Kernels.LANES);
        dH = kernels.rows(cell.nOut(), Kernels.LANES);
        dC = kernels.rows(cell.nOut(), Kernels.LANES);
        dX = kernels.rows(cell.nIn(), Kernels.LANES);
    }

    private CircuitPlan plan(int circuit) {
        return circuit < QlstmCell.GATES.size() ? layout.gates : layout.heads;
    }

    /** Rows for d loss / d activations of the step that {@link #run} will go through; it overwrites them. */
    A[] upstream() {
        return dY;
    }

    /** d loss / d x of the step that was gone through. */
    A[] inputs() {
        return dX;
    }

    /** Begins at the last step of a sequence. */
    void begin() {
        clear(sums);
        clear(dH);
        clear(dC);
        angleSums.forEach(StackGradient::clear);
        last = true;
    }

    /**
     * Goes back through a step.
     *
     * @param h hidden state before the step
     * @param c cell state before the step
     */
    void run(QlstmStep<A> step, A[] h, A[] c, A parameters, List<LayerTable[]> tables, boolean masked) {
        if (masked) {
            mask(step, dY);
            mask(step, dH);
            mask(step, dC);
        }
        runHead(READOUT, step, dY, false, parameters, tables);
        if (!last) {
            runHead(HIDDEN, step, dH, true, parameters, tables);
        }
        last = false;
        for (int k = 0; k < dC.length; k++) {
            kernels.addTanhGradient(dM[k], step.gates.get(OUTPUT)[k], step.tanhC[k], dC[k]);
        }
        for (int i = 0; i < gateGradients.size(); i++) {
            gateGradients.get(i).clear();
            clear(lambdas.get(i));
        }
        for (int gate = 0; gate < QlstmCell.GATES.size(); gate++) {
            runGate(gate, step, c, parameters, tables.get(gate));
        }
        for (int k = 0; k < dC.length; k++) {
            kernels.multiplyBy(dC[k], step.gates.get(FORGET)[k]);
        }
        clear(dX);
        clear(dH);
        for (int i = 0; i < gateGradients.size(); i++) {
            gateGradients.get(i).run(step.gateEncodings.get(i), lambdas.get(i));
            backToStates(i, step, h, parameters);
        }
    }

    private void runHead(
            int head, QlstmStep<A> step, A[] upstream, boolean add, A parameters, List<LayerTable[]> tables) {
        int circuit = QlstmCell.GATES.size() + head;
        Encoding<A> encoding = step.headEncodings.get(head);
        unmap(layout.headMaps, head, step.headZ.get(head), upstream, dHeadZ, parameters);
        headGradient.clear();
        A[] first = goBack(
                headStack,
                headReadout,
                tables.get(circuit),
                encoding,
                step.headTapes.get(head),
                dHeadZ,
                angleSums.get(circuit),
                headGradient);
        headGradient.run(encoding, first);
        if (layout.headProjections.isEmpty()) {
            for (int k = 0; k < dM.length; k++) {
                if (!add) {
                    kernels.fill(dM[k], 0);
                }
                kernels.addReal(headGradient.inputs()[k], 1, dM[k]);
            }
        } else {
            Affine projection = layout.headProjections.get(head);
            projection.backward(kernels, parameters, headGradient.inputs(), dM, add);
            projection.addGradient(kernels, headGradient.inputs(), step.m, sums);
        }
    }

    private void runGate(int gate, QlstmStep<A> step, A[] c, A parameters, LayerTable[] tables) {
        A[] squashed = step.gates.get(gate);
        for (int k = 0; k < dGate.length; k++) {
            switch (gate) {
                case FORGET -> kernels.sigmoidGradient(dC[k], c[k], squashed[k], dGate[k]);
                case INPUT -> kernels.sigmoidGradient(dC[k], step.gates.get(CANDIDATE)[k], squashed[k], dGate[k]);
                case CANDIDATE -> kernels.tanhGradient(dC[k], step.gates.get(INPUT)[k], squashed[k], dGate[k]);
                default -> kernels.sigmoidGradient(dM[k], step.tanhC[k], squashed[k], dGate[k]);
            }
        }
        unmap(layout.gateMaps, gate, step.gateZ.get(gate), dGate, dGateZ, parameters);
        int encoding = layout.encodingOf(gate);
        A[] first = goBack(
                gateStack,
                gateReadout,
                tables,
                step.gateEncodings.get(encoding),
                step.gateTapes.get(gate),
                dGateZ,
                angleSums.get(gate),
                gateGradients.get(encoding));
        A[] total = lambdas.get(encoding);
        for (int k = 0; k < total.length; k++) {
            kernels.addScaled(first[k], 1, 0, total[k]);
        }
    }

    /** From d loss / d mapped to d loss / d z. */
    private void unmap(List<Affine> maps, int index, A[] z, A[] upstream, A[] dZ, A parameters) {
        if (maps.isEmpty()) {
            clear(dZ);
            for (int k = 0; k < upstream.length; k++) {
                System.arraycopy(upstream[k], 0, dZ[k], 0, Kernels.LANES);
            }
        } else {
            maps.get(index).backward(kernels, parameters, upstream, dZ, false);
            maps.get(index).addGradient(kernels, upstream, z, sums);
        }
    }

    private A[] goBack(
            LayerStack<A> stack,
            Readout<A> readout,
            LayerTable[] tables,
            Encoding<A> encoding,
            A[][] tape,
            A[] dZ,
            StackGradient<A> angles,
            Encoding.Gradient<A> ofEncoding) {
        A[] rows = tape.length == 0 ? encoding.state() : tape[tape.length - 1];
        readout.backward(rows, LayerTable.finalNorm(tables), dZ, lambda);
        return stack.backward(tables, encoding, tape, lambda, spare, angles, ofEncoding.angles());
    }

    private void backToStates(int index, QlstmStep<A> step, A[] h, A parameters) {
        A[] dQ = gateGradients.get(index).inputs();
        if (layout.projections.isEmpty()) {
            for (int k = 0; k < dH.length; k++) {
                kernels.addReal(dQ[k], 1, dH[k]);
            }
            for (int k = 0; k < dX.length; k++) {
                kernels.addReal(dQ[dH.length + k], 1, dX[k]);
            }
        } else {
            Affine ofH = layout.recurrentProjections.get(index);
            Affine ofX = layout.projections.get(index);
            ofH.backward(kernels, parameters, dQ, dH, true);
            ofX.backward(kernels, parameters, dQ, dX, true);
            ofH.addGradient(kernels, dQ, h, sums);
            ofX.addGradient(kernels, dQ, step.x, sums);
        }
    }

    /** Adds d loss / d parameters of all steps gone through to {@code total}. */
    void addTo(double[] total, List<LayerTable[]> tables) {
        for (int circuit = 0; circuit < CIRCUITS; circuit++) {
            angleSums.get(circuit).addTo(total, layout.angles[circuit], tables.get(circuit));
        }
        layout.cell.parameters().stream()
                .filter(parameter -> parameter.role() != CellParameter.Role.ANGLES)
                .forEach(parameter -> {
                    for (int k = parameter.offset(); k < parameter.end(); k++) {
                        total[k] += kernels.total(sums[k]);
                    }
                });
    }

    private void mask(QlstmStep<A> step, A[] rows) {
        for (A row : rows) {
            kernels.multiplyBy(row, step.mask[0]);
        }
    }

    private void clear(A[] rows) {
        for (A row : rows) {
            kernels.fill(row, 0);
        }
    }
}
