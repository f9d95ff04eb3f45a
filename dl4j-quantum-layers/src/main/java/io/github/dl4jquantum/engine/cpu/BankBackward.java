package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The way back through banks that share their inputs, on one thread: {@link #take} for every bank, then {@link #run}.
 * Adds up the gradients of their angles over all runs. Circuit j of all banks is gone through before circuit j + 1, so
 * that what they tell of their common input stays in the cache.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankBackward<A> {

    private final List<Bank> banks;
    private final CellKernels<A> kernels;
    private final LayerStack<A> stack;
    private final Readout<A> readout;
    /** Of each bank, of each circuit. */
    private final List<List<StackGradient<A>>> angles = new ArrayList<>();

    private final Encoding.Gradient<A> encoding;
    /** d loss / d z of each bank, and the same of each circuit. */
    private final List<A[]> dZ = new ArrayList<>();

    private final List<List<A[]>> dZOfEach = new ArrayList<>();
    private final A[] dQ;
    private final List<A[]> dQOfEach;
    private final A[] lambda;
    private final A[] spare;
    /** d loss / d encoded input, summed over the banks. */
    private final A[] total;

    BankBackward(List<Bank> banks, CellKernels<A> kernels) {
        this.banks = banks;
        this.kernels = kernels;
        CircuitPlan plan = banks.get(0).plan;
        int count = banks.get(0).count();
        stack = new LayerStack<>(plan, kernels);
        readout = Readout.of(plan, kernels);
        for (int bank = 0; bank < banks.size(); bank++) {
            List<StackGradient<A>> ofBank = new ArrayList<>();
            for (int circuit = 0; circuit < count; circuit++) {
                ofBank.add(new StackGradient<>(plan, kernels));
            }
            angles.add(ofBank);
            dZ.add(kernels.realRows(count * plan.circuit().observables().size()));
            dZOfEach.add(Bank.slices(dZ.get(bank), count));
        }
        encoding = new Encoding.Gradient<>(plan, kernels);
        dQ = kernels.realRows(count * plan.circuit().inputs());
        dQOfEach = Bank.slices(dQ, count);
        lambda = kernels.complexRows(plan.states());
        spare = kernels.complexRows(plan.states());
        total = kernels.complexRows(banks.size() > 1 ? plan.states() : 0);
    }

    /** Begins new sums of the angles' gradients. */
    void clear() {
        angles.forEach(ofBank -> ofBank.forEach(StackGradient::clear));
    }

    /**
     * Takes up d loss / d out of a bank.
     *
     * @param sums sums of the gradients of the cell's linear maps
     */
    void take(int bank, BankTrace<A> trace, A[] upstream, A parameters, MapSums<A> sums) {
        Affine map = banks.get(bank).map;
        A[] rows = dZ.get(bank);
        if (map != null) {
            map.backward(kernels, parameters, upstream, rows, false);
            sums.add(map, upstream, trace.z);
            return;
        }
        for (int k = 0; k < rows.length; k++) {
            if (k < upstream.length) {
                System.arraycopy(upstream[k], 0, rows[k], 0, kernels.lanes());
            } else {
                kernels.fill(rows[k], 0);
            }
        }
    }

    /**
     * Goes back through all circuits.
     *
     * @param traces one for each bank
     * @return d loss / d q, rows that the next run overwrites
     */
    A[] run(BankInputs<A> inputs, List<BankTrace<A>> traces) {
        for (int circuit = 0; circuit < inputs.encodings.size(); circuit++) {
            Encoding<A> from = inputs.encodings.get(circuit);
            encoding.clear();
            A[] gradient = null;
            for (int bank = 0; bank < banks.size(); bank++) {
                A[] own = run(bank, circuit, from, traces.get(bank).tapes.get(circuit));
                gradient = bank == 0 ? own : total;
                for (int k = 0; k < total.length; k++) {
                    if (bank == 0) {
                        System.arraycopy(own[k], 0, total[k], 0, 2 * kernels.lanes());
                    } else {
                        kernels.addScaled(own[k], 1, 0, total[k]);
                    }
                }
            }
            encoding.run(from, gradient, dQOfEach.get(circuit));
        }
        return dQ;
    }

    /** From d loss / d z of a circuit to d loss / d encoded input. */
    private A[] run(int bank, int circuit, Encoding<A> from, A[][] tape) {
        CircuitTable table = banks.get(bank).tables.get(circuit);
        A[] rows = tape.length == 0 ? from.state() : tape[tape.length - 1];
        readout.backward(rows, table.norm(), dZOfEach.get(bank).get(circuit), lambda);
        StackGradient<A> gradient = angles.get(bank).get(circuit);
        return stack.backward(table, from, tape, lambda, spare, gradient, encoding);
    }

    /** Adds d loss / d angles to the gradient of all the cell's parameters. */
    void addTo(double[] sum) {
        for (int bank = 0; bank < banks.size(); bank++) {
            Bank of = banks.get(bank);
            for (int circuit = 0; circuit < of.count(); circuit++) {
                angles.get(bank).get(circuit).addTo(sum, of.angles(circuit), of.tables.get(circuit));
            }
        }
    }
}
