package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Shots of the density matrix, drawn from a seeded generator.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ShotCircuit<A> extends SampledCircuit<A> {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final NoisyPlan plan;
    private final List<MeasuredBasis> bases;
    private final List<int[]> strings;
    private final Shots shots;
    private final boolean invert;
    private final long stream;
    private long runs;

    /** @param stream which of many independent sequences of samples this evaluator draws */
    ShotCircuit(Circuit circuit, NoiseModel noise, Shots shots, boolean invert, long stream, Precision<A> precision) {
        this(circuit, plan(circuit, noise), MeasuredBasis.of(circuit, noise), shots, invert, stream, precision);
    }

    private ShotCircuit(
            Circuit circuit,
            NoisyPlan plan,
            List<MeasuredBasis> bases,
            Shots shots,
            boolean invert,
            long stream,
            Precision<A> precision) {
        super(circuit, plan.occurrences(), precision);
        this.plan = plan;
        this.bases = bases;
        this.shots = shots;
        this.invert = invert;
        this.stream = stream;
        strings = bases.stream().map(basis -> basis.strings(circuit.qubits())).toList();
    }

    private static NoisyPlan plan(Circuit circuit, NoiseModel noise) {
        NoisyTiles.check(circuit.qubits());
        return new NoisyPlan(circuit, noise);
    }

    @Override
    List<double[]> means(int minibatch, A inputs, double[] parameters, List<Point> points) {
        return points.stream()
                .map(point -> means(minibatch, inputs, parameters, point))
                .toList();
    }

    private double[] means(int minibatch, A inputs, double[] parameters, Point point) {
        plan.prepare(parameters, point.occurrence(), point.shift());
        NoisyTiles<A> tiling = NoisyTiles.of(plan, precision, minibatch);
        long run = runs++;
        double[] z = new double[minibatch * circuit.observables().size()];
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
        double[] z = identity();
        double[] row = new double[kernels.lanes()];
        for (int basis = 0; basis < bases.size(); basis++) {
            int[] strings = this.strings.get(basis);
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
}
