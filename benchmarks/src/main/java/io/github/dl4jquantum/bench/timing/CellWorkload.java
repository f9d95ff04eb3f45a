package io.github.dl4jquantum.bench.timing;

import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.List;
import java.util.Random;

/** One training step of a cell without a network: forward, mean squared error, backward, Adam, float32. */
public final class CellWorkload implements Workload {
    private static final double LEARNING_RATE = 0.01;
    private static final double DECAY_1 = 0.9;
    private static final double DECAY_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final SequenceEvaluator<float[]> evaluator;
    private final SequenceEvaluator.Input<float[]> input;
    private final float[] target;
    private final int steps;
    private final float[] parameters;
    private final float[] firstMoment;
    private final float[] secondMoment;
    private int updates;

    /** @param evaluator of {@code cell}; closed with this */
    CellWorkload(SequenceEvaluator<float[]> evaluator, SequenceCell cell, int batch, int steps) {
        this.evaluator = evaluator;
        this.steps = steps;
        Random random = new Random(0);
        input = new SequenceEvaluator.Input<>(
                batch, steps, CircuitWorkload.normal(random, batch * cell.nIn() * steps), null, List.of());
        target = CircuitWorkload.normal(random, batch * cell.nOut() * steps);
        parameters = CircuitWorkload.normal(random, cell.parameterCount());
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= 0.3f;
        }
        firstMoment = new float[parameters.length];
        secondMoment = new float[parameters.length];
    }

    /** The work of one engine. */
    public static CellWorkload of(CircuitEngine engine, RecurrentCell cell, int batch, int steps) {
        return new CellWorkload(engine.cell(cell, Precision.FLOAT), cell, batch, steps);
    }

    @Override
    public void run() {
        float[] outputs = evaluator.forward(input, parameters, true).activations();
        float[] upstream = new float[target.length];
        for (int i = 0; i < upstream.length; i++) {
            upstream[i] = 2 * (outputs[i] - target[i]) / upstream.length;
        }
        adam(evaluator.backward(upstream, steps).parameters());
    }

    private void adam(float[] gradient) {
        updates++;
        double rate = LEARNING_RATE * Math.sqrt(1 - Math.pow(DECAY_2, updates)) / (1 - Math.pow(DECAY_1, updates));
        for (int i = 0; i < gradient.length; i++) {
            double g = gradient[i];
            double m = DECAY_1 * firstMoment[i] + (1 - DECAY_1) * g;
            double v = DECAY_2 * secondMoment[i] + (1 - DECAY_2) * g * g;
            firstMoment[i] = (float) m;
            secondMoment[i] = (float) v;
            parameters[i] -= (float) (rate * m / (Math.sqrt(v) + EPSILON));
        }
    }

    @Override
    public long parameters() {
        return parameters.length;
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
