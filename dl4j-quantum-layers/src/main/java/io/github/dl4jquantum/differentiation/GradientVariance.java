package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import java.util.Arrays;
import java.util.Random;

/**
 * How much derivatives vary from one random choice of angles to another: where that is small, the landscape is a barren
 * plateau and training starts nowhere (J. R. McClean et al., Nature Communications 9 (2018) 4812).
 *
 * <p>Sample variances of gradients that are added one after the other; {@link #of} draws them for a circuit, and
 * {@link #add} takes those of anything else, such as a network's loss.
 */
public final class GradientVariance {

    private static final int AT_ONCE = 64;

    /** Squares of rounding errors are less than this part of the largest square. */
    private static final double ROUNDING = 1e-20;

    private final double[] sums;
    private final double[] squares;
    private int draws;

    /**
     * Starts without a draw.
     *
     * @param parameters length of each gradient
     */
    public GradientVariance(int parameters) {
        sums = new double[parameters];
        squares = new double[parameters];
    }

    /**
     * {@return the variances of a circuit's expectation, over parameters that are all independent and uniform in [0, 2
     * pi)}
     *
     * @param circuit whose expectation is differentiated
     * @param observable which expectation
     * @param inputs x, [inputs]
     * @param draws how many, at least 2
     * @param seed of the draws
     * @throws IllegalArgumentException if there are other inputs than the circuit has, or too few draws
     */
    public static GradientVariance of(Circuit circuit, int observable, double[] inputs, int draws, long seed) {
        Points.check(circuit, inputs, new double[circuit.parameters()]);
        if (draws < 2) {
            throw new IllegalArgumentException(draws + " draws have no variance; choose 2 or more, such as 200.");
        }
        GradientVariance variance = new GradientVariance(circuit.parameters());
        LiftedCircuit lifted = new LiftedCircuit(circuit);
        RowFunction function = new RowFunction(lifted.circuit(), Engine.AUTO);
        Random random = new Random(seed);
        for (int done = 0; done < draws && circuit.parameters() > 0; done += AT_ONCE) {
            double[][] parameters = new double[Math.min(AT_ONCE, draws - done)][];
            double[][] angles = new double[parameters.length][];
            for (int d = 0; d < parameters.length; d++) {
                parameters[d] =
                        random.doubles(circuit.parameters(), 0, 2 * Math.PI).toArray();
                angles[d] = lifted.values(inputs, parameters[d]);
            }
            double[][] ofAngles = function.inputGradients(angles, observable);
            for (int d = 0; d < parameters.length; d++) {
                double[] gradient = new double[circuit.parameters()];
                lifted.chain(inputs, parameters[d], ofAngles[d], new double[inputs.length], gradient);
                variance.add(gradient);
            }
        }
        return variance;
    }

    /**
     * Adds a draw.
     *
     * @param gradient of as many numbers as those before
     */
    public void add(double[] gradient) {
        if (gradient.length != sums.length) {
            throw new IllegalArgumentException(
                    "A gradient of " + gradient.length + " numbers where those before had " + sums.length + ".");
        }
        for (int p = 0; p < sums.length; p++) {
            sums[p] += gradient[p];
            squares[p] += gradient[p] * gradient[p];
        }
        draws++;
    }

    /** {@return Var(d / d theta_p), [parameters]} */
    public double[] perParameter() {
        double[] variances = new double[sums.length];
        for (int p = 0; p < sums.length; p++) {
            variances[p] = (squares[p] - sums[p] * sums[p] / draws) / (draws - 1);
        }
        return variances;
    }

    /**
     * {@return the mean of {@link #perParameter} over all parameters whose derivative was not 0 in every draw, such as
     * a last rotation's about z is; NaN if there are none}
     */
    public double mean() {
        double[] variances = perParameter();
        double largest = Arrays.stream(squares).max().orElse(0);
        double sum = 0;
        int count = 0;
        for (int p = 0; p < variances.length; p++) {
            if (squares[p] > ROUNDING * largest) {
                sum += variances[p];
                count++;
            }
        }
        return sum / count;
    }
}
