package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact derivatives from shifted expectations, as a quantum computer can measure them:
 *
 * <pre>
 *   rotation              f'(t) = (f(t + pi/2) - f(t - pi/2)) / 2
 *   controlled rotation   f'(t) = a (f(t + pi/2) - f(t - pi/2)) - b (f(t + 3 pi/2) - f(t - 3 pi/2)),
 *                         a, b = (sqrt 2 +- 1) / (4 sqrt 2)
 * </pre>
 *
 * of every angle of every primitive gate that the circuit is made of, by itself; the chain rule adds up what inputs and
 * parameters have to do with them. A variance's is {@code <O²>' - 2 <O> <O>'}. Two expectations an angle, four for a controlled rotation, all in one minibatch.
 *
 * <p>Sources: Schuld et al., arXiv 1811.11184; Anselmetti et al., arXiv 2104.05695.
 */
public final class ParameterShift implements Differentiator {

    private static final double ROOT = Math.sqrt(2);
    private static final double NEAR = (ROOT + 1) / (4 * ROOT);
    private static final double FAR = -(ROOT - 1) / (4 * ROOT);

    private final Circuit circuit;
    private final LiftedCircuit lifted;
    private final RowFunction function;

    /**
     * Shifts on the fastest engine.
     *
     * @param circuit the circuit to differentiate
     * @throws IllegalArgumentException if inputs are amplitudes of an AmplitudeEmbedding, which no shift differentiates
     */
    public ParameterShift(Circuit circuit) {
        this(circuit, Engine.AUTO);
    }

    /**
     * Shifts on an engine.
     *
     * @param circuit the circuit to differentiate
     * @param engine what evaluates the shifted circuits
     * @throws IllegalArgumentException if inputs are amplitudes of an AmplitudeEmbedding, which no shift differentiates
     */
    public ParameterShift(Circuit circuit, Engine engine) {
        if (AmplitudeEmbedding.of(circuit).isPresent()) {
            throw new IllegalArgumentException(
                    "The parameter-shift rule shifts angles, and the inputs of an AmplitudeEmbedding are"
                            + " amplitudes; take Adjoint.");
        }
        this.circuit = circuit;
        lifted = new LiftedCircuit(circuit.moments());
        function = new RowFunction(lifted.circuit(), engine);
    }

    /** One shifted evaluation. */
    private record Shift(int angle, double by, double weight) {}

    /** All that {@link #jacobian} evaluates. */
    private List<Shift> shifts() {
        List<Shift> shifts = new ArrayList<>();
        for (int a = 0; a < lifted.occurrences().size(); a++) {
            boolean controlled = lifted.occurrences().get(a).controlled();
            add(shifts, a, Math.PI / 2, controlled ? NEAR : 0.5);
            if (controlled) {
                add(shifts, a, 3 * Math.PI / 2, FAR);
            }
        }
        return shifts;
    }

    private static void add(List<Shift> shifts, int angle, double by, double weight) {
        shifts.add(new Shift(angle, by, weight));
        shifts.add(new Shift(angle, -by, -weight));
    }

    /** {@return the number of expectations that {@link #jacobian} evaluates of each observable} */
    public int evaluations() {
        return shifts().size();
    }

    @Override
    public Jacobian jacobian(double[] inputs, double[] parameters) {
        Points.check(circuit, inputs, parameters);
        int observables = circuit.observables().size();
        double[][] ofInputs = new double[observables][inputs.length];
        double[][] ofParameters = new double[observables][parameters.length];
        List<Shift> shifts = shifts();
        if (!shifts.isEmpty()) {
            double[] angles = lifted.values(inputs, parameters);
            double[][] moved = new double[shifts.size()][];
            for (int s = 0; s < moved.length; s++) {
                moved[s] = Points.moved(angles, shifts.get(s).angle, shifts.get(s).by);
            }
            double[][] z = function.at(moved, new double[0]);
            double[] unmoved = circuit.variances().isEmpty()
                    ? new double[0]
                    : function.at(new double[][] {angles}, new double[0])[0];
            int square = observables;
            for (int k = 0; k < observables; k++) {
                boolean variance = circuit.variances().contains(k);
                double[] ofAngles = new double[angles.length];
                for (int s = 0; s < z.length; s++) {
                    double value = variance ? z[s][square] - 2 * unmoved[k] * z[s][k] : z[s][k];
                    ofAngles[shifts.get(s).angle] += shifts.get(s).weight * value;
                }
                square += variance ? 1 : 0;
                lifted.chain(inputs, parameters, ofAngles, ofInputs[k], ofParameters[k]);
            }
        }
        return new Jacobian(ofInputs, ofParameters);
    }
}
