package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * q_t, the inputs of all circuits of a bank, and what they are encoded to.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankInputs<A> {

    /** Inputs of the first circuit, of the second, and so on. */
    final A[] rows;
    /** Of each circuit. */
    final List<Encoding<A>> encodings = new ArrayList<>();

    BankInputs(CircuitPlan plan, int count, Kernels<A> kernels) {
        rows = kernels.realRows(count * plan.circuit().inputs());
        Bank.slices(rows, count).forEach(own -> encodings.add(new Encoding<>(plan, kernels, own)));
    }

    /** Encodes the rows. */
    void forward() {
        encodings.forEach(Encoding::forward);
    }
}
