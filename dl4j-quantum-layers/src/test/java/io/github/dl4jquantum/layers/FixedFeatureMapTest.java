package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A VqcLayer without parameters, wherever it stands in a network. Oracles: a network of the other layers alone that is fed
 * what a dense simulation makes of the inputs, and central differences.
 */
@Timeout(120)
class FixedFeatureMapTest {

    private static final int WIDTH = 4;
    private static final int MINIBATCH = 5;

    private static final INDArray X = Networks.random(1, MINIBATCH, WIDTH);
    private static final DataSet DATA = new DataSet(X, Networks.random(2, MINIBATCH, Networks.N_OUT));
    private static final DataSet WIDE = new DataSet(X, Networks.random(3, MINIBATCH, WIDTH));

    enum Map {
        ANGLE_EMBEDDING(Ansatz.angleEmbedding(WIDTH)),
        PAPER_WITHOUT_LAYERS(Ansatz.paper(WIDTH, 0));

        final Circuit circuit;

        Map(Circuit circuit) {
            this.circuit = circuit;
        }

        VqcLayer layer() {
            return new VqcLayer.Builder()
                    .nIn(WIDTH)
                    .nOut(WIDTH)
                    .circuit(circuit)
                    .build();
        }

        INDArray of(INDArray x) {
            DenseSimulator simulator = new DenseSimulator(circuit);
            double[][] rows = new double[(int) x.size(0)][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = simulator.expectations(x.getRow(row).toDoubleVector(), new double[0]);
            }
            return Nd4j.create(rows);
        }
    }

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    private static MultiLayerNetwork network(Layer... layers) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.05))
                .list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    private static ComputationGraph graph(Layer... layers) {
        var builder = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("in");
        String last = "in";
        for (int k = 0; k < layers.length; k++) {
            builder.addLayer("layer" + k, layers[k], last);
            last = "layer" + k;
        }
        ComputationGraph graph = new ComputationGraph(builder.setOutputs(last).build());
        graph.init();
        return graph;
    }

    private static DenseLayer dense() {
        return new DenseLayer.Builder()
                .nIn(WIDTH)
                .nOut(WIDTH)
                .activation(Activation.TANH)
                .build();
    }

    private static LossLayer loss() {
        return new LossLayer.Builder(LossFunction.MSE)
                .activation(Activation.IDENTITY)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void firstAndFrozenItFeedsTheHeadWhatTheDenseSimulationDoes(Map map) {
        DataSet mapped = new DataSet(map.of(X), DATA.getLabels());
        List<Layer> firsts = new ArrayList<>();
        firsts.add(map.layer());
        firsts.add(new FrozenLayer(map.layer()));
        firsts.add(new FrozenLayerWithBackprop(map.layer()));
        for (Layer first : firsts) {
            MultiLayerNetwork head = network(Networks.output(WIDTH));
            MultiLayerNetwork network = network(first.clone(), Networks.output(WIDTH));
            ComputationGraph graph = graph(first.clone(), Networks.output(WIDTH));
            network.setParams(head.params());
            graph.setParams(head.params());
            for (int k = 0; k < 5; k++) {
                head.fit(mapped);
                network.fit(DATA);
                graph.fit(DATA);
            }
            assertNear(head.params(), network.params(), Tolerances.DOUBLE);
            assertNear(head.params(), graph.params(), Tolerances.DOUBLE);
            assertNear(head.output(mapped.getFeatures()), network.output(X), Tolerances.DOUBLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void inTheMiddleAndLastItPassesGradientsOn(Map map) {
        List<Layer[]> stacks = List.of(
                new Layer[] {dense(), map.layer(), Networks.output(WIDTH)},
                new Layer[] {dense(), map.layer(), map.layer(), Networks.output(WIDTH)},
                new Layer[] {dense(), new FrozenLayerWithBackprop(map.layer()), Networks.output(WIDTH)},
                new Layer[] {dense(), map.layer(), loss()});
        for (Layer[] stack : stacks) {
            DataSet data = stack[stack.length - 1] instanceof LossLayer ? WIDE : DATA;
            Layer[] again = new Layer[stack.length];
            for (int k = 0; k < stack.length; k++) {
                again[k] = stack[k].clone();
            }
            MultiLayerNetwork network = network(stack);
            assertGradients(network, data);
            ComputationGraph graph = graph(again);
            graph.setParams(network.params());
            network.fit(data);
            graph.fit(data);
            assertNear(network.params(), graph.params(), Tolerances.DOUBLE);
        }
    }

    private static void assertGradients(MultiLayerNetwork network, DataSet data) {
        INDArray gradient = Networks.gradient(network, data).div(MINIBATCH);
        INDArray parameters = network.params().dup();
        for (int k = 0; k < parameters.length(); k++) {
            INDArray moved = parameters.dup();
            moved.putScalar(k, parameters.getDouble(k) + Tolerances.STEP);
            network.setParams(moved);
            double up = network.score(data);
            moved.putScalar(k, parameters.getDouble(k) - Tolerances.STEP);
            network.setParams(moved);
            double difference = (up - network.score(data)) / (2 * Tolerances.STEP);
            assertEquals(difference, gradient.getDouble(k), Tolerances.CENTRAL_DIFFERENCE);
        }
        network.setParams(parameters);
    }

    /** Nothing to learn at all. */
    @ParameterizedTest
    @EnumSource
    void aloneItIsEvaluatedAndFitChangesNothing(Map map) {
        INDArray expected = map.of(X);
        MultiLayerNetwork network = network(map.layer(), loss());
        ComputationGraph graph = graph(map.layer(), loss());
        assertNear(expected, network.output(X), Tolerances.DOUBLE);
        double score = expected.squaredDistance(WIDE.getLabels()) / MINIBATCH / WIDTH;
        assertEquals(score, network.score(WIDE), Tolerances.DOUBLE);
        network.fit(WIDE);
        graph.fit(WIDE);
        assertNear(expected, network.output(X), Tolerances.DOUBLE);
        assertNear(expected, graph.outputSingle(X), Tolerances.DOUBLE);
    }
}
