package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;

/** What evaluations need of the heap, reckoned before anything is allocated. */
final class Memory {

    private Memory() {}

    /** Bytes of the rows that a tile keeps from forward to backward: the product state and the tape. */
    static long tape(CircuitPlan plan, Precision<?> precision) {
        return (plan.layers().size() + 1L) * state(plan, precision);
    }

    /** Bytes of the rows that a thread needs for the way back: twice d loss / d state, sums for phases, measurement. */
    static long scratch(CircuitPlan plan, Precision<?> precision) {
        return (6 + plan.layers().size()) * state(plan, precision) / 2;
    }

    /** Bytes of the tables of a set of parameters. */
    static long tables(CircuitPlan plan) {
        long phases = plan.layers().stream()
                .mapToLong(layer -> layer.monomials().size())
                .sum();
        return plan.states() * (plan.layers().size() * 48L + phases);
    }

    private static long state(CircuitPlan plan, Precision<?> precision) {
        return (long) plan.states() * Kernels.COMPLEX * precision.bytes();
    }

    /** Bytes of tapes that may be kept from forward to backward. */
    static long tapeBudget() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /**
     * How many threads may work at once.
     *
     * @param what what is to be evaluated, for the message
     * @param fixed bytes that are needed anyway
     * @param each bytes that each thread needs
     * @throws StateTooLargeException if there is no room for one
     */
    static int threads(Object what, long fixed, long each) {
        long available = Runtime.getRuntime().maxMemory() / 2;
        if (fixed + each > available) {
            throw new StateTooLargeException(
                    what.toString(),
                    fixed + each,
                    available,
                    "take fewer qubits, layers or time steps, or a larger heap with -Xmx"
                            + (2 * (fixed + each) / (1 << 20) + 1) + "m");
        }
        return (int) Math.min(Workers.count(), (available - fixed) / each);
    }
}
