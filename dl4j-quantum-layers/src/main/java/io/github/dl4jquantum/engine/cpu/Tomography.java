package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Arrays;

/**
 * Makes the {@link Transfer} matrix of a circuit. Its layers run on the 2^n basis states, which gives the columns of their
 * unitary U; of the operators M_k = U* O_k U the matrix holds the coefficients by Pauli strings, 2^-n tr(M_k P).
 *
 * <p>M is Hermitian, so that R = Re M + Im M has all of it: a string with an even number of Ys takes the symmetric part of
 * R, with an odd one the antisymmetric. With c = a xor b, the numbers R[a, b] of one c belong to the strings that flip the
 * qubits of c, and what is left to do is a Walsh-Hadamard transform over a:
 *
 * <pre>
 *   C[P] = (-1)^((y + 1) div 2) 2^-n sum_a (-1)^(a . d) R[a, a xor c],   y = |c and d|
 *   a qubit's digit of P is 1, x, y, z where its bits of (c, d) are (0, 0), (1, 0), (1, 1), (0, 1).
 * </pre>
 *
 * <p>d loss / d C goes back the same way. The transform is symmetric, and for d loss / d R the loss changes by Re tr(H dM) with
 * H[a, b] = ((1 + i) dR[a, b] + (1 - i) dR[b, a]) / 2: so d loss / d U is 2 O_k U H_k, which the layers take back to the
 * angles.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Tomography<A> {

    private final CircuitPlan plan;
    private final CellKernels<A> kernels;
    private final int states;
    private final int observables;
    /** Observables at work at once: lane k 2^n + b is of the k-th of them, and of basis state b. */
    private final int abreast;

    private final Encoding<A> basis;
    private final LayerStack<A> stack;
    private final Readout<A> readout;
    private final A[][] tape;
    /** U over its norm, row after row: 2^n real parts, and as many imaginary ones. */
    private final A unitary;
    /** Of each observable a row: 1 in its own lanes, 0 in all others. */
    private final A[] selected;

    private final A[] lambda;
    private final A[] spare;
    private final A[] real;
    private final A[] imaginary;
    private final A[] rest;
    private final A[] product;
    private final StackGradient<A> angles;
    private final Encoding.Gradient<A> unused;
    /** Of d, of c: the index of their string among the features, and what its sum is multiplied by. */
    private final int[][] feature;

    private final double[][] weight;

    Tomography(CircuitPlan plan, Precision<A> precision) {
        this.plan = plan;
        states = plan.states();
        observables = plan.circuit().observables().size();
        int lanes = CellKernels.WIDTHS.stream()
                .filter(width -> width >= states * observables)
                .findFirst()
                .orElse(CellKernels.WIDEST);
        abreast = Math.min(observables, lanes / states);
        kernels = CellKernels.of(precision, lanes);
        basis = basisStates();
        stack = new LayerStack<>(plan, kernels);
        readout = Readout.of(plan, kernels);
        tape = LayerStack.tape(plan, kernels);
        unitary = precision.allocate(2 * states * states);
        selected = kernels.realRows(observables);
        lambda = kernels.complexRows(states);
        spare = kernels.complexRows(states);
        real = kernels.realRows(states);
        imaginary = kernels.realRows(states);
        rest = kernels.realRows(states);
        product = kernels.realRows(states);
        angles = new StackGradient<>(plan, kernels);
        unused = new Encoding.Gradient<>(plan, kernels);
        feature = new int[states][states];
        weight = new double[states][states];
        for (int d = 0; d < states; d++) {
            for (int c = 0; c < states; c++) {
                for (int qubit = 0; qubit < plan.qubits(); qubit++) {
                    int digit = 3 * (d >> qubit & 1) ^ c >> qubit & 1;
                    feature[d][c] |= digit << 2 * qubit;
                }
                boolean negative = ((Integer.bitCount(c & d) + 1) / 2 & 1) == 1;
                weight[d][c] = (negative ? -1.0 : 1.0) / states;
            }
        }
    }

    /** Every lane's basis state as a product state. */
    private Encoding<A> basisStates() {
        Encoding<A> encoding =
                new Encoding<>(plan, kernels, kernels.realRows(plan.circuit().inputs()));
        for (int qubit = 0; qubit < plan.qubits(); qubit++) {
            double[] zero = new double[kernels.lanes()];
            double[] one = new double[kernels.lanes()];
            for (int lane = 0; lane < kernels.lanes(); lane++) {
                one[lane] = lane >> plan.qubits() - 1 - qubit & 1;
                zero[lane] = 1 - one[lane];
            }
            kernels.set(encoding.ends().get(qubit)[0], zero);
            kernels.set(encoding.ends().get(qubit)[1], one);
        }
        encoding.multiply();
        return encoding;
    }

    /** Makes a circuit's matrix of its table. */
    void forward(CircuitTable table, A matrix) {
        A[] rows = run(table);
        for (int from = 0; from < observables; from += abreast) {
            select(from);
            readout.backward(rows, table.norm(), selected, lambda);
            // R = transpose(Re U) (Re + Im) + transpose(Im U) (Im - Re), of O U.
            for (int s = 0; s < states; s++) {
                System.arraycopy(lambda[s], 0, real[s], 0, kernels.lanes());
                System.arraycopy(lambda[s], kernels.lanes(), imaginary[s], 0, kernels.lanes());
                kernels.difference(imaginary[s], real[s], rest[s]);
                kernels.addReal(imaginary[s], 1, real[s]);
            }
            kernels.linear(product, real, unitary, 0, 1, 2 * states, -1, false);
            kernels.linear(product, rest, unitary, states, 1, 2 * states, -1, true);
            store(table.norm() / 2, from, matrix);
        }
    }

    private A[] run(CircuitTable table) {
        A[] rows = stack.forward(table, basis, tape);
        for (int s = 0; s < states; s++) {
            System.arraycopy(rows[s], 0, unitary, 2 * s * states, states);
            System.arraycopy(rows[s], kernels.lanes(), unitary, (2 * s + 1) * states, states);
        }
        return rows;
    }

    /** The observables from this one on. */
    private void select(int from) {
        for (int k = 0; k < observables; k++) {
            double[] lanes = new double[kernels.lanes()];
            if (k >= from && k < from + abreast) {
                Arrays.fill(lanes, (k - from) * states, (k - from + 1) * states, 1);
            }
            kernels.set(selected[k], lanes);
        }
    }

    /** From R to the matrix. */
    private void store(double factor, int from, A matrix) {
        int count = Math.min(abreast, observables - from);
        double[][] sums = new double[states][count * states];
        for (int a = 0; a < states; a++) {
            double[] row = kernels.toDoubles(product[a]);
            for (int lane = 0; lane < count * states; lane++) {
                sums[a][lane ^ a] = factor * row[lane];
            }
        }
        transform(sums);
        double[] coefficients = new double[count * states * states];
        for (int k = 0; k < count; k++) {
            for (int d = 0; d < states; d++) {
                for (int c = 0; c < states; c++) {
                    coefficients[k * states * states + feature[d][c]] = weight[d][c] * sums[d][k * states + c];
                }
            }
        }
        kernels.set(matrix, from * states * states, coefficients);
    }

    /** Walsh and Hadamard's, of rows; its own transpose. */
    private static void transform(double[][] rows) {
        for (int bit = 1; bit < rows.length; bit *= 2) {
            for (int a = 0; a < rows.length; a++) {
                if ((a & bit) == 0) {
                    addAndSubtract(rows[a], rows[a | bit]);
                }
            }
        }
    }

    private static void addAndSubtract(double[] a, double[] b) {
        for (int j = 0; j < a.length; j++) {
            double sum = a[j] + b[j];
            b[j] = a[j] - b[j];
            a[j] = sum;
        }
    }

    /**
     * Adds d loss / d angles.
     *
     * @param sums d loss / d matrix in it, from {@code first} on; gets the angles' gradients
     * @param offset where these begin
     */
    void backward(CircuitTable table, double[] sums, int first, int offset) {
        angles.clear();
        run(table);
        for (int from = 0; from < observables; from += abreast) {
            select(from);
            load(sums, first, from);
            // U H, complex.
            kernels.linear(product, real, unitary, 0, 2 * states, 1, -1, false);
            kernels.linear(product, rest, unitary, states, 2 * states, 1, -1, true);
            for (int s = 0; s < states; s++) {
                System.arraycopy(product[s], 0, spare[s], 0, kernels.lanes());
            }
            kernels.linear(product, imaginary, unitary, 0, 2 * states, 1, -1, false);
            kernels.linear(product, real, unitary, states, 2 * states, 1, -1, true);
            for (int s = 0; s < states; s++) {
                System.arraycopy(product[s], 0, spare[s], kernels.lanes(), kernels.lanes());
            }
            readout.backward(spare, table.norm(), selected, lambda);
            stack.backward(table, basis, tape, lambda, spare, angles, unused);
        }
        angles.addTo(sums, offset, table);
    }

    /** From d loss / d matrix to H: its real part, its imaginary part, and that with the opposite sign. */
    private void load(double[] total, int first, int from) {
        int count = Math.min(abreast, observables - from);
        double[][] sums = new double[states][count * states];
        for (int k = 0; k < count; k++) {
            int start = first + (from + k) * states * states;
            for (int d = 0; d < states; d++) {
                for (int c = 0; c < states; c++) {
                    sums[d][k * states + c] = weight[d][c] * total[start + feature[d][c]];
                }
            }
        }
        transform(sums);
        double[] re = new double[kernels.lanes()];
        double[] im = new double[kernels.lanes()];
        for (int a = 0; a < states; a++) {
            for (int lane = 0; lane < count * states; lane++) {
                double here = sums[a][lane ^ a];
                double transposed = sums[lane & states - 1][lane ^ a];
                re[lane] = (here + transposed) / 2;
                im[lane] = (here - transposed) / 2;
            }
            kernels.set(real[a], 0, re);
            kernels.set(imaginary[a], 0, im);
            kernels.fill(rest[a], 0);
            kernels.addReal(imaginary[a], -1, rest[a]);
        }
    }
}
