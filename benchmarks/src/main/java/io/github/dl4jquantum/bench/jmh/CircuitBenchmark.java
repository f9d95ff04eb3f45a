package io.github.dl4jquantum.bench.jmh;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The paper's circuit of 4 layers on one thread of the CPU engine, float32. Minibatches of 8, 32 and 64 are one tile of
 * each width, so that their time an example says which width is best.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Ddl4jquantum.threads=1")
public class CircuitBenchmark {

    /** Number of qubits. */
    @Param({"4", "8", "12"})
    public int qubits;

    /** Examples in a minibatch. */
    @Param({"8", "32", "64", "256"})
    public int batch;

    private CircuitEvaluator<float[]> evaluator;
    private float[] inputs;
    private float[] angles;

    /** Makes inputs and angles. */
    @Setup
    public void setUp() {
        Circuit circuit = Ansatz.paper(qubits, 4);
        evaluator = new CpuEngine().circuit(circuit, Precision.FLOAT);
        Random random = new Random(0);
        inputs = normal(random, batch * circuit.inputs());
        angles = normal(random, circuit.parameters());
    }

    /** Numbers of N(0, 1). */
    static float[] normal(Random random, int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** Expectations. */
    @Benchmark
    public float[] forward() {
        return evaluator.forward(batch, inputs, angles, false);
    }

    /** Expectations, and the gradients of the sum of their squares / 2 to inputs and angles. */
    @Benchmark
    public CircuitEvaluator.Gradients<float[]> forwardAndBackward() {
        return evaluator.backward(evaluator.forward(batch, inputs, angles, true));
    }
}
