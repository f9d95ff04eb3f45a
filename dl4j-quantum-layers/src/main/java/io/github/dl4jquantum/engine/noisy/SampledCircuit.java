package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.List;

/**
 * Expectations as means over shots, and gradients by parameter-shift of such means: each occurrence of an angle is shifted by
 * itself, and inputs and parameters follow by the chain rule.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class SampledCircuit<A> implements CircuitEvaluator<A> {

    final Circuit circuit;
    final Precision<A> precision;
    private final List<Lowering.Occurrence> occurrences;
    private final double[] identity;
    private double[] parameters;
    private A inputs;
    private int minibatch;

    /** @param occurrences the circuit's angles that are not constant */
    SampledCircuit(Circuit circuit, List<Lowering.Occurrence> occurrences, Precision<A> precision) {
        this.circuit = circuit;
        this.occurrences = occurrences;
        this.precision = precision;
        identity = circuit.observables().stream()
                .mapToDouble(observable -> observable.terms().stream()
                        .filter(term -> term.paulis().isEmpty())
                        .mapToDouble(Observable.Term::coefficient)
                        .sum())
                .toArray();
    }

    /**
     * z, [minibatch, observables].
     *
     * @param occurrence of the angle that is shifted, or -1
     */
    abstract double[] means(int minibatch, A inputs, double[] parameters, int occurrence, double shift);

    /** What observables are before any string is measured: the coefficient of the identity. */
    final double[] identity() {
        return identity.clone();
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        NoisyTiles.checkLength("inputs", inputs, minibatch, circuit.inputs());
        NoisyTiles.checkLength("parameters", parameters, 1, circuit.parameters());
        this.minibatch = minibatch;
        this.parameters = NoisyTiles.toDoubles(parameters);
        this.inputs = differentiable ? inputs : null;
        return NoisyTiles.fromDoubles(means(minibatch, inputs, this.parameters, -1, 0), precision);
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (inputs == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        NoisyTiles.checkLength("upstream", upstream, minibatch, identity.length);
        double[] weights = NoisyTiles.toDoubles(upstream);
        double[][] slopes = new double[occurrences.size()][minibatch];
        for (int occurrence = 0; occurrence < slopes.length; occurrence++) {
            for (ShiftRule.Term term : occurrences.get(occurrence).rule().terms()) {
                double[] z = means(minibatch, inputs, parameters, occurrence, term.shift());
                for (int k = 0; k < z.length; k++) {
                    slopes[occurrence][k % minibatch] += term.weight() * weights[k] * z[k];
                }
            }
        }
        return chain(slopes);
    }

    /** From the angles to inputs and parameters. */
    private Gradients<A> chain(double[][] slopes) {
        double[] x = NoisyTiles.toDoubles(inputs);
        double[][] rows = new double[circuit.inputs()][minibatch];
        for (int k = 0; k < x.length; k++) {
            rows[k / minibatch][k % minibatch] = x[k];
        }
        List<Angle> all = occurrences.stream().map(Lowering.Occurrence::angle).toList();
        InputAngles angles = new InputAngles(all, rows, minibatch);
        angles.forward(parameters);
        double[][] ofRows = new double[circuit.inputs()][minibatch];
        double[] ofParameters = new double[circuit.parameters()];
        angles.backward(slopes, ofRows, ofParameters);
        double[] ofInputs = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            ofInputs[k] = ofRows[k / minibatch][k % minibatch];
        }
        return new Gradients<>(
                NoisyTiles.fromDoubles(ofInputs, precision), NoisyTiles.fromDoubles(ofParameters, precision));
    }

    @Override
    public void close() {
        inputs = null;
    }
}
