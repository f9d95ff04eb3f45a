package io.github.dl4jquantum.engine.cpu;

/**
 * Runs the circuits of a plan within a cell, on one thread.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CircuitForward<A> {

    private final CellKernels<A> kernels;
    private final LayerStack<A> stack;
    private final Readout<A> readout;

    CircuitForward(CircuitPlan plan, CellKernels<A> kernels) {
        this.kernels = kernels;
        stack = new LayerStack<>(plan, kernels);
        readout = Readout.of(plan, kernels);
    }

    /**
     * out = W VQC(q) + b.
     *
     * @param trace keeps tape and expectations
     */
    void run(CellCircuit circuit, Encoding<A> encoding, CircuitTrace<A> trace, A parameters, A[] out) {
        A[] rows = stack.forward(circuit.tables, encoding, trace.tape);
        readout.forward(rows, LayerTable.finalNorm(circuit.tables), trace.z);
        if (circuit.map == null) {
            for (int k = 0; k < out.length; k++) {
                System.arraycopy(trace.z[k], 0, out[k], 0, kernels.lanes());
            }
        } else {
            circuit.map.forward(kernels, parameters, trace.z, out);
        }
    }
}
