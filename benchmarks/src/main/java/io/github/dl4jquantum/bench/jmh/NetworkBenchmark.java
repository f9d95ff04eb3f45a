package io.github.dl4jquantum.bench.jmh;

import io.github.dl4jquantum.layers.GRU;
import io.github.dl4jquantum.layers.QGRU;
import io.github.dl4jquantum.layers.QLSTM;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;
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
 * A fit of a network on sequences of 10 time steps: a layer of 16 values before an RnnOutputLayer of 16, Adam, one
 * thread, float32. {@link CellBenchmark} says what of it is the engine's, the output layer alone ("none") what is
 * DL4J's; the rest is the layer's copies and DL4J's updater, which makes eight views of each parameter array.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Ddl4jquantum.threads=1", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"})
public class NetworkBenchmark {

    private static final int SIZE = 16;
    private static final int STEPS = 10;

    /** The layer before the output layer. */
    @Param({"none", "lstm", "gru", "qlstm", "qgru"})
    public String layer;

    /** Sequences in a minibatch. */
    @Param({"8", "32", "256"})
    public int batch;

    private MultiLayerNetwork net;
    private INDArray inputs;
    private INDArray targets;

    /** Makes the network and its data. */
    @Setup
    public void setUp() {
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(0)
                .updater(new Adam(0.01))
                .list();
        switch (layer) {
            case "lstm" -> layers.layer(new LSTM.Builder().nIn(SIZE).nOut(SIZE).build());
            case "gru" -> layers.layer(new GRU.Builder().nIn(SIZE).nOut(SIZE).build());
            case "qlstm" -> layers.layer(
                    new QLSTM.Builder().nIn(SIZE).nOut(SIZE).build());
            case "qgru" -> layers.layer(new QGRU.Builder().nIn(SIZE).nOut(SIZE).build());
            default -> {
                // The output layer alone.
            }
        }
        layers.layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(SIZE)
                .nOut(SIZE)
                .activation(Activation.IDENTITY)
                .dataFormat(RNNFormat.NCW)
                .build());
        net = new MultiLayerNetwork(layers.build());
        net.init();
        inputs = Nd4j.randn(DataType.FLOAT, batch, SIZE, STEPS);
        targets = Nd4j.randn(DataType.FLOAT, batch, SIZE, STEPS);
    }

    /** Forward, mean squared error, backward, Adam. */
    @Benchmark
    public void fit() {
        net.fit(inputs, targets);
    }
}
