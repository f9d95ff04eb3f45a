package io.github.dl4jquantum.pde.solver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Diffusion with a reaction, u_t = D lap u + N(u, t) for one or several fields u, spectrally in space and by the
 * second-order exponential Runge-Kutta method ETD2RK in time: diffusion is exact, whatever the step. For each mode of
 * {@link SpectralGrid}, with z = D lambda dt,
 *
 * <pre>
 * a = e^z u + dt phi_1(z) N(u, t)
 * u(t + dt) = a + dt phi_2(z) (N(a, t + dt) - N(u, t))
 * </pre>
 *
 * <p>N is evaluated at the grid's points. {@link Etd2Limits} says which steps are stable.
 *
 * <p>Source: S. M. Cox, P. C. Matthews, Exponential time differencing for stiff systems, J. Comput. Phys. 176 (2002)
 * 430-455, eq. 22.
 */
public final class Etd2Solver implements FieldSolver {

    /** Steps that agree to this relative difference, far above rounding, share their coefficients. */
    private static final double SAME_STEP = 1e-9;

    private final SpectralGrid grid;
    private final List<String> fields;
    private final double[] diffusivities;
    private final Reaction reaction;
    private final double[][] laplacian;
    private final double[][][] values;
    private final double[][][] modes;
    private final double[][][] rates;
    private final double[][][] rateModes;
    private final double[][] scratch;
    private final double[][][] decay;
    private final double[][][] first;
    private final double[][][] second;
    private double coefficientStep;
    private double time;

    /**
     * Starts at time 0.
     *
     * @param grid where fields are sampled
     * @param fields what a message calls each field
     * @param diffusivities D of each field
     * @param reaction N
     * @param initial values of each field; copied
     */
    public Etd2Solver(
            SpectralGrid grid, List<String> fields, double[] diffusivities, Reaction reaction, double[][]... initial) {
        this.grid = grid;
        this.fields = List.copyOf(fields);
        this.diffusivities = diffusivities.clone();
        this.reaction = reaction;
        laplacian = grid.laplacian();
        values = newFields();
        modes = newFields();
        rates = newFields();
        rateModes = newFields();
        scratch = grid.newField();
        decay = newFields();
        first = newFields();
        second = newFields();
        for (int field = 0; field < initial.length; field++) {
            for (int row = 0; row < initial[field].length; row++) {
                values[field][row] = initial[field][row].clone();
            }
            grid.toModes(values[field], modes[field]);
        }
    }

    private double[][][] newFields() {
        double[][][] all = new double[fields.size()][][];
        Arrays.setAll(all, field -> grid.newField());
        return all;
    }

    /** {@return the time reached} */
    public double time() {
        return time;
    }

    /**
     * {@return a field's value at a flat index, last axis fastest}
     *
     * @param field its place in the constructor's arrays
     * @param index 0 to the grid's number of points - 1
     */
    public double value(int field, int index) {
        double[][] rows = values[field];
        return rows[index / rows[0].length][index % rows[0].length];
    }

    @Override
    public void advanceTo(double target, int steps) {
        double start = time;
        double dt = (target - start) / steps;
        if (Math.abs(dt - coefficientStep) > SAME_STEP * dt) {
            prepare(dt);
        }
        for (int step = 0; step < steps; step++) {
            step(start + step * dt, dt);
        }
        time = target;
    }

    @Override
    public void copyTo(float[][] snapshots, int offset) {
        for (int field = 0; field < fields.size(); field++) {
            StateCopy.copy(fields.get(field), time, values[field], snapshots[field], offset, this::place);
        }
    }

    private String place(int index) {
        StringBuilder place = new StringBuilder();
        int rest = index;
        for (int axis = 0; axis < grid.dimensions(); axis++) {
            place.append(place.isEmpty() ? "" : ", ")
                    .append(String.format(
                            Locale.ROOT, "%c = %.4g", "xyz".charAt(axis), grid.coordinate(rest % grid.points())));
            rest /= grid.points();
        }
        return place.toString();
    }

    private void prepare(double dt) {
        coefficientStep = dt;
        for (int field = 0; field < fields.size(); field++) {
            for (int row = 0; row < laplacian.length; row++) {
                for (int column = 0; column < laplacian[row].length; column++) {
                    double z = diffusivities[field] * laplacian[row][column] * dt;
                    decay[field][row][column] = StrictMath.exp(z);
                    first[field][row][column] = dt * PhiFunctions.phi1(z);
                    second[field][row][column] = dt * PhiFunctions.phi2(z);
                }
            }
        }
    }

    private void step(double t, double dt) {
        reaction.rates(t, values, rates);
        for (int field = 0; field < fields.size(); field++) {
            grid.toModes(rates[field], rateModes[field]);
            for (int row = 0; row < laplacian.length; row++) {
                predict(modes[field][row], decay[field][row], first[field][row], rateModes[field][row]);
            }
            grid.toValues(modes[field], values[field]);
        }
        reaction.rates(t + dt, values, rates);
        for (int field = 0; field < fields.size(); field++) {
            grid.toModes(rates[field], scratch);
            for (int row = 0; row < laplacian.length; row++) {
                correct(modes[field][row], second[field][row], scratch[row], rateModes[field][row]);
            }
            grid.toValues(modes[field], values[field]);
        }
    }

    private static void predict(double[] modes, double[] decay, double[] first, double[] rate) {
        for (int i = 0; i < modes.length; i++) {
            modes[i] = decay[i] * modes[i] + first[i] * rate[i];
        }
    }

    private static void correct(double[] modes, double[] second, double[] rate, double[] rateBefore) {
        for (int i = 0; i < modes.length; i++) {
            modes[i] += second[i] * (rate[i] - rateBefore[i]);
        }
    }
}
