package io.github.dl4jquantum.bench.jmh;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.noisy.NoisyEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.ThermalRelaxation;
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

/** What {@link CircuitBenchmark} times, under noise. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Ddl4jquantum.threads=1")
public class NoisyCircuitBenchmark {

    /** Number of qubits. */
    @Param({"4", "6", "8"})
    public int qubits;

    /** Examples in a minibatch. */
    @Param({"32", "256"})
    public int batch;

    /** Whether qubits relax besides being depolarised. */
    @Param({"false", "true"})
    public boolean relaxation;

    private CircuitEvaluator<float[]> evaluator;
    private float[] inputs;
    private float[] angles;

    /** Makes inputs and angles. */
    @Setup
    public void setUp() {
        NoiseModel.Builder noise = NoiseModel.builder("benchmark")
                .after(1, new Depolarizing(1, 0.001))
                .after(2, new Depolarizing(2, 0.01))
                .readout(0.01, 0.02);
        if (relaxation) {
            noise.after(1, new ThermalRelaxation(100, 80, 0.05)).after(2, new ThermalRelaxation(100, 80, 0.3));
        }
        Circuit circuit = Ansatz.paper(qubits, 4);
        evaluator = new NoisyEngine(noise.build()).circuit(circuit, Precision.FLOAT);
        Random random = new Random(0);
        inputs = CircuitBenchmark.normal(random, batch * circuit.inputs());
        angles = CircuitBenchmark.normal(random, circuit.parameters());
    }

    /** Expectations, and the gradients of the sum of their squares / 2 to inputs and angles. */
    @Benchmark
    public CircuitEvaluator.Gradients<float[]> forwardAndBackward() {
        return evaluator.backward(evaluator.forward(batch, inputs, angles, true));
    }
}
