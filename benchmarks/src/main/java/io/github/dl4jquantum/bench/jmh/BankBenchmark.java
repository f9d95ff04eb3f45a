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
        input = new SequenceEvaluator.Input<>(
                batch, STEPS, CircuitBenchmark.normal(random, batch * INPUTS * STEPS), null, List.of());
        parameters = CircuitBenchmark.normal(random, layer.cell().parameterCount());
    }

    /** Activations, and the gradients of the sum of their squares / 2 to inputs and parameters. */
    @Benchmark
    public Object forwardAndBackward() {
        return evaluator.backward(evaluator.forward(input, parameters, true).activations(), STEPS);
    }
}
