package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The gates of a cell: circuits of one plan that act on one q_t, made of x_t and h_{t-1}, or on one each. */
final class GateGroup {

    final CircuitPlan plan;
    /** How q_t is made: once for all gates, or once for each. */
    final List<InputMap> projections = new ArrayList<>();

    final List<CellCircuit> circuits = new ArrayList<>();

    /**
     * @param names of the gates
     * @param count how many projections the cell has: as many as gates, or fewer for a shared one
     */
    GateGroup(CircuitPlan plan, List<String> names, int count, Map<String, CellParameter> parameters) {
        this.plan = plan;
        boolean each = count == names.size();
        if (!each) {
            projections.add(InputMap.named("projection", parameters));
        }
        for (String name : names) {
            circuits.add(new CellCircuit(name, plan, parameters));
            if (each) {
                projections.add(InputMap.named(name + "Projection", parameters));
            }
        }
    }

    /** Which q_t a gate uses. */
    private int projectionOf(int gate) {
        return projections.size() == 1 ? 0 : gate;
    }

    void prepare(double[] parameters) {
        circuits.forEach(circuit -> circuit.prepare(parameters));
    }

    /**
     * What the gates leave for the way back.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Trace<A> {

        /** Each q_t, encoded. */
        final List<Encoding<A>> encodings = new ArrayList<>();

        final List<CircuitTrace<A>> circuits = new ArrayList<>();
        /** The gates' values; {@link Forward} leaves them before the activation. */
        final List<A[]> values = new ArrayList<>();

        Trace(GateGroup group, int nOut, CellKernels<A> kernels) {
            group.projections.forEach(map -> encodings.add(new Encoding<>(group.plan, kernels)));
            for (int gate = 0; gate < group.circuits.size(); gate++) {
                circuits.add(new CircuitTrace<>(group.plan, kernels));
                values.add(kernels.realRows(nOut));
            }
        }
    }

    /**
     * The gates forward, for one thread.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Forward<A> {

        private final GateGroup group;
        private final CellKernels<A> kernels;
        private final CircuitForward<A> circuits;

        Forward(GateGroup group, CellKernels<A> kernels) {
            this.group = group;
            this.kernels = kernels;
            circuits = new CircuitForward<>(group.plan, kernels);
        }

        void run(Trace<A> trace, A[] x, A[] h, A parameters) {
            for (int i = 0; i < group.projections.size(); i++) {
                Encoding<A> encoding = trace.encodings.get(i);
                group.projections.get(i).forward(kernels, parameters, x, h, encoding.inputs());
                encoding.forward();
            }
            for (int gate = 0; gate < group.circuits.size(); gate++) {
                Encoding<A> encoding = trace.encodings.get(group.projectionOf(gate));
                CellCircuit circuit = group.circuits.get(gate);
                circuits.run(circuit, encoding, trace.circuits.get(gate), parameters, trace.values.get(gate));
            }
        }
    }

    /**
     * The gates backward, for one thread: {@link #begin}, every gate once, {@link #end}.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Backward<A> {

        private final GateGroup group;
        private final CellKernels<A> kernels;
        private final List<CircuitBackward<A>> circuits = new ArrayList<>();
        private final List<Encoding.Gradient<A>> inputs = new ArrayList<>();
        /** d loss / d encoded q_t, summed over the gates that share it. */
        private final List<A[]> lambdas = new ArrayList<>();

        Backward(GateGroup group, CellKernels<A> kernels) {
            this.group = group;
            this.kernels = kernels;
            group.circuits.forEach(circuit -> circuits.add(new CircuitBackward<>(circuit, kernels)));
            group.projections.forEach(map -> {
                inputs.add(new Encoding.Gradient<>(group.plan, kernels));
                lambdas.add(kernels.complexRows(group.plan.states()));
            });
        }

        /** Begins a new sum of the angles' gradients. */
        void clear() {
            circuits.forEach(CircuitBackward::clear);
        }

        /** Begins a step. */
        void begin() {
            for (int i = 0; i < inputs.size(); i++) {
                inputs.get(i).clear();
                for (A row : lambdas.get(i)) {
                    kernels.fill(row, 0);
                }
            }
        }

        /** Takes up d loss / d gate before its activation. */
        void run(int gate, Trace<A> trace, A[] upstream, A parameters, A[] sums) {
            int q = group.projectionOf(gate);
            A[] lambda = circuits.get(gate)
                    .run(trace.encodings.get(q), trace.circuits.get(gate), upstream, parameters, inputs.get(q), sums);
            A[] total = lambdas.get(q);
            for (int k = 0; k < total.length; k++) {
                kernels.addScaled(lambda[k], 1, 0, total[k]);
            }
        }

        /** Adds to d loss / d x and d loss / d h. */
        void end(Trace<A> trace, A[] x, A[] h, A parameters, A[] dX, A[] dH, A[] sums) {
            for (int i = 0; i < inputs.size(); i++) {
                inputs.get(i).run(trace.encodings.get(i), lambdas.get(i));
                A[] dQ = inputs.get(i).inputs();
                group.projections.get(i).addBackward(kernels, parameters, dQ, x, h, dX, dH, sums);
            }
        }

        void addTo(double[] total) {
            circuits.forEach(circuit -> circuit.addTo(total));
        }
    }
}
