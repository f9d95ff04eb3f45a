package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * q_t, the inputs of all circuits of a bank, and what they are encoded to where its circuits run layer by layer.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankInputs<A> {

    /** Inputs of the first circuit, of the second, and so on. */
    final A[] rows;
    /** The same, of each circuit. */
    final List<A[]> rowsOfEach;
    /** Of each circuit; none where they run as matrices. */
    final List<Encoding<A>> encodings = new ArrayList<>();

    BankInputs(Bank<A> bank, Kernels<A> kernels) {
        rows = kernels.realRows(bank.count() * bank.plan.circuit().inputs());
        rowsOfEach = Bank.slices(rows, bank.count());
        if (!bank.transfers()) {
            rowsOfEach.forEach(own -> encodings.add(new Encoding<>(bank.plan, kernels, own)));
        }
    }
}
