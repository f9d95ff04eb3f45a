package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.Precision;

/** What evaluations need of the heap, reckoned before anything is allocated. */
final class Memory {

    /** Header of a row, and the reference to it. */
    private static final long ROW_OVERHEAD = 24;

    private Memory() {}

    /** Bytes, for each lane, of the rows that a tile keeps from forward to backward: the tape, and a product state that is kept. */
    static long tape(CircuitPlan plan, Precision<?> precision) {
        return (plan.layers().size() + product(plan)) * state(plan, precision);
    }

    private static long product(CircuitPlan plan) {
        return Encoding.isKept(plan) ? 1 : 0;
    }

    /** The same where the way back makes each state of the next one: two sets of rows in turn. */
    static long shortTape(CircuitPlan plan, Precision<?> precision) {
        return (Math.min(LayerStack.SHORT_TAPE, plan.layers().size()) + product(plan)) * state(plan, precision);
    }

    /**
     * Bytes, for each lane, of what a thread needs for the way back: twice d loss / d state, measurement, and sums for phases,
     * which are rows, or of a large state numbers that all lanes of a tile share.
     */
    static long scratch(CircuitPlan plan, Precision<?> precision) {
        long state = state(plan, precision);
        long phases = StackGradient.isLarge(plan)
                ? plan.states() * (long) Double.BYTES / CellKernels.WIDTHS.get(0)
                : state / 2;
        return 3 * state + plan.layers().size() * phases;
    }

    /** Bytes of the tables of a set of parameters, of the totals of their gradients, and of the observables. */
    static long tables(CircuitPlan plan) {
        return plan.states() * (plan.layers().size() * 24L + 16) + OperatorEntries.bytes(plan.circuit());
    }

    private static long state(CircuitPlan plan, Precision<?> precision) {
        return plan.states() * (2L * precision.bytes() + ROW_OVERHEAD / CellKernels.WIDTHS.get(0));
    }

    /** Bytes of tapes that may be kept from forward to backward. */
    static long tapeBudget() {
        return Runtime.getRuntime().maxMemory() / 4;
    }
}
