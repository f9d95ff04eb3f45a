package io.github.dl4jquantum.engine.cpu;

import java.util.List;

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
        return plan.operators().isEmpty()
                ? new EachZ<>(plan.qubits(), kernels)
                : new Entries<>(plan.operators(), kernels);
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

    /** Any other observables, entry by entry of their matrices. */
    final class Entries<A> implements Readout<A> {

        private final List<OperatorEntries> operators;
        private final Kernels<A> kernels;

        Entries(List<OperatorEntries> operators, Kernels<A> kernels) {
            this.operators = operators;
            this.kernels = kernels;
        }

        @Override
        public void forward(A[] rows, double norm, A[] z) {
            for (A row : z) {
                kernels.fill(row, 0);
            }
            double factor = norm * norm;
            for (OperatorEntries operator : operators) {
                A sum = z[operator.observable()];
                for (int i = 0; i < operator.count(); i++) {
                    int k = operator.state(i);
                    A image = rows[k ^ operator.flips()];
                    kernels.addOverlap(image, rows[k], factor * operator.real(i), factor * operator.imaginary(i), sum);
                }
            }
        }

        @Override
        public void backward(A[] rows, double norm, A[] upstream, A[] lambda) {
            for (int k = 0; k < rows.length; k++) {
                kernels.fill(lambda[k], 0);
            }
            double factor = 2 * norm;
            for (OperatorEntries operator : operators) {
                A weight = upstream[operator.observable()];
                for (int i = 0; i < operator.count(); i++) {
                    int k = operator.state(i);
                    A image = lambda[k ^ operator.flips()];
                    kernels.addWeighted(
                            weight, rows[k], factor * operator.real(i), factor * operator.imaginary(i), image);
                }
            }
        }
    }
}
