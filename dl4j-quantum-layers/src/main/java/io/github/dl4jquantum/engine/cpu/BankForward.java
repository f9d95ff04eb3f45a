package io.github.dl4jquantum.engine.cpu;

import java.util.List;

/**
 * Runs banks of circuits that share their inputs, on one thread.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankForward<A> {

    private final List<Bank<A>> banks;
    private final CellKernels<A> kernels;
    private final LayerStack<A> stack;
    private final Readout<A> readout;
    private final Bloch<A> bloch;

    BankForward(List<Bank<A>> banks, CellKernels<A> kernels) {
        this.banks = banks;
        this.kernels = kernels;
        CircuitPlan plan = banks.get(0).plan;
        stack = new LayerStack<>(plan, kernels);
        readout = Readout.of(plan, kernels);
        bloch = banks.get(0).transfers() ? new Bloch<>(plan, kernels) : null;
    }

    /**
     * out = W VQC(q) + b.
     *
     * @param traces of each bank; keep tapes and expectations
     * @param out of each bank
     */
    void run(BankInputs<A> inputs, List<BankTrace<A>> traces, A parameters, List<A[]> out) {
        for (int circuit = 0; circuit < banks.get(0).count(); circuit++) {
            if (bloch == null) {
                runLayers(circuit, inputs.encodings.get(circuit), traces);
            } else {
                bloch.forward(inputs.rowsOfEach.get(circuit));
                for (int bank = 0; bank < banks.size(); bank++) {
                    A matrix = banks.get(bank).transfers.get(circuit);
                    bloch.measure(matrix, traces.get(bank).zOfEach.get(circuit));
                }
            }
        }
        for (int bank = 0; bank < banks.size(); bank++) {
            map(banks.get(bank).map, traces.get(bank).z, parameters, out.get(bank));
        }
    }

    private void runLayers(int circuit, Encoding<A> encoding, List<BankTrace<A>> traces) {
        encoding.forward();
        for (int bank = 0; bank < banks.size(); bank++) {
            CircuitTable table = banks.get(bank).tables.get(circuit);
            BankTrace<A> trace = traces.get(bank);
            A[] rows = stack.forward(table, encoding, trace.tapes.get(circuit));
            readout.forward(rows, table.norm(), trace.zOfEach.get(circuit));
        }
    }

    private void map(Affine map, A[] z, A parameters, A[] out) {
        if (map != null) {
            map.forward(kernels, parameters, z, out);
            return;
        }
        for (int k = 0; k < out.length; k++) {
            System.arraycopy(z[k], 0, out[k], 0, kernels.lanes());
        }
    }
}
