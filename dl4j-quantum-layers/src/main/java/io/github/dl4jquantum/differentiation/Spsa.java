package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import java.util.Random;

/**
 * Simultaneous perturbation: two evaluations estimate the whole Jacobian, along a random direction,
 *
 * <pre>
 *   J ~ (f(v + c d) - f(v - c d)) / 2c  d^T,    d_i = +1 or -1 with equal chance, v = (x, theta)
 * </pre>
 *
 * averaged over several directions. Its mean is J up to c²; each estimate misses by as much as all other derivatives
 * together, so that it serves stochastic descent and no comparison. Source: J. C. Spall, IEEE Transactions on Automatic
 * Control 37 (1992) 332.
 *
 * <p>A seed gives one sequence of directions; each {@link #jacobian} goes on in it.
 */
public final class Spsa implements Differentiator {

    private final RowFunction function;
    private final double step;
    private final int directions;
    private final Random random;

    /**
     * Estimates on an engine.
     *
     * @param circuit the circuit to differentiate
     * @param step c
     * @param directions how many are averaged over
     * @param seed of the directions
     * @param engine what evaluates it
     * @throws IllegalArgumentException if the step or the number of directions is not positive
     */
    public Spsa(Circuit circuit, double step, int directions, long seed, Engine engine) {
        this.step = checkStep(step);
        if (directions < 1) {
            throw new IllegalArgumentException(directions + " directions estimate nothing; choose 1 or more.");
        }
        this.directions = directions;
        random = new Random(seed);
        function = new RowFunction(circuit, engine);
    }

    static double checkStep(double step) {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Step " + step + " is not positive; choose one like 1e-5 or 0.1.");
        }
        return step;
    }

    @Override
    public Jacobian jacobian(double[] inputs, double[] parameters) {
        int observables = function.circuit().observables().size();
        double[][] ofInputs = new double[observables][inputs.length];
        double[][] ofParameters = new double[observables][parameters.length];
        for (int d = 0; d < directions; d++) {
            double[] alongInputs = direction(inputs.length);
            double[] alongParameters = direction(parameters.length);
            double[] plus = function.at(moved(inputs, alongInputs, step), moved(parameters, alongParameters, step));
            double[] minus = function.at(moved(inputs, alongInputs, -step), moved(parameters, alongParameters, -step));
            for (int k = 0; k < observables; k++) {
                double slope = (plus[k] - minus[k]) / (2 * step) / directions;
                add(ofInputs[k], alongInputs, slope);
                add(ofParameters[k], alongParameters, slope);
            }
        }
        return new Jacobian(ofInputs, ofParameters);
    }

    private double[] direction(int length) {
        double[] direction = new double[length];
        for (int i = 0; i < length; i++) {
            direction[i] = random.nextBoolean() ? 1 : -1;
        }
        return direction;
    }

    private static double[] moved(double[] point, double[] direction, double by) {
        double[] copy = point.clone();
        add(copy, direction, by);
        return copy;
    }

    private static void add(double[] to, double[] direction, double by) {
        for (int i = 0; i < to.length; i++) {
            to[i] += by * direction[i];
        }
    }
}
