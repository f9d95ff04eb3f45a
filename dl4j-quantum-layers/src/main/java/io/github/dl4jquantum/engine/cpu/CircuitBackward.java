package io.github.dl4jquantum.engine.cpu;

/**
 * The way back through one circuit of a cell, on one thread; adds up the gradient of its angles over all runs.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CircuitBackward<A> {

    private final CellCircuit circuit;
    private final CellKernels<A> kernels;
    private final LayerStack<A> stack;
    private final Readout<A> readout;
    private final StackGradient<A> angles;
    private final A[] dZ;
    private final A[] lambda;
    private final A[] spare;

    CircuitBackward(CellCircuit circuit, CellKernels<A> kernels) {
        this.circuit = circuit;
        this.kernels = kernels;
        stack = new LayerStack<>(circuit.plan, kernels);
        readout = Readout.of(circuit.plan, kernels);
        angles = new StackGradient<>(circuit.plan, kernels);
        dZ = kernels.realRows(circuit.plan.circuit().observables().size());
        lambda = kernels.complexRows(circuit.plan.states());
        spare = kernels.complexRows(circuit.plan.states());
    }

    /** Begins a new sum of the angles' gradient. */
    void clear() {
        angles.clear();
    }

    /**
     * From d loss / d out to d loss / d encoded state.
     *
     * @param upstream d loss / d out
     * @param ofInputs takes up the gradients of angles of inputs in the midst of the circuit
     * @param sums sums of the gradients of the cell's linear maps
     * @return rows that the next run overwrites
     */
    A[] run(
            Encoding<A> encoding,
            CircuitTrace<A> trace,
            A[] upstream,
            A parameters,
            Encoding.Gradient<A> ofInputs,
            A[] sums) {
        if (circuit.map == null) {
            for (int k = 0; k < dZ.length; k++) {
                if (k < upstream.length) {
                    System.arraycopy(upstream[k], 0, dZ[k], 0, kernels.lanes());
                } else {
                    kernels.fill(dZ[k], 0);
                }
            }
        } else {
            circuit.map.backward(kernels, parameters, upstream, dZ, false);
            circuit.map.addGradient(kernels, upstream, trace.z, sums);
        }
        A[] rows = trace.tape.length == 0 ? encoding.state() : trace.tape[trace.tape.length - 1];
        readout.backward(rows, LayerTable.finalNorm(circuit.tables), dZ, lambda);
        return stack.backward(circuit.tables, encoding, trace.tape, lambda, spare, angles, ofInputs.angles());
    }

    /** Adds d loss / d angles to the gradient of all the cell's parameters. */
    void addTo(double[] total) {
        angles.addTo(total, circuit.angles, circuit.tables);
    }
}
