package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gates of a cell: banks of circuits of one plan that act on one q_t, made of x_t and h_{t-1}, or on one each.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GateGroup<A> {

    /** How q_t is made: once for all gates, or once for each. */
    final List<InputMap> projections = new ArrayList<>();

    final List<Bank<A>> banks = new ArrayList<>();

    /**
     * @param names of the gates
     * @param count how many projections the cell has: as many as gates, or fewer for a shared one
     * @param circuits how many circuits a gate has
     */
    GateGroup(
            CircuitPlan plan,
            List<String> names,
            int count,
            int circuits,
            Map<String, CellParameter> parameters,
            Precision<A> precision) {
        boolean each = count == names.size();
        if (!each) {
            projections.add(InputMap.named("projection", parameters));
        }
        for (String name : names) {
            banks.add(new Bank<>(name, plan, circuits, parameters, precision));
            if (each) {
                projections.add(InputMap.named(name + "Projection", parameters));
            }
        }
    }

    /** Number of gates that share a q_t. */
    private int sharers() {
        return banks.size() / projections.size();
    }

    /** Of something of each gate, what the gates have that use a q_t. */
    private <T> List<T> ofProjection(int projection, List<T> ofGates) {
        return ofGates.subList(projection * sharers(), (projection + 1) * sharers());
    }

    /**
     * What the gates leave for the way back.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Trace<A> {

        /** Each q_t, encoded. */
        final List<BankInputs<A>> inputs = new ArrayList<>();

        final List<BankTrace<A>> banks = new ArrayList<>();
        /** The gates' values; {@link Forward} leaves them before the activation. */
        final List<A[]> values = new ArrayList<>();

        Trace(GateGroup<A> group, int nOut, CellKernels<A> kernels) {
            group.projections.forEach(map -> inputs.add(new BankInputs<>(group.banks.get(0), kernels)));
            group.banks.forEach(bank -> {
                banks.add(new BankTrace<>(bank, kernels));
                values.add(kernels.realRows(nOut));
            });
        }
    }

    /**
     * The gates forward, for one thread.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Forward<A> {

        private final GateGroup<A> group;
        private final CellKernels<A> kernels;
        /** One for each q_t. */
        private final List<BankForward<A>> banks = new ArrayList<>();

        Forward(GateGroup<A> group, CellKernels<A> kernels) {
            this.group = group;
            this.kernels = kernels;
            for (int i = 0; i < group.projections.size(); i++) {
                banks.add(new BankForward<>(group.ofProjection(i, group.banks), kernels));
            }
        }

        void run(Trace<A> trace, A[] x, A[] h, A parameters) {
            for (int i = 0; i < group.projections.size(); i++) {
                BankInputs<A> inputs = trace.inputs.get(i);
                group.projections.get(i).forward(kernels, parameters, x, h, inputs.rows);
                banks.get(i)
                        .run(
                                inputs,
                                group.ofProjection(i, trace.banks),
                                parameters,
                                group.ofProjection(i, trace.values));
            }
        }
    }

    /**
     * The gates backward, for one thread: every gate once, then {@link #end}.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Backward<A> {

        private final GateGroup<A> group;
        private final CellKernels<A> kernels;
        /** One for each q_t. */
        private final List<BankBackward<A>> banks = new ArrayList<>();

        Backward(GateGroup<A> group, CellKernels<A> kernels) {
            this.group = group;
            this.kernels = kernels;
            for (int i = 0; i < group.projections.size(); i++) {
                banks.add(new BankBackward<>(group.ofProjection(i, group.banks), kernels));
            }
        }

        /** Begins a new sum of the angles' gradients. */
        void clear() {
            banks.forEach(BankBackward::clear);
        }

        /** Takes up d loss / d gate before its activation. */
        void run(int gate, Trace<A> trace, A[] upstream, A parameters, MapSums<A> sums) {
            int sharers = group.sharers();
            banks.get(gate / sharers).take(gate % sharers, trace.banks.get(gate), upstream, parameters, sums);
        }

        /** Adds to d loss / d x and d loss / d h. */
        void end(Trace<A> trace, A[] x, A[] h, A parameters, A[] dX, A[] dH, MapSums<A> sums) {
            for (int i = 0; i < banks.size(); i++) {
                A[] dQ = banks.get(i).run(trace.inputs.get(i), group.ofProjection(i, trace.banks));
                group.projections.get(i).addBackward(kernels, parameters, dQ, x, h, dX, dH, sums);
            }
        }

        void addTo(double[] total) {
            banks.forEach(bank -> bank.addTo(total));
        }
    }
}
