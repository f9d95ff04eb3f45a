package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The product state that the inputs of a circuit are encoded to, by Bloch vectors: of each qubit (1, x, y, z). All that a
 * circuit can tell of a product state is linear in their 4^n products, with the first qubit as the most significant digit
 * ({@link Transfer}).
 *
 * <p>The products of the first and of the last half of the qubits are kept; those of all are made where they are used. A
 * row that is a product with 1 is the other factor's own row.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Bloch<A> {

    /** Features of one qubit. */
    static final int DIGITS = 4;

    private final CircuitPlan plan;
    private final CellKernels<A> kernels;
    private final Encoding<A> encoding;
    /** Of each qubit the rows 1, x, y, z. */
    private final List<A[]> qubits = new ArrayList<>();

    private final A[] high;
    private final A[] low;
    /** Of each lane one row of all products. */
    private final A[] columns;

    private final A[] room;

    Bloch(CircuitPlan plan, CellKernels<A> kernels) {
        this.plan = plan;
        this.kernels = kernels;
        encoding = new Encoding<>(plan, kernels, kernels.realRows(plan.circuit().inputs()));
        for (int qubit = 0; qubit < plan.qubits(); qubit++) {
            qubits.add(kernels.realRows(DIGITS));
            kernels.fill(qubits.get(qubit)[0], 1);
        }
        int half = plan.qubits() / 2;
        high = room(qubits.subList(0, half));
        low = room(qubits.subList(half, qubits.size()));
        columns = kernels.rows(kernels.lanes(), high.length * low.length);
        room = kernels.realRows(plan.circuit().observables().size());
    }

    /** The products of one or two qubits. */
    private A[] room(List<A[]> factors) {
        if (factors.size() == 1) {
            return factors.get(0);
        }
        A[] first = factors.get(0);
        A[] second = factors.get(1);
        A[] rows = kernels.realRows(first.length * second.length);
        System.arraycopy(second, 0, rows, 0, second.length);
        for (int k = 1; k < first.length; k++) {
            rows[k * second.length] = first[k];
        }
        return rows;
    }

    /** Makes the Bloch vectors of some inputs. */
    void forward(A[] inputs) {
        encoding.encode(inputs);
        for (int qubit = 0; qubit < qubits.size(); qubit++) {
            A[] amplitudes = encoding.ends().get(qubit);
            A[] vector = qubits.get(qubit);
            kernels.bloch(amplitudes[0], amplitudes[1], vector[1], vector[2], vector[3]);
        }
        multiplyHalf(0, high);
        multiplyHalf(plan.qubits() / 2, low);
    }

    private void multiplyHalf(int first, A[] rows) {
        if (rows.length == DIGITS) {
            return;
        }
        A[] own = qubits.get(first);
        A[] other = qubits.get(first + 1);
        for (int k = 1; k < DIGITS; k++) {
            for (int m = 1; m < DIGITS; m++) {
                kernels.product(own[k], other[m], rows[k * DIGITS + m]);
            }
        }
    }

    /** Expectations of a circuit, by its {@link Transfer} matrix. */
    void measure(A matrix, A[] z) {
        kernels.transfer(matrix, high, low, room, z);
    }

    /** All products, one row for each lane. */
    A[] columns() {
        kernels.blochColumns(low, qubits.subList(0, plan.qubits() / 2), columns);
        return columns;
    }

    /**
     * The way back.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Gradient<A> {

        private final CellKernels<A> kernels;
        private final Encoding.Gradient<A> encoding;
        private final int half;
        private final A[] high;
        private final A[] low;
        private final List<A[]> qubits = new ArrayList<>();
        private final A[] room;

        Gradient(CircuitPlan plan, CellKernels<A> kernels) {
            this.kernels = kernels;
            encoding = new Encoding.Gradient<>(plan, kernels);
            half = plan.qubits() / 2;
            for (int qubit = 0; qubit < plan.qubits(); qubit++) {
                qubits.add(kernels.realRows(DIGITS));
            }
            high = room(0, half);
            low = room(half, plan.qubits());
            room = kernels.realRows(low.length);
        }

        private A[] room(int from, int to) {
            return to - from == 1 ? qubits.get(from) : kernels.realRows(DIGITS * DIGITS);
        }

        /**
         * From d loss / d expectations to d loss / d inputs.
         *
         * @param matrices of all circuits that have these inputs, one after the other
         * @param upstream d loss / d expectations, of the first circuit, of the second, and so on
         */
        void run(Bloch<A> bloch, A matrices, A[] upstream, A[] inputs) {
            for (A row : low) {
                kernels.fill(row, 0);
            }
            kernels.transferGradient(matrices, upstream, bloch.high, bloch.low, room, high, low);
            split(bloch, 0, high);
            split(bloch, half, low);
            for (int qubit = 0; qubit < qubits.size(); qubit++) {
                A[] amplitudes = bloch.encoding.ends().get(qubit);
                A[] d = qubits.get(qubit);
                A[] lambda = encoding.qubits().get(qubit);
                kernels.blochGradient(amplitudes[0], amplitudes[1], d[1], d[2], d[3], lambda[0], lambda[1]);
            }
            encoding.clear();
            encoding.runQubits(bloch.encoding, inputs);
        }

        /** From the products of two qubits to each of them. */
        private void split(Bloch<A> bloch, int first, A[] rows) {
            if (rows.length == DIGITS) {
                return;
            }
            A[] own = bloch.qubits.get(first);
            A[] other = bloch.qubits.get(first + 1);
            for (int digit = 1; digit < DIGITS; digit++) {
                System.arraycopy(rows[DIGITS * digit], 0, qubits.get(first)[digit], 0, kernels.lanes());
                System.arraycopy(rows[digit], 0, qubits.get(first + 1)[digit], 0, kernels.lanes());
                for (int m = 1; m < DIGITS; m++) {
                    kernels.addProduct(rows[DIGITS * digit + m], other[m], qubits.get(first)[digit]);
                    kernels.addProduct(rows[DIGITS * m + digit], own[m], qubits.get(first + 1)[digit]);
                }
            }
        }
    }
}
