package io.github.dl4jquantum.bench.jmh;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.layers.GRU;
import io.github.dl4jquantum.layers.QGRU;
import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import io.github.dl4jquantum.layers.SequenceLayer;
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

/** Sequences of 10 time steps through a cell of 16 values, 4 qubits and 4 layers: CPU engine, one thread, float32. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Ddl4jquantum.threads=1")
public class CellBenchmark {

    private static final int SIZE = 16;
    private static final int STEPS = 10;

    /** The cell. */
    @Param({"qlstm", "qgru", "gru"})
    public String cell;

    /** Sequences in a minibatch. */
    @Param({"8", "32", "64", "256"})
    public int batch;

    private SequenceEvaluator<float[]> evaluator;
    private SequenceEvaluator.Input<float[]> input;
    private float[] parameters;

    /** Makes inputs and parameters. */
    @Setup
    public void setUp() {
        SequenceLayer<?> layer =
                switch (cell) {
                    case "qlstm" -> quantum(new QLSTM.Builder());
                    case "qgru" -> quantum(new QGRU.Builder());
                    default -> new GRU.Builder().nIn(SIZE).nOut(SIZE).build();
                };
        evaluator = layer.evaluator(Precision.FLOAT);
        Random random = new Random(0);
        input = new SequenceEvaluator.Input<>(
                batch, STEPS, CircuitBenchmark.normal(random, batch * SIZE * STEPS), null, List.of());
        parameters = CircuitBenchmark.normal(random, layer.cell().parameterCount());
    }

    private static QuantumRecurrentLayer quantum(QuantumRecurrentLayer.Builder<?> builder) {
        return builder.nIn(SIZE)
                .nOut(SIZE)
                .qubits(4)
                .circuitLayers(4)
                .engine(Engine.CPU)
                .build();
    }

    /** Activations. */
    @Benchmark
    public float[] forward() {
        return evaluator.forward(input, parameters, false).activations();
    }

    /** Activations, and the gradients of the sum of their squares / 2 to inputs and parameters. */
    @Benchmark
    public Object forwardAndBackward() {
        return evaluator.backward(evaluator.forward(input, parameters, true).activations(), STEPS);
    }
}
