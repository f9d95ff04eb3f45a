package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way back through banks that share their inputs, on one thread: {@link #take} for every bank, then {@link #run}.
 * Adds up the gradients of their angles over all runs. Circuit j of all banks is gone through before circuit j + 1, so
 * that what they tell of their common input stays in the cache.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankBackward<A> {

    /** How circuit j of all banks is gone through. */
    private interface Way<A> {
        void clear();

        /** From d loss / d z of the circuits to d loss / d q. */
        void run(int circuit, BankInputs<A> inputs, List<BankTrace<A>> traces, A[] dQ);

        void addTo(double[] sums);
    }

    private final List<Bank<A>> banks;
    private final CellKernels<A> kernels;
    private final Way<A> way;
    /** d loss / d z of each bank, and the same of each circuit. */
    private final List<A[]> dZ = new ArrayList<>();

    private final List<List<A[]>> dZOfEach = new ArrayList<>();
    private final A[] dQ;
    private final List<A[]> dQOfEach;

    BankBackward(List<Bank<A>> banks, CellKernels<A> kernels) {
        this.banks = banks;
        this.kernels = kernels;
        CircuitPlan plan = banks.get(0).plan;
        int count = banks.get(0).count();
        for (int bank = 0; bank < banks.size(); bank++) {
            dZ.add(kernels.realRows(count * plan.circuit().observables().size()));
            dZOfEach.add(Bank.slices(dZ.get(bank), count));
        }
        dQ = kernels.realRows(count * plan.circuit().inputs());
        dQOfEach = Bank.slices(dQ, count);
        way = banks.get(0).transfers() ? new Matrices() : new Layers();
    }

    /** Begins new sums of the angles' gradients. */
    void clear() {
        way.clear();
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
        for (int circuit = 0; circuit < dQOfEach.size(); circuit++) {
            way.run(circuit, inputs, traces, dQOfEach.get(circuit));
        }
        return dQ;
    }

    /** Adds d loss / d angles, or d loss / d matrices in their place, to {@code sums}. */
    void addTo(double[] sums) {
        way.addTo(sums);
    }

    private void clear(A[] rows) {
        for (A row : rows) {
            kernels.fill(row, 0);
        }
    }

    /** Layer by layer. */
    private final class Layers implements Way<A> {

        private final LayerStack<A> stack;
        private final Readout<A> readout;
        /** Of each bank, of each circuit. */
        private final List<List<StackGradient<A>>> angles = new ArrayList<>();

        private final Encoding.Gradient<A> encoding;
        private final A[] lambda;
        private final A[] spare;
        /** d loss / d encoded input, summed over the banks. */
        private final A[] total;

        Layers() {
            CircuitPlan plan = banks.get(0).plan;
            stack = new LayerStack<>(plan, kernels);
            readout = Readout.of(plan, kernels);
            for (Bank<A> bank : banks) {
                List<StackGradient<A>> ofBank = new ArrayList<>();
                bank.tables.forEach(table -> ofBank.add(new StackGradient<>(plan, kernels)));
                angles.add(ofBank);
            }
            encoding = new Encoding.Gradient<>(plan, kernels);
            lambda = kernels.complexRows(plan.states());
            spare = kernels.complexRows(plan.states());
            total = kernels.complexRows(banks.size() > 1 ? plan.states() : 0);
        }

        @Override
        public void clear() {
            angles.forEach(ofBank -> ofBank.forEach(StackGradient::clear));
        }

        @Override
        public void run(int circuit, BankInputs<A> inputs, List<BankTrace<A>> traces, A[] ofInputs) {
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
            encoding.run(from, gradient, ofInputs);
        }

        /** From d loss / d z of a circuit to d loss / d encoded input. */
        private A[] run(int bank, int circuit, Encoding<A> from, A[][] tape) {
            CircuitTable table = banks.get(bank).tables.get(circuit);
            A[] rows = tape.length == 0 ? from.state() : tape[tape.length - 1];
            readout.backward(rows, table.norm(), dZOfEach.get(bank).get(circuit), lambda);
            StackGradient<A> gradient = angles.get(bank).get(circuit);
            return stack.backward(table, from, tape, lambda, spare, gradient, encoding);
        }

        @Override
        public void addTo(double[] sums) {
            for (int bank = 0; bank < banks.size(); bank++) {
                Bank<A> of = banks.get(bank);
                for (int circuit = 0; circuit < of.count(); circuit++) {
                    angles.get(bank).get(circuit).addTo(sums, of.angles(circuit), of.tables.get(circuit));
                }
            }
        }
    }

    /** As one matrix each. */
    private final class Matrices implements Way<A> {

        private final Bloch<A> bloch;
        private final Bloch.Gradient<A> ofBloch;
        /** Of each circuit, the matrices of all banks one after the other, and their rows of d loss / d z. */
        private final A[] matrices;

        private final List<A[]> upstream = new ArrayList<>();
        /** Of each circuit, of all banks, d loss / d matrix, one row an observable. */
        private final List<A[]> sums = new ArrayList<>();

        Matrices() {
            CircuitPlan plan = banks.get(0).plan;
            bloch = new Bloch<>(plan, kernels);
            ofBloch = new Bloch.Gradient<>(plan, kernels);
            int observables = plan.circuit().observables().size();
            matrices = kernels.rows(dQOfEach.size(), banks.size() * observables * Transfer.features(plan));
            for (int circuit = 0; circuit < dQOfEach.size(); circuit++) {
                int j = circuit;
                A[] rows = kernels.realRows(0);
                upstream.add(dZOfEach.stream()
                        .flatMap(ofBank -> Arrays.stream(ofBank.get(j)))
                        .toList()
                        .toArray(rows));
                sums.add(kernels.rows(banks.size() * observables, Transfer.features(plan)));
            }
        }

        @Override
        public void clear() {
            sums.forEach(BankBackward.this::clear);
            CircuitPlan plan = banks.get(0).plan;
            int length = plan.circuit().observables().size() * Transfer.features(plan);
            for (int circuit = 0; circuit < matrices.length; circuit++) {
                for (int bank = 0; bank < banks.size(); bank++) {
                    A own = banks.get(bank).transfers.get(circuit);
                    System.arraycopy(own, 0, matrices[circuit], bank * length, length);
                }
            }
        }

        @Override
        public void run(int circuit, BankInputs<A> inputs, List<BankTrace<A>> traces, A[] ofInputs) {
            bloch.forward(inputs.rowsOfEach.get(circuit));
            kernels.addColumns(upstream.get(circuit), bloch.columns(), sums.get(circuit));
            BankBackward.this.clear(ofInputs);
            ofBloch.run(bloch, matrices[circuit], upstream.get(circuit), ofInputs);
        }

        @Override
        public void addTo(double[] total) {
            for (int circuit = 0; circuit < sums.size(); circuit++) {
                A[] rows = sums.get(circuit);
                int each = rows.length / banks.size();
                for (int k = 0; k < rows.length; k++) {
                    int features = Transfer.features(banks.get(0).plan);
                    int first = banks.get(k / each).sums(circuit) + k % each * features;
                    kernels.addTo(total, first, rows[k], 0, features);
                }
            }
        }
    }
}
