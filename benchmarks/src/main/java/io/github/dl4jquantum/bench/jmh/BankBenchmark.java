package io.github.dl4jquantum.bench.jmh;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.layers.QLSTM;
import java.util.List;
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

/** 3 time steps of a QLSTM with a bank of 16 circuits a gate, 32 inputs and 128 outputs: CPU engine, one thread, float32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Ddl4jquantum.threads=1")
public class BankBenchmark {

    private static final int INPUTS = 32;
    private static final int OUTPUTS = 128;
    private static final int STEPS = 3;

    /** Sequences in a minibatch. */
    @Param("128")
    public int batch;

    /** Sequences of a smaller minibatch that the JVM has trained for two seconds before, 0 for none. */
    @Param({"0", "8"})
    public int before;

    private SequenceEvaluator<float[]> evaluator;
    private SequenceEvaluator.Input<float[]> input;
    private float[] parameters;

    /** Makes inputs and parameters. */
    @Setup
    public void setUp() {
        QLSTM layer = new QLSTM.Builder()
                .nIn(INPUTS)
                .nOut(OUTPUTS)
                .qubits(4)
                .circuitLayers(4)
                .circuits(16)
                .engine(Engine.CPU)
                .build();
        evaluator = layer.evaluator(Precision.FLOAT);
        Random random = new Random(0);
        parameters = CircuitBenchmark.normal(random, layer.cell().parameterCount());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (before > 0 && System.nanoTime() < end) {
            input = sequences(before, random);
            forwardAndBackward();
        }
        input = sequences(batch, random);
    }

    private static SequenceEvaluator.Input<float[]> sequences(int count, Random random) {
        return new SequenceEvaluator.Input<>(
                count, STEPS, CircuitBenchmark.normal(random, count * INPUTS * STEPS), null, List.of());
    }

    /** Activations, and the gradients of the sum of their squares / 2 to inputs and parameters. */
    @Benchmark
    public Object forwardAndBackward() {
        return evaluator.backward(evaluator.forward(input, parameters, true).activations(), STEPS);
    }
}
