package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and seeded data. */
final class Networks {

    static final int N_IN = 3;
    static final int N_OUT = 2;

    private Networks() {}

    /** A recurrent layer under an RnnOutputLayer. */
    static MultiLayerNetwork recurrent(Layer layer, int nOut, DataType type, IUpdater updater) {
        return init(recurrentConfiguration(layer, nOut, type, updater));
    }

    /** The same, not yet a network. */
    static MultiLayerConfiguration recurrentConfiguration(Layer layer, int nOut, DataType type, IUpdater updater) {
        return configuration(layer, rnnOutput(nOut), type, updater);
    }

    /** A feed-forward layer under an OutputLayer. */
    static MultiLayerNetwork feedForward(Layer layer, int nOut, DataType type, IUpdater updater) {
        return init(feedForwardConfiguration(layer, nOut, type, updater));
    }

    /** The same, not yet a network. */
    static MultiLayerConfiguration feedForwardConfiguration(Layer layer, int nOut, DataType type, IUpdater updater) {
        return configuration(layer, output(nOut), type, updater);
    }

    /** Makes N_OUT outputs of a sequence of {@code nIn} features. */
    static RnnOutputLayer rnnOutput(int nIn) {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(nIn)
                .nOut(N_OUT)
                .activation(Activation.TANH)
                .dataFormat(RNNFormat.NCW)
                .build();
    }

    /** Makes N_OUT outputs of {@code nIn} features. */
    static OutputLayer output(int nIn) {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nIn(nIn)
                .nOut(N_OUT)
                .activation(Activation.TANH)
                .build();
    }

    /** A graph with a layer of this kind, named "quantum", under an output layer, named "out"; double, Adam. */
    static ComputationGraph graph(QuantumLayer kind) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("in")
                .addLayer("quantum", kind.layer(), "in")
                .addLayer("out", kind == QuantumLayer.VQC ? output(kind.nOut) : rnnOutput(kind.nOut), "quantum")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    private static MultiLayerConfiguration configuration(Layer layer, Layer head, DataType type, IUpdater updater) {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .updater(updater)
                .list()
                .layer(layer)
                .layer(head)
                .build();
    }

    private static MultiLayerNetwork init(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    /** For gradient checks: parameters far from their small initial values, in double. */
    static MultiLayerNetwork scattered(MultiLayerNetwork network) {
        network.setParams(random(network.getnLayers() + 90, 1, network.numParams()));
        return network;
    }

    static NoOp noUpdater() {
        return new NoOp();
    }

    /** The gradient of the loss, in one array; its entries are sums over the minibatch. */
    static INDArray gradient(MultiLayerNetwork network, DataSet data) {
        network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
        network.setInput(data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        network.clearLayerMaskArrays();
        return network.gradient().gradient().ravel().dup();
    }

    /** What the first layer makes of an input, and the gradients of the sum of that times an upstream. */
    record Pass(INDArray outputs, INDArray ofParameters, INDArray ofInput) {

        static Pass of(MultiLayerNetwork network, INDArray x, INDArray mask, INDArray upstream) {
            LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
            org.deeplearning4j.nn.api.Layer layer = network.getLayer(0);
            network.initGradientsView();
            layer.setMaskArray(mask);
            INDArray outputs = layer.activate(x.dup(), true, none);
            INDArray ofInput = layer.backpropGradient(upstream, none).getSecond();
            layer.setMaskArray(null);
            return new Pass(outputs, layer.getGradientsViewArray().ravel().dup(), ofInput);
        }

        static void assertNear(Pass expected, Pass actual, double tolerance) {
            Networks.assertNear(expected.outputs, actual.outputs, tolerance);
            Networks.assertNear(expected.ofParameters, actual.ofParameters, tolerance);
            Networks.assertNear(expected.ofInput, actual.ofInput, tolerance);
        }
    }

    static void assertNear(INDArray expected, INDArray actual, double tolerance) {
        assertArrayEquals(expected.shape(), actual.shape());
        assertEquals(0, expected.sub(actual).amaxNumber().doubleValue(), tolerance);
    }

    /** Seeded numbers in -1..1, double. */
    static INDArray random(long seed, long... shape) {
        Random random = new Random(seed);
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        for (long k = 0; k < array.length(); k++) {
            array.putScalar(k, 2 * random.nextDouble() - 1);
        }
        return array;
    }
}
