package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Expectations of the final rows on one tile of lanes, and d loss / d state.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Readout<A> {

    /**
     * Measures.
     *
     * @param rows the state over {@code norm}
     * @param z one real row for each observable
     */
    void forward(A[] rows, double norm, A[] z);

    /**
     * lambda = 2 sum_o upstream_o O_o psi.
     *
     * @param upstream d loss / d z, one real row for each observable
     * @param lambda at least as many rows as the state has
     */
    void backward(A[] rows, double norm, A[] upstream, A[] lambda);

    /** The quickest readout of a circuit's observables. */
    static <A> Readout<A> of(CircuitPlan plan, Kernels<A> kernels) {
        List<Observable> each =
                IntStream.range(0, plan.qubits()).mapToObj(Observable::z).toList();
        return plan.circuit().observables().equals(each)
                ? new EachZ<>(plan.qubits(), kernels)
                : new PauliSums<>(plan, kernels);
    }

    /**
     * Z on every qubit, the default. Forward folds the probabilities in half qubit by qubit: the difference of the
     * halves is that qubit's expectation, their sum is left for the others. Backward, the weight of a basis state is
     * the sum of one row for its high and one for its low qubits.
     */
    final class EachZ<A> implements Readout<A> {

        private final int qubits;
        private final Kernels<A> kernels;
        private final A[] probabilities;
        private final A[] high;
        private final A[] low;

        EachZ(int qubits, Kernels<A> kernels) {
            this.qubits = qubits;
            this.kernels = kernels;
            probabilities = kernels.realRows(1 << (qubits - 1));
            high = kernels.realRows(1 << (qubits / 2));
            low = kernels.realRows(1 << (qubits - qubits / 2));
        }

        @Override
        public void forward(A[] rows, double norm, A[] z) {
            int half = probabilities.length;
            kernels.fill(z[0], 0);
            for (int k = 0; k < half; k++) {
                kernels.measure(rows[k], rows[k + half], probabilities[k], z[0]);
            }
            for (int qubit = 1; qubit < qubits; qubit++) {
                half /= 2;
                kernels.fill(z[qubit], 0);
                for (int k = 0; k < half; k++) {
                    kernels.measureOn(probabilities[k], probabilities[k + half], z[qubit]);
                }
            }
            for (A row : z) {
                kernels.scaleReal(row, norm * norm);
            }
        }

        @Override
        public void backward(A[] rows, double norm, A[] upstream, A[] lambda) {
            weights(high, 0, qubits / 2, upstream, 2 * norm);
            weights(low, qubits / 2, qubits, upstream, 2 * norm);
            for (int k = 0; k < rows.length; k++) {
                kernels.weigh(high[k / low.length], low[k % low.length], rows[k], lambda[k]);
            }
        }

        private void weights(A[] sums, int from, int to, A[] upstream, double factor) {
            for (int k = 0; k < sums.length; k++) {
                kernels.fill(sums[k], 0);
                for (int qubit = from; qubit < to; qubit++) {
                    boolean one = (k >> (to - 1 - qubit) & 1) == 1;
                    kernels.addReal(upstream[qubit], one ? -factor : factor, sums[k]);
                }
            }
        }
    }

    /** Any weighted Pauli strings: P |k> = phase(k) |k ^ flips>. */
    final class PauliSums<A> implements Readout<A> {

        private record Term(int observable, double coefficient, int flips, int signs, int ys) {}

        private final Kernels<A> kernels;
        private final List<Term> terms = new ArrayList<>();

        PauliSums(CircuitPlan plan, Kernels<A> kernels) {
            this.kernels = kernels;
            List<Observable> observables = plan.circuit().observables();
            for (int o = 0; o < observables.size(); o++) {
                for (Observable.Term term : observables.get(o).terms()) {
                    terms.add(term(o, term, plan.qubits()));
                }
            }
        }

        private static Term term(int observable, Observable.Term term, int qubits) {
            int flips = 0;
            int signs = 0;
            int ys = 0;
            for (var entry : term.paulis().entrySet()) {
                int mask = 1 << (qubits - 1 - entry.getKey());
                flips |= entry.getValue() == Pauli.Z ? 0 : mask;
                signs |= entry.getValue() == Pauli.X ? 0 : mask;
                ys += entry.getValue() == Pauli.Y ? 1 : 0;
            }
            return new Term(observable, term.coefficient(), flips, signs, ys);
        }

        /** Y|0> = i|1>, Y|1> = -i|0>: a factor i for every Y, a sign for every 1 under Y or Z. */
        private static double[] phase(Term term, int state, double factor) {
            double sign = (Integer.bitCount(state & term.signs) & 1) == 1 ? -factor : factor;
            return switch (term.ys & 3) {
                case 0 -> new double[] {sign, 0};
                case 1 -> new double[] {0, sign};
                case 2 -> new double[] {-sign, 0};
                default -> new double[] {0, -sign};
            };
        }

        @Override
        public void forward(A[] rows, double norm, A[] z) {
            for (A row : z) {
                kernels.fill(row, 0);
            }
            for (Term term : terms) {
                for (int k = 0; k < rows.length; k++) {
                    double[] phase = phase(term, k, term.coefficient * norm * norm);
                    kernels.addOverlap(rows[k ^ term.flips], rows[k], phase[0], phase[1], z[term.observable]);
                }
            }
        }

        @Override
        public void backward(A[] rows, double norm, A[] upstream, A[] lambda) {
            for (int k = 0; k < rows.length; k++) {
                kernels.fill(lambda[k], 0);
            }
            for (Term term : terms) {
                for (int k = 0; k < rows.length; k++) {
                    double[] phase = phase(term, k, 2 * term.coefficient * norm);
                    kernels.addWeighted(upstream[term.observable], rows[k], phase[0], phase[1], lambda[k ^ term.flips]);
                }
            }
        }
    }
}
