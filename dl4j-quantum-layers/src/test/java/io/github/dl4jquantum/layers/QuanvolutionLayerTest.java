package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.file.NetworkFile;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.Tolerances;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Oracles: patches cut by hand and evaluated by a dense simulation, the output sizes of DL4J's ConvolutionLayer, central
 * differences by DL4J's GradientCheckUtil in double, the SAMEDIFF engine.
 */
@Timeout(120)
class QuanvolutionLayerTest {

    private static final int MINIBATCH = 2;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;

    /** Channels, circuits and geometry that differ in every direction. */
    enum Kind {
        DEFAULT(1, new QuanvolutionLayer.Builder()),
        PROJECTED(
                2,
                new QuanvolutionLayer.Builder()
                        .qubits(2)
                        .circuitLayers(1)
                        .nOut(3)
                        .kernelSize(3, 2)
                        .stride(1, 2)
                        .padding(1, 0)),
        SAME(
                2,
                new QuanvolutionLayer.Builder()
                        .qubits(2)
                        .circuitLayers(1)
                        .circuits(2)
                        .kernelSize(2, 3)
                        .stride(2, 2)
                        .convolutionMode(ConvolutionMode.Same)),
        DILATED(
                1,
                new QuanvolutionLayer.Builder()
                        .circuit(Ansatz.angleEmbedding(4))
                        .stride(1, 1)
                        .dilation(2, 3));

        final int channels;
        private final QuanvolutionLayer.Builder builder;

        Kind(int channels, QuanvolutionLayer.Builder builder) {
            this.channels = channels;
            this.builder = builder;
        }

        QuanvolutionLayer layer(CNN2DFormat format, Engine engine) {
            return builder.dataFormat(format).engine(engine).build();
        }

        MultiLayerNetwork network(CNN2DFormat format, Engine engine) {
            MultiLayerNetwork network = new MultiLayerNetwork(configuration(format, engine, Networks.noUpdater()));
            network.init();
            return Networks.scattered(network);
        }

        MultiLayerConfiguration configuration(CNN2DFormat format, Engine engine, IUpdater updater) {
            return new NeuralNetConfiguration.Builder()
                    .seed(7)
                    .dataType(DataType.DOUBLE)
                    .updater(updater)
                    .list()
                    .layer(layer(format, engine))
                    .layer(new OutputLayer.Builder(LossFunction.MSE)
                            .nOut(Networks.N_OUT)
                            .activation(Activation.TANH)
                            .build())
                    .setInputType(InputType.convolutional(HEIGHT, WIDTH, channels, format))
                    .build();
        }

        INDArray image() {
            return Networks.random(1, MINIBATCH, channels, HEIGHT, WIDTH);
        }

        DataSet data(CNN2DFormat format) {
            INDArray image = format == CNN2DFormat.NCHW ? image() : last(image());
            return new DataSet(image, Networks.random(2, MINIBATCH, Networks.N_OUT));
        }
    }

    private static INDArray last(INDArray channelsFirst) {
        return channelsFirst.permute(0, 2, 3, 1).dup('c');
    }

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    /** Pixel by pixel; outside of the image are zeros. */
    @ParameterizedTest
    @EnumSource
    void eachPatchIsMappedByTheCircuit(Kind kind) {
        MultiLayerNetwork network = kind.network(CNN2DFormat.NCHW, Engine.CPU);
        QuanvolutionLayer layer = (QuanvolutionLayer) network.getLayer(0).conf().getLayer();
        INDArray found = network.feedForward(kind.image()).get(1);
        ConvolutionLayer stock = new ConvolutionLayer.Builder(
                        layer.getKernelSize(), layer.getStride(), layer.getPadding())
                .dilation(layer.getDilation())
                .convolutionMode(layer.getConvolutionMode())
                .nOut(layer.getNOut())
                .build();
        InputType input = InputType.convolutional(HEIGHT, WIDTH, kind.channels);
        assertEquals(stock.getOutputType(0, input), layer.getOutputType(0, input));
        var size = (InputType.InputTypeConvolutional) stock.getOutputType(0, input);
        assertArrayEquals(new long[] {MINIBATCH, layer.getNOut(), size.getHeight(), size.getWidth()}, found.shape());
        for (int b = 0; b < MINIBATCH; b++) {
            for (int i = 0; i < size.getHeight(); i++) {
                for (int j = 0; j < size.getWidth(); j++) {
                    double[] expected = mapped(network, layer, patch(kind.image(), layer, b, i, j, size));
                    for (int k = 0; k < expected.length; k++) {
                        assertEquals(expected[k], found.getDouble(b, k, i, j), Tolerances.DOUBLE);
                    }
                }
            }
        }
    }

    private static double[] patch(
            INDArray image, QuanvolutionLayer layer, int b, int i, int j, InputType.InputTypeConvolutional size) {
        int[] kernel = layer.getKernelSize();
        int[] first = layer.getPadding();
        if (layer.getConvolutionMode() == ConvolutionMode.Same) {
            // What the last patch lacks, half of it (rounded down) before the image.
            first[0] = (int) ((size.getHeight() - 1) * layer.getStride()[0] + kernel[0] - HEIGHT) / 2;
            first[1] = (int) ((size.getWidth() - 1) * layer.getStride()[1] + kernel[1] - WIDTH) / 2;
        }
        double[] patch = new double[(int) layer.values()];
        for (int c = 0; c < image.size(1); c++) {
            for (int row = 0; row < kernel[0]; row++) {
                for (int column = 0; column < kernel[1]; column++) {
                    int y = i * layer.getStride()[0] - first[0] + row * layer.getDilation()[0];
                    int x = j * layer.getStride()[1] - first[1] + column * layer.getDilation()[1];
                    boolean inside = y >= 0 && y < HEIGHT && x >= 0 && x < WIDTH;
                    patch[(c * kernel[0] + row) * kernel[1] + column] = inside ? image.getDouble(b, c, y, x) : 0;
                }
            }
        }
        return patch;
    }

    private static double[] mapped(MultiLayerNetwork network, QuanvolutionLayer layer, double[] patch) {
        double[] q = affine(patch, network.getParam("0_projectionW"), network.getParam("0_projectionB"));
        INDArray angles = network.getParam("0_angles");
        int n = layer.circuit().inputs();
        int p = layer.circuit().parameters();
        double[] z = new double[0];
        for (int k = 0; k < layer.getCircuits(); k++) {
            double[] x = Arrays.copyOfRange(q, k * n, (k + 1) * n);
            double[] theta =
                    p == 0 ? new double[0] : Arrays.copyOfRange(angles.ravel().toDoubleVector(), k * p, (k + 1) * p);
            double[] own = new DenseSimulator(layer.circuit()).expectations(x, theta);
            z = DoubleStream.concat(Arrays.stream(z), Arrays.stream(own)).toArray();
        }
        return affine(z, network.getParam("0_outputW"), network.getParam("0_outputB"));
    }

    private static double[] affine(double[] x, INDArray weights, INDArray bias) {
        if (weights == null) {
            return x;
        }
        return Nd4j.createFromArray(new double[][] {x}).mmul(weights).add(bias).toDoubleVector();
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfCentralDifferences(Kind kind) {
        for (CNN2DFormat format : CNN2DFormat.values()) {
            DataSet data = kind.data(format);
            MultiLayerNetwork network = kind.network(format, Engine.CPU);
            GradientChecks.check(network, data.getFeatures(), data.getLabels(), null);
        }
    }

    /** Of a layer on top of it, so that its own gradient in the image is checked. */
    @ParameterizedTest
    @EnumSource
    void gradientsReachTheLayerBelow(Kind kind) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(Networks.noUpdater())
                .list()
                .layer(new ConvolutionLayer.Builder(2, 2)
                        .nOut(kind.channels)
                        .activation(Activation.TANH)
                        .convolutionMode(ConvolutionMode.Same)
                        .build())
                .layer(kind.layer(CNN2DFormat.NCHW, Engine.CPU))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(Networks.N_OUT)
                        .activation(Activation.TANH)
                        .build())
                .setInputType(InputType.convolutional(HEIGHT, WIDTH, kind.channels))
                .build());
        network.init();
        DataSet data = kind.data(CNN2DFormat.NCHW);
        GradientChecks.check(Networks.scattered(network), data.getFeatures(), data.getLabels(), null);
    }

    @ParameterizedTest
    @EnumSource
    void formatsAndEnginesAgree(Kind kind) {
        MultiLayerNetwork first = kind.network(CNN2DFormat.NCHW, Engine.CPU);
        INDArray expected = first.feedForward(kind.image()).get(1);
        INDArray channelsLast = kind.network(CNN2DFormat.NHWC, Engine.CPU)
                .feedForward(last(kind.image()))
                .get(1);
        assertNear(last(expected), channelsLast, 1e-14);
        MultiLayerNetwork oracle = kind.network(CNN2DFormat.NCHW, Engine.SAMEDIFF);
        assertNear(expected, oracle.feedForward(kind.image()).get(1), Tolerances.DOUBLE);
        if (first.getLayer(0).numParams() == 0) {
            return; // Its gradient in the image is checked above.
        }
        INDArray upstream = Networks.random(8, expected.shape());
        Networks.Pass.assertNear(
                Networks.Pass.of(oracle, kind.image(), null, upstream),
                Networks.Pass.of(first, kind.image(), null, upstream),
                Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void configurationsFilesAndClonesKeepItAndItTrainsOn(Kind kind, @TempDir Path folder) throws Exception {
        MultiLayerConfiguration conf = kind.configuration(CNN2DFormat.NHWC, Engine.CPU, new Adam(0.02));
        Layer layer = conf.getConf(0).getLayer();
        for (MultiLayerConfiguration back : new MultiLayerConfiguration[] {
            MultiLayerConfiguration.fromJson(conf.toJson()),
            MultiLayerConfiguration.fromYaml(conf.toYaml()),
            conf.clone()
        }) {
            assertEquals(layer, back.getConf(0).getLayer());
            assertEquals(layer.hashCode(), back.getConf(0).getLayer().hashCode());
            assertEquals(layer.toString(), back.getConf(0).getLayer().toString());
        }
        DataSet data = kind.data(CNN2DFormat.NHWC);
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        network.fit(data);
        NetworkFile.write(network, folder.resolve("own.zip"), true);
        ModelSerializer.writeModel(network, folder.resolve("dl4j.zip").toFile(), true);
        MultiLayerNetwork[] again = {
            NetworkFile.readMultiLayerNetwork(folder.resolve("own.zip"), true),
            ModelSerializer.restoreMultiLayerNetwork(folder.resolve("dl4j.zip").toFile(), true),
            network.clone()
        };
        network.fit(data);
        for (MultiLayerNetwork each : again) {
            each.fit(data);
            assertNear(network.params(), each.params(), 0);
        }
        double before = network.score(data);
        for (int k = 0; k < 30; k++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < before);
    }

    /** Under a convolution, since DL4J's preprocessors in front of dense layers keep the old size. */
    @Test
    void transferLearningChangesItsSizesAndGraphsHaveItToo() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(Kind.PROJECTED.layer(CNN2DFormat.NCHW, Engine.CPU))
                .layer(new ConvolutionLayer.Builder(1, 1).nOut(2).build())
                .layer(new CnnLossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(HEIGHT, WIDTH, 2))
                .build());
        network.init();
        MultiLayerNetwork wider = new TransferLearning.Builder(network)
                .nOutReplace(0, 4, WeightInit.XAVIER)
                .build();
        assertArrayEquals(
                new long[] {MINIBATCH, 4, 5, 3},
                wider.feedForward(Kind.PROJECTED.image()).get(1).shape());
        assertTrue(network.summary().contains("(QuanvolutionLayer)"), network.summary());
        assertTrue(wider.summary().contains("2,4"), wider.summary());
        assertNear(
                network.output(Kind.PROJECTED.image()),
                network.toComputationGraph().outputSingle(Kind.PROJECTED.image()),
                1e-14);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused(() -> new QuanvolutionLayer.Builder().kernelSize(2).build(), "kernelSize is [2]");
        assertRefused(() -> new QuanvolutionLayer.Builder().stride(0, 1).build(), "at least 1");
        assertRefused(
                () -> new QuanvolutionLayer.Builder()
                        .convolutionMode(ConvolutionMode.Causal)
                        .build(),
                "Causal");
        assertRefused(
                () -> new QuanvolutionLayer.Builder()
                        .convolutionMode(ConvolutionMode.Same)
                        .padding(1, 1)
                        .build(),
                "Same");
        MultiLayerNetwork network = Kind.DEFAULT.network(CNN2DFormat.NCHW, Engine.CPU);
        assertRefused(() -> network.output(Networks.random(1, 2, 3, HEIGHT, WIDTH)), "[minibatch, 1, height, width]");
        assertThrows(RuntimeException.class, () -> network.output(Networks.random(1, 2, 1, 1, 1)));
        assertNotEquals(
                new QuanvolutionLayer.Builder().build(),
                new QuanvolutionLayer.Builder().stride(1, 1).build());
    }

    private static void assertRefused(org.junit.jupiter.api.function.Executable action, String part) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
