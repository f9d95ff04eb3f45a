package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run of a bank leaves for the way back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankTrace<A> {

    /** Of each circuit the rows after each layer; none where they run as matrices. */
    final List<A[][]> tapes = new ArrayList<>();
    /** Expectations of the first circuit, of the second, and so on. */
    final A[] z;
    /** The same, of each circuit. */
    final List<A[]> zOfEach;

    BankTrace(Bank<A> bank, Kernels<A> kernels) {
        int count = bank.count();
        for (int circuit = 0; !bank.transfers() && circuit < count; circuit++) {
            tapes.add(LayerStack.tape(bank.plan, kernels));
        }
        z = kernels.realRows(count * bank.plan.circuit().observables().size());
        zOfEach = Bank.slices(z, count);
    }
}
