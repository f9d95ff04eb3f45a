package io.github.dl4jquantum.engine.cpu;

/**
 * Runs banks of circuits of a plan, on one thread.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankForward<A> {

    private final CellKernels<A> kernels;
    private final LayerStack<A> stack;
    private final Readout<A> readout;

    BankForward(CircuitPlan plan, CellKernels<A> kernels) {
        this.kernels = kernels;
        stack = new LayerStack<>(plan, kernels);
        readout = Readout.of(plan, kernels);
    }

    /**
     * out = W VQC(q) + b.
     *
     * @param trace keeps tapes and expectations
     */
    void run(Bank bank, BankInputs<A> inputs, BankTrace<A> trace, A parameters, A[] out) {
        for (int circuit = 0; circuit < bank.count(); circuit++) {
            CircuitTable table = bank.tables.get(circuit);
            A[] rows = stack.forward(table, inputs.encodings.get(circuit), trace.tapes.get(circuit));
            readout.forward(rows, table.norm(), trace.zOfEach.get(circuit));
        }
        if (bank.map == null) {
            for (int k = 0; k < out.length; k++) {
                System.arraycopy(trace.z[k], 0, out[k], 0, kernels.lanes());
            }
        } else {
            bank.map.forward(kernels, parameters, trace.z, out);
        }
    }
}
