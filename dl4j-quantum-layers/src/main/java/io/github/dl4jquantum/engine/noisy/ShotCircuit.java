package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Expectations as means over shots, and gradients by parameter-shift of such means: each occurrence of an angle is shifted by
 * itself, and inputs and parameters follow by the chain rule.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ShotCircuit<A> implements CircuitEvaluator<A> {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Circuit circuit;
    private final Precision<A> precision;
    private final NoisyPlan plan;
    private final List<MeasuredBasis> bases;
    private final double[] identity;
    private final Shots shots;
    private final boolean invert;
    private final long stream;
    private long runs;
    private double[] parameters;
    private A inputs;
    private int minibatch;

    /** @param stream which of many independent sequences of samples this evaluator draws */
    ShotCircuit(Circuit circuit, NoiseModel noise, Shots shots, boolean invert, long stream, Precision<A> precision) {
        NoisyTiles.check(circuit.qubits());
        this.circuit = circuit;
        this.precision = precision;
        this.shots = shots;
        this.invert = invert;
        this.stream = stream;
        plan = new NoisyPlan(circuit, noise);
        bases = MeasuredBasis.of(circuit, noise);
        identity = circuit.observables().stream()
                .mapToDouble(observable -> observable.terms().stream()
                        .filter(term -> term.paulis().isEmpty())
                        .mapToDouble(Observable.Term::coefficient)
                        .sum())
                .toArray();
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        NoisyTiles.checkLength("inputs", inputs, minibatch, circuit.inputs());
        NoisyTiles.checkLength("parameters", parameters, 1, circuit.parameters());
        this.minibatch = minibatch;
        this.parameters = NoisyTiles.toDoubles(parameters);
        this.inputs = differentiable ? inputs : null;
        return NoisyTiles.fromDoubles(means(inputs, -1, 0), precision);
    }

    /** z, [minibatch, observables], with one angle shifted. */
    private double[] means(A inputs, int occurrence, double shift) {
        plan.prepare(parameters, occurrence, shift);
        NoisyTiles<A> tiling = NoisyTiles.of(plan, precision, minibatch);
        long run = runs++;
        double[] z = new double[minibatch * identity.length];
        tiling.run(index -> {
            NoisyTile<A> tile = new NoisyTile<>(plan, tiling.kernels());
            tiling.load(inputs, index, tile.inputs());
            A[] expectations = tile.forward(parameters, false);
            int first = index * tiling.lanes();
            for (int lane = 0; lane < Math.min(tiling.lanes(), minibatch - first); lane++) {
                double[] own = measure(tiling.kernels(), expectations, lane, run, first + lane);
                for (int k = 0; k < own.length; k++) {
                    z[k * minibatch + first + lane] = own[k];
                }
            }
        });
        return z;
    }

    private double[] measure(RowKernels<A> kernels, A[] expectations, int lane, long run, int example) {
        double[] z = identity.clone();
        double[] row = new double[kernels.lanes()];
        for (int basis = 0; basis < bases.size(); basis++) {
            int[] strings = bases.get(basis).strings();
            double[] own = new double[strings.length];
            for (int k = 0; k < own.length; k++) {
                kernels.toDoubles(expectations[strings[k]], row);
                own[k] = row[lane];
            }
            bases.get(basis).sample(own, shots.number(), random(run, example, basis), invert, z);
        }
        return z;
    }

    /** Samples depend on what is drawn, never on who draws it. */
    private SplittableRandom random(long run, int example, int basis) {
        long state = shots.seed();
        for (long part : new long[] {stream, run, example, basis}) {
            state = new SplittableRandom(state * GOLDEN + part).nextLong();
        }
        return new SplittableRandom(state);
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (inputs == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        NoisyTiles.checkLength("upstream", upstream, minibatch, identity.length);
        double[] weights = NoisyTiles.toDoubles(upstream);
        double[][] slopes = new double[plan.occurrences().size()][minibatch];
        for (int occurrence = 0; occurrence < slopes.length; occurrence++) {
            for (ShiftRule.Term term : plan.occurrences().get(occurrence).rule().terms()) {
                double[] z = means(inputs, occurrence, term.shift());
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
        List<Angle> all =
                plan.occurrences().stream().map(Lowering.Occurrence::angle).toList();
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
