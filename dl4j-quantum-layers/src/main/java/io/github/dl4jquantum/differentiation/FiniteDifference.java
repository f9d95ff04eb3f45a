package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;

/** Central differences, {@code (f(v + h) - f(v - h)) / 2h}: wrong by some h² and by 1e-16 / h. */
public final class FiniteDifference implements Differentiator {

    /** The step where none is chosen. */
    public static final double STEP = 1e-5;

    private final RowFunction function;
    private final double step;

    /**
     * Differences with step {@value #STEP} on the fastest engine.
     *
     * @param circuit the circuit to differentiate
     */
    public FiniteDifference(Circuit circuit) {
        this(circuit, STEP, Engine.AUTO);
    }

    /**
     * Differences with a step on an engine.
     *
     * @param circuit the circuit to differentiate
     * @param step h
     * @param engine what evaluates it
     * @throws IllegalArgumentException if the step is not positive
     */
    public FiniteDifference(Circuit circuit, double step, Engine engine) {
        this.step = Spsa.checkStep(step);
        function = new RowFunction(circuit, engine);
    }

    @Override
    public Jacobian jacobian(double[] inputs, double[] parameters) {
        int observables = function.circuit().observables().size();
        double[][] ofInputs = new double[observables][inputs.length];
        double[][] ofParameters = new double[observables][parameters.length];
        for (int i = 0; i < inputs.length; i++) {
            double[] plus = function.at(Points.moved(inputs, i, step), parameters);
            double[] minus = function.at(Points.moved(inputs, i, -step), parameters);
            fill(ofInputs, i, plus, minus);
        }
        for (int p = 0; p < parameters.length; p++) {
            double[] plus = function.at(inputs, Points.moved(parameters, p, step));
            double[] minus = function.at(inputs, Points.moved(parameters, p, -step));
            fill(ofParameters, p, plus, minus);
        }
        return new Jacobian(ofInputs, ofParameters);
    }

    private void fill(double[][] jacobian, int column, double[] plus, double[] minus) {
        for (int k = 0; k < plus.length; k++) {
            jacobian[k][column] = (plus[k] - minus[k]) / (2 * step);
        }
    }
}
