package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the {@link Transfer} matrix of a circuit by running its layers on 4^n product states, each qubit in one of the
 * states |0>, |1>, |+>, |+i>: their expectations f give the coefficients of the Bloch vector's
 * (1, x, y, z), qubit by qubit, as
 *
 * <pre>
 *   c_1 = (f_0 + f_1) / 2,   c_x = f_+ - c_1,   c_y = f_+i - c_1,   c_z = (f_0 - f_1) / 2.
 * </pre>
 *
 * <p>d loss / d C goes back the same way: through the transposed map to d loss / d f, and through the layers to the angles.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Tomography<A> {

    private static final int DIGITS = Bloch.DIGITS;
    /** Amplitudes of the four states: of |0>, real part of |1>, imaginary part of |1>. */
    private static final double[][] STATES = {
        {1, 0, 0}, {0, 1, 0}, {Math.sqrt(.5), Math.sqrt(.5), 0}, {Math.sqrt(.5), 0, Math.sqrt(.5)}
    };

    private final CircuitPlan plan;
    private final CellKernels<A> kernels;
    private final int features;
    private final List<Encoding<A>> tiles = new ArrayList<>();
    private final LayerStack<A> stack;
    private final Readout<A> readout;
    private final A[][] tape;
    private final A[] z;
    private final A[] lambda;
    private final A[] spare;
    private final StackGradient<A> angles;
    private final Encoding.Gradient<A> unused;

    Tomography(CircuitPlan plan, Precision<A> precision) {
        this.plan = plan;
        features = Transfer.features(plan);
        int lanes = CellKernels.WIDTHS.stream()
                .filter(width -> width >= features)
                .findFirst()
                .orElse(CellKernels.WIDEST);
        kernels = CellKernels.of(precision, lanes);
        stack = new LayerStack<>(plan, kernels);
        readout = Readout.of(plan, kernels);
        tape = LayerStack.tape(plan, kernels);
        z = kernels.realRows(plan.circuit().observables().size());
        lambda = kernels.complexRows(plan.states());
        spare = kernels.complexRows(plan.states());
        angles = new StackGradient<>(plan, kernels);
        unused = new Encoding.Gradient<>(plan, kernels);
        for (int first = 0; first < features; first += lanes) {
            tiles.add(productStates(first));
        }
    }

    private Encoding<A> productStates(int first) {
        Encoding<A> encoding =
                new Encoding<>(plan, kernels, kernels.realRows(plan.circuit().inputs()));
        int lanes = kernels.lanes();
        for (int qubit = 0; qubit < plan.qubits(); qubit++) {
            double[] zero = new double[2 * lanes];
            double[] one = new double[2 * lanes];
            for (int lane = 0; lane < lanes && first + lane < features; lane++) {
                int digit = (first + lane) >> 2 * (plan.qubits() - 1 - qubit) & DIGITS - 1;
                zero[lane] = STATES[digit][0];
                one[lane] = STATES[digit][1];
                one[lane + lanes] = STATES[digit][2];
            }
            A[] amplitudes = encoding.ends().get(qubit);
            kernels.set(amplitudes[0], zero);
            kernels.set(amplitudes[1], one);
        }
        encoding.multiply();
        return encoding;
    }

    /** Makes a circuit's matrix of its table. */
    void forward(CircuitTable table, Transfer<A> transfer) {
        double[][] values = new double[z.length][features];
        for (int tile = 0; tile < tiles.size(); tile++) {
            readout.forward(stack.forward(table, tiles.get(tile), tape), table.norm(), z);
            int first = tile * kernels.lanes();
            for (int k = 0; k < z.length; k++) {
                kernels.addTo(values[k], first, z[k], 0, Math.min(kernels.lanes(), features - first));
            }
        }
        for (int k = 0; k < z.length; k++) {
            toCoefficients(values[k]);
            kernels.set(transfer.coefficients, k * features, values[k]);
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
        double[][] upstream = new double[z.length][features];
        for (int k = 0; k < z.length; k++) {
            System.arraycopy(sums, first + k * features, upstream[k], 0, features);
            toValues(upstream[k]);
        }
        double[] part = new double[Math.min(kernels.lanes(), features)];
        for (int tile = 0; tile < tiles.size(); tile++) {
            for (int k = 0; k < z.length; k++) {
                System.arraycopy(upstream[k], tile * part.length, part, 0, part.length);
                kernels.set(z[k], part);
            }
            A[] last = stack.forward(table, tiles.get(tile), tape);
            readout.backward(last, table.norm(), z, lambda);
            stack.backward(table, tiles.get(tile), tape, lambda, spare, angles, unused);
        }
        angles.addTo(sums, offset, table);
    }

    private static void toCoefficients(double[] f) {
        for (int step = 1; step < f.length; step *= DIGITS) {
            for (int k = 0; k < f.length; k++) {
                if (k / step % DIGITS == 0) {
                    double mean = (f[k] + f[k + step]) / 2;
                    double z = (f[k] - f[k + step]) / 2;
                    f[k] = mean;
                    f[k + step] = f[k + 2 * step] - mean;
                    f[k + 2 * step] = f[k + 3 * step] - mean;
                    f[k + 3 * step] = z;
                }
            }
        }
    }

    /** The transposed map, of gradients. */
    private static void toValues(double[] g) {
        for (int step = 1; step < g.length; step *= DIGITS) {
            for (int k = 0; k < g.length; k++) {
                if (k / step % DIGITS == 0) {
                    double mean = g[k] - g[k + step] - g[k + 2 * step];
                    double z = g[k + 3 * step];
                    g[k + 3 * step] = g[k + 2 * step];
                    g[k + 2 * step] = g[k + step];
                    g[k] = (mean + z) / 2;
                    g[k + step] = (mean - z) / 2;
                }
            }
        }
    }
}
