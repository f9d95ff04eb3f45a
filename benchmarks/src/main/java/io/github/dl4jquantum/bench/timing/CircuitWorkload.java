package io.github.dl4jquantum.bench.timing;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Random;

/** {@code loss = sum z^2}, z = VQC(x, theta): expectations and all gradients, float32. */
public final class CircuitWorkload implements Workload {
    private static final int COMPARED = 8;

    private final Circuit circuit;
    private final CircuitEvaluator<float[]> evaluator;
    private final int batch;
    private final float[] inputs;
    private final float[] angles;

    /** The work of one engine. */
    public CircuitWorkload(CircuitEngine engine, int qubits, int layers, int batch) {
        circuit = Ansatz.paper(qubits, layers);
        evaluator = engine.circuit(circuit, Precision.FLOAT);
        this.batch = batch;
        Random random = new Random(0);
        inputs = normal(random, batch * circuit.inputs());
        angles = angles(random, circuit);
    }

    @Override
    public void run() {
        float[] upstream = evaluator.forward(batch, inputs, angles, true).clone();
        for (int i = 0; i < upstream.length; i++) {
            upstream[i] *= 2;
        }
        evaluator.backward(upstream);
    }

    @Override
    public long parameters() {
        return circuit.parameters();
    }

    @Override
    public void close() {
        evaluator.close();
    }

    /** Largest difference of two engines' expectations of one circuit. */
    static double difference(CircuitEngine one, CircuitEngine other, int qubits, int layers) {
        Circuit circuit = Ansatz.paper(qubits, layers);
        Random random = new Random(1);
        float[] inputs = normal(random, COMPARED * circuit.inputs());
        float[] angles = angles(random, circuit);
        try (CircuitEvaluator<float[]> first = one.circuit(circuit, Precision.FLOAT);
                CircuitEvaluator<float[]> second = other.circuit(circuit, Precision.FLOAT)) {
            float[] expected = second.forward(COMPARED, inputs, angles, false);
            float[] actual = first.forward(COMPARED, inputs, angles, false);
            double largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
            }
            return largest;
        }
    }

    private static float[] angles(Random random, Circuit circuit) {
        float[] angles = new float[circuit.parameters()];
        for (int i = 0; i < angles.length; i++) {
            angles[i] = (float) (2 * Math.PI * random.nextDouble());
        }
        return angles;
    }

    /** Numbers of N(0, 1). */
    static float[] normal(Random random, int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
