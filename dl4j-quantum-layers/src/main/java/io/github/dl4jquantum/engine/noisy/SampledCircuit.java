package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.ArrayList;
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
     * Where a circuit is measured.
     *
     * @param occurrence of the angle that is shifted, or -1
     * @param shift what is added to it
     */
    record Point(int occurrence, double shift) {
        /** With all angles as they are. */
        static final Point HERE = new Point(-1, 0);
    }

    /** z, [minibatch, observables], at each point. */
    abstract List<double[]> means(int minibatch, A inputs, double[] parameters, List<Point> points);

    /** What observables are before any string is measured: the coefficient of the identity. */
    final double[] identity() {
        return identity.clone();
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        NoisyTiles.checkLength("inputs", inputs, minibatch, circuit.inputs());
        NoisyTiles.checkLength("parameters", parameters, 1, circuit.parameters());
        differentiateAt(minibatch, inputs, parameters);
        A z = NoisyTiles.fromDoubles(
                means(minibatch, inputs, this.parameters, List.of(Point.HERE)).get(0), precision);
        this.inputs = differentiable ? inputs : null;
        return z;
    }

    /** Lets {@link #backward} follow, whose shifts need no expectations. */
    final void differentiateAt(int minibatch, A inputs, A parameters) {
        this.minibatch = minibatch;
        this.parameters = NoisyTiles.toDoubles(parameters);
        this.inputs = inputs;
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (inputs == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        NoisyTiles.checkLength("upstream", upstream, minibatch, identity.length);
        double[] weights = NoisyTiles.toDoubles(upstream);
        List<Point> points = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        for (int occurrence = 0; occurrence < occurrences.size(); occurrence++) {
            for (ShiftRule.Term term : occurrences.get(occurrence).rule().terms()) {
                points.add(new Point(occurrence, term.shift()));
                factors.add(term.weight());
            }
        }
        List<double[]> all = means(minibatch, inputs, parameters, points);
        double[][] slopes = new double[occurrences.size()][minibatch];
        for (int p = 0; p < points.size(); p++) {
            double[] z = all.get(p);
            for (int k = 0; k < z.length; k++) {
                slopes[points.get(p).occurrence()][k % minibatch] += factors.get(p) * weights[k] * z[k];
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
