package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.noisy.Elementary.Linear;
import io.github.dl4jquantum.engine.noisy.Elementary.Turn;
import java.util.Arrays;
import java.util.List;

/**
 * All that happens to one qubit between two gates that it shares, rotations by parameters and channels, as one affine map of
 * its Bloch vector: 12 multiplications for four rows, and the same again on the way back for the gradient of all its angles,
 * {@code d loss / d M = sum lambda rᵀ}.
 */
final class BlochMap extends TrainedStep {

    private static final double[] NONE = {};

    private final int rows;
    private final int stride;
    private final List<Elementary> chain;
    private final boolean trained;
    private double[][] factors;
    private double[] angles;
    /** The three lower rows of M. */
    private double[] coefficients;

    BlochMap(int index, int rows, int stride, List<Elementary> chain) {
        super(index);
        this.rows = rows;
        this.stride = stride;
        this.chain = List.copyOf(chain);
        trained = isTrained(chain);
        if (!trained) {
            prepare(NONE, -1, 0);
        }
    }

    /** Whether a parameter is in it. */
    static boolean isTrained(List<Elementary> chain) {
        return chain.stream()
                .anyMatch(one -> one instanceof Turn turn && turn.angle().hasParameters());
    }

    /** M for a chain without parameters. */
    static double[] constant(List<Elementary> chain) {
        return new BlochMap(-1, 4, 1, chain).matrix();
    }

    private double[] matrix() {
        return Arrays.stream(factors).reduce(Small.identity(), (before, next) -> Small.product(next, before));
    }

    @Override
    int coefficients() {
        return trained ? 12 : 0;
    }

    @Override
    boolean taped() {
        return trained;
    }

    @Override
    void prepare(double[] parameters, int occurrence, double shift) {
        factors = new double[chain.size()][];
        angles = new double[chain.size()];
        for (int k = 0; k < factors.length; k++) {
            if (chain.get(k) instanceof Turn turn) {
                double shifted = turn.occurrence() >= 0 && turn.occurrence() == occurrence ? shift : 0;
                angles[k] = turn.factor() * (turn.angle().value(NONE, parameters) + shifted);
                factors[k] = Small.rotation(axis(turn), angles[k]);
            } else {
                factors[k] = ((Linear) chain.get(k)).matrix();
            }
        }
        coefficients = Arrays.copyOfRange(matrix(), 4, 16);
    }

    private static int axis(Turn turn) {
        int digit = turn.string();
        while ((digit & 3) == 0) {
            digit >>= 2;
        }
        return digit;
    }

    @Override
    void addGradient(double[] sums, double[] parameters, double[] gradients) {
        double[] before = Small.identity();
        for (int k = 0; k < factors.length; k++) {
            if (chain.get(k) instanceof Turn turn && turn.angle().hasParameters()) {
                double[] slope = Small.product(Small.slope(axis(turn), angles[k]), before);
                for (int next = k + 1; next < factors.length; next++) {
                    slope = Small.product(factors[next], slope);
                }
                double upstream = 0;
                for (int entry = 0; entry < 12; entry++) {
                    upstream += sums[entry] * slope[4 + entry];
                }
                turn.angle().addGradient(parameters, turn.factor() * upstream, gradients, 0);
            }
            before = Small.product(factors[k], before);
        }
    }

    @Override
    <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to) {
        for (int high = 0; high < rows; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                int x = i + stride;
                int y = x + stride;
                int z = y + stride;
                System.arraycopy(from[i], 0, to[i], 0, kernels.lanes());
                kernels.affine(from[i], from[x], from[y], from[z], coefficients, to[x], to[y], to[z]);
            }
        }
    }

    @Override
    <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to) {
        for (int high = 0; high < rows; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                int x = i + stride;
                int y = x + stride;
                int z = y + stride;
                if (trained) {
                    A[] sums = angles.sums[index()];
                    kernels.addOuter(from[x], before[i], before[x], before[y], before[z], sums, 0);
                    kernels.addOuter(from[y], before[i], before[x], before[y], before[z], sums, 4);
                    kernels.addOuter(from[z], before[i], before[x], before[y], before[z], sums, 8);
                }
                kernels.affineBack(from[i], from[x], from[y], from[z], coefficients, to[i], to[x], to[y], to[z]);
            }
        }
    }
}
