package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact expectations under noise, and their exact gradients by the transposed maps in reverse.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class NoisyCircuit<A> implements CircuitEvaluator<A> {

    private final Circuit circuit;
    private final Precision<A> precision;
    private final NoisyPlan plan;
    private final PauliReadout readout;
    private final List<NoisyTile<A>> tiles = new ArrayList<>();
    private NoisyTiles<A> tiling;
    private double[] parameters;
    private A inputs;

    NoisyCircuit(Circuit circuit, NoiseModel noise, Precision<A> precision) {
        NoisyTiles.check(circuit.qubits());
        this.circuit = circuit;
        this.precision = precision;
        plan = new NoisyPlan(circuit, noise);
        readout = new PauliReadout(circuit, noise);
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        NoisyTiles.checkLength("inputs", inputs, minibatch, circuit.inputs());
        NoisyTiles.checkLength("parameters", parameters, 1, circuit.parameters());
        tile(minibatch);
        this.parameters = NoisyTiles.toDoubles(parameters);
        plan.prepare(this.parameters, -1, 0);
        this.inputs = differentiable ? inputs : null;
        A z = precision.allocate(minibatch * circuit.observables().size());
        tiling.run(index -> {
            A[] expectations = run(index, inputs, differentiable && tiling.keep());
            A[] rows = tiling.kernels().rows(circuit.observables().size());
            readout.forward(tiling.kernels(), expectations, rows);
            tiling.store(rows, z, index);
        });
        return z;
    }

    private void tile(int minibatch) {
        NoisyTiles<A> next = NoisyTiles.of(plan, precision, minibatch);
        if (tiling == null || tiling.lanes() != next.lanes()) {
            tiles.clear();
        }
        tiling = next;
        while (tiles.size() < (tiling.keep() ? tiling.count() : 1)) {
            tiles.add(new NoisyTile<>(plan, tiling.kernels()));
        }
    }

    private NoisyTile<A> tileAt(int index) {
        return tiles.get(tiling.keep() ? index : 0);
    }

    private A[] run(int index, A inputs, boolean keep) {
        NoisyTile<A> tile = tileAt(index);
        tiling.load(inputs, index, tile.inputs());
        return tile.forward(parameters, keep);
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (inputs == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        int observables = circuit.observables().size();
        NoisyTiles.checkLength("upstream", upstream, tiling.minibatch(), observables);
        A ofInputs = precision.allocate(tiling.minibatch() * circuit.inputs());
        double[][] ofParameters = new double[tiling.count()][circuit.parameters()];
        tiling.run(index -> {
            if (!tiling.keep()) {
                run(index, inputs, true);
            }
            NoisyTile<A> tile = tileAt(index);
            A[] gradient = tile.gradientRows();
            A[] rows = tiling.kernels().rows(observables);
            tiling.load(upstream, index, rows);
            readout.backward(tiling.kernels(), rows, gradient);
            double[][] inputRows = new double[circuit.inputs()][tiling.lanes()];
            double[][] sums = tile.backward(gradient, inputRows, ofParameters[index]);
            for (TrainedStep step : plan.trainedSteps()) {
                step.addGradient(sums[step.index()], parameters, ofParameters[index]);
            }
            tiling.store(inputRows, ofInputs, index);
        });
        double[] sum = new double[circuit.parameters()];
        for (double[] ofTile : ofParameters) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += ofTile[k];
            }
        }
        return new Gradients<>(ofInputs, NoisyTiles.fromDoubles(sum, precision));
    }

    /** The Pauli expectations of the first example's final state, [4^n]. */
    double[] pauliExpectations(A inputs, A parameters) {
        forward(1, inputs, parameters, false);
        A[] rows = run(0, inputs, false);
        double[] expectations = new double[rows.length];
        double[] lanes = new double[tiling.lanes()];
        for (int k = 0; k < rows.length; k++) {
            tiling.kernels().toDoubles(rows[k], lanes);
            expectations[k] = lanes[0];
        }
        return expectations;
    }

    @Override
    public void close() {
        tiles.clear();
        inputs = null;
    }
}
