package io.github.dl4jquantum.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.testing.ZipContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Networks through files. Oracle: the network that was saved, trained on without a break. */
@Timeout(120)
class NetworkFileTest {
    @TempDir
    private Path folder;

    @Test
    void aRecurrentNetworkTrainsOnAsIfItHadNeverBeenSaved() throws IOException {
        MultiLayerNetwork net = recurrent(DataType.FLOAT);
        DataSet data = new DataSet(Nd4j.rand(DataType.FLOAT, 4, 3, 5), Nd4j.rand(DataType.FLOAT, 4, 2, 5));
        net.fit(data);
        NetworkFile.write(net, file(), true);
        MultiLayerNetwork again = NetworkFile.readMultiLayerNetwork(file(), true);
        assertEquals(net.getIterationCount(), again.getIterationCount());
        net.fit(data);
        again.fit(data);
        assertEquals(net.params(), again.params());
        assertEquals(net.getUpdater().getStateViewArray(), again.getUpdater().getStateViewArray());
    }

    @Test
    void withoutItsUpdaterTrainingBeginsAnewIfOneSaysSo() throws IOException {
        MultiLayerNetwork net = recurrent(DataType.DOUBLE);
        net.fit(new DataSet(Nd4j.rand(DataType.DOUBLE, 4, 3, 5), Nd4j.rand(DataType.DOUBLE, 4, 2, 5)));
        NetworkFile.write(net, file(), false);
        refuses("saved without its updater's state", true);
        MultiLayerNetwork again = NetworkFile.readMultiLayerNetwork(file(), false);
        assertEquals(net.params(), again.params());
        assertEquals(0, again.getUpdater().getStateViewArray().normmaxNumber().doubleValue());

        NetworkFile.write(net, file(), true);
        again = NetworkFile.readMultiLayerNetwork(file(), false);
        assertEquals(0, again.getUpdater().getStateViewArray().normmaxNumber().doubleValue());
    }

    @Test
    void aGraphTrainsOnAsIfItHadNeverBeenSaved() throws IOException {
        ComputationGraph net = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("in")
                .addLayer("one", new DenseLayer.Builder().nIn(3).nOut(4).build(), "in")
                .addLayer("two", new DenseLayer.Builder().nIn(3).nOut(2).build(), "in")
                .addVertex("both", new MergeVertex(), "one", "two")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(new LossMSE(Nd4j.createFromArray(new double[][] {{1, 2}})))
                                .activation(Activation.IDENTITY)
                                .nIn(6)
                                .nOut(2)
                                .build(),
                        "both")
                .setOutputs("out")
                .build());
        net.init();
        DataSet data = new DataSet(Nd4j.rand(DataType.FLOAT, 5, 3), Nd4j.rand(DataType.FLOAT, 5, 2));
        net.fit(data);
        NetworkFile.write(net, file(), true);
        ComputationGraph again = NetworkFile.readComputationGraph(file(), true);
        net.fit(data);
        again.fit(data);
        assertEquals(net.params(), again.params());
        refuses("\"format\" is \"dl4j-quantum graph\", not \"dl4j-quantum layers\"", true);
    }

    /** Convolutions, a distribution (whose class stands under "type"), preprocessors, wrappers; an updater without state. */
    @Test
    void networksOfOtherLayersComeBack() throws IOException {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .dropOut(0.9)
                .l2(1e-4)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(2)
                        .convolutionMode(ConvolutionMode.Same)
                        .weightInit(new NormalDistribution(0, 0.1))
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(3)
                        .build())
                .setInputType(InputType.convolutional(4, 4, 1))
                .build());
        net.init();
        NetworkFile.write(net, file(), true);
        INDArray input = Nd4j.rand(DataType.FLOAT, 2, 1, 4, 4);
        assertEquals(
                net.output(input),
                NetworkFile.readMultiLayerNetwork(file(), true).output(input));
        assertEquals(
                net.getLayerWiseConfigurations(),
                NetworkFile.readMultiLayerNetwork(file(), true).getLayerWiseConfigurations());
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        MultiLayerNetwork net = recurrent(DataType.FLOAT);
        NetworkFile.write(net, file(), true);
        byte[] bytes = Files.readAllBytes(file());
        NetworkFile.write(NetworkFile.readMultiLayerNetwork(file(), true), file(), true);
        assertArrayEquals(bytes, Files.readAllBytes(file()));
    }

    @Test
    void aDivergedNetworkIsNotSavedOverAGoodOne() throws IOException {
        MultiLayerNetwork net = recurrent(DataType.FLOAT);
        NetworkFile.write(net, file(), true);
        byte[] good = Files.readAllBytes(file());
        net.params().putScalar(7, Float.NaN);
        ModelFileException refused = assertThrows(ModelFileException.class, () -> NetworkFile.write(net, file(), true));
        assertTrue(refused.getMessage().contains("network/parameters has NaN as number 7 of"), refused.getMessage());
        assertArrayEquals(good, Files.readAllBytes(file()));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    /** Set when the class below is initialised. */
    private static boolean initialised;

    /** Stands for a class that a stranger's file names. */
    public static final class Stranger extends BaseActivationFunction {
        private static final long serialVersionUID = 1L;

        static {
            initialised = true;
        }

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            return in;
        }

        @Override
        public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
            return new Pair<>(epsilon, null);
        }
    }

    @Test
    void aClassThatIsNotTrustedIsNotEvenInitialised() throws IOException {
        String name = NetworkFileTest.class.getName() + "$Stranger";
        rewriteConfiguration("org.nd4j.linalg.activations.impl.ActivationIdentity", name);
        refuses("names the class \"" + name + "\"", false);
        rewriteConfiguration("org.deeplearning4j.nn.weights.WeightInitXavier", "java.util.ArrayList");
        refuses("names the class \"java.util.ArrayList\"", false);
        rewriteConfiguration(
                "org.nd4j.linalg.activations.impl.ActivationIdentity",
                "org.nd4j.linalg.activations.impl.ActivationIdentity<" + name + ">");
        refuses("names the class", false);
        assertFalse(initialised);

        rewriteConfiguration("org.nd4j.linalg.activations.impl.ActivationIdentity", name);
        NetworkFile.readMultiLayerNetwork(file(), false, Stranger.class);
        assertTrue(initialised);
    }

    @Test
    void aConfigurationThatGivesAnotherNetworkIsRefused() throws IOException {
        rewriteConfiguration("\"qubits\" :", "\"qubit\" :");
        refuses("QLSTM has no key \"qubit\"", false);
        rewriteConfiguration("\"qubits\" : 2", "\"qubits\" : 99");
        refuses("99 qubits cannot be simulated; choose 1 to", false);
        rewriteConfiguration("\"hasBias\" :", "\"bias\" :");
        refuses("has the key confs[1].layer.bias, which nothing reads", false);
        rewriteConfiguration("\"nout\" : 2", "\"nout\" : 2000000000");
        refuses("parameters.npy has shape", false);
        rewriteConfiguration("\"dataType\" : \"FLOAT\"", "\"dataType\" : \"DOUBLE\"");
        refuses("is of a network of type DOUBLE, but its parameters are of type FLOAT", false);
    }

    /** ND4J would make an array of 2 numbers in name and 1 in memory. */
    @Test
    void aLossOfFewerWeightsThanItsShapeSaysIsRefused() throws IOException {
        rewriteConfiguration(
                "\"@class\" : \"org.nd4j.linalg.lossfunctions.impl.LossMSE\"",
                "\"@class\" : \"org.nd4j.linalg.lossfunctions.impl.LossMSE\", \"weights\" : {\"dataType\": \"DOUBLE\","
                        + " \"shape\": [1, 2], \"ordering\": \"c\", \"data\": [1.0]}");
        refuses("has an array of shape [1,2] and 1 elements", false);
    }

    /** Saves a network with a change in its configuration, and the checksums of that. */
    private void rewriteConfiguration(String part, String replacement) throws IOException {
        NetworkFile.write(recurrent(DataType.FLOAT), file(), false);
        ZipContent content = ZipContent.read(file());
        String entry = "network/configuration.json";
        String before = content.text(entry);
        String after = before.replace(part, replacement);
        assertNotEquals(before, after);
        String manifest = content.text("manifest.json")
                .replace(ModelFileWriter.sha256(content.bytes(entry)), "SUM")
                .replace("\"length\" : " + content.bytes(entry).length + ",", "LENGTH");
        content.put(entry, after);
        content.put(
                "manifest.json",
                manifest.replace("SUM", ModelFileWriter.sha256(content.bytes(entry)))
                        .replace("LENGTH", "\"length\" : " + content.bytes(entry).length + ","));
        content.put("manifest.sha256", ModelFileWriter.checksumFile(content.bytes("manifest.json")));
        content.write(file());
    }

    private void refuses(String expected, boolean withUpdater) {
        ModelFileException refused =
                assertThrows(ModelFileException.class, () -> NetworkFile.readMultiLayerNetwork(file(), withUpdater));
        assertTrue(refused.getMessage().startsWith("Cannot load the network " + file()), refused.getMessage());
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static MultiLayerNetwork recurrent(DataType type) {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new Adam(0.01))
                .list()
                .layer(new Bidirectional(
                        Bidirectional.Mode.ADD,
                        new QLSTM.Builder().nOut(4).qubits(2).circuitLayers(1).build()))
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nOut(2)
                        .build())
                .setInputType(InputType.recurrent(3))
                .build());
        net.init();
        return net;
    }

    private Path file() {
        return folder.resolve("network.zip");
    }
}
