package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.Tolerances;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.transferlearning.TransferLearningHelper;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Frozen layers, and what was learnt under a new head. Oracle: the parameters before. */
@Timeout(60)
class TransferTest {

    private static final int NEW_OUT = 5;

    @ParameterizedTest
    @EnumSource
    void aNewHeadOnAFrozenLayerIsAllThatLearns(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1)));
        MultiLayerNetwork transferred = new TransferLearning.Builder(network)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.1))
                        .build())
                .setFeatureExtractor(0)
                .nOutReplace(1, NEW_OUT, WeightInit.XAVIER)
                .build();
        assertTrue(transferred.summary().contains("Frozen " + (kind == QuantumLayer.VQC ? "VqcLayer" : kind)));
        assertNear(
                network.feedForward(kind.features()).get(1),
                transferred.feedForward(kind.features()).get(1),
                0);
        INDArray head = transferred.getLayer(1).params().dup();
        transferred.fit(newData(kind));
        assertEquals(network.getLayer(0).params(), transferred.getLayer(0).params());
        assertNotEquals(head, transferred.getLayer(1).params());
        assertEquals(NEW_OUT, transferred.output(kind.features()).size(1));
    }

    /** The layer goes on learning, from where it was. */
    @ParameterizedTest
    @EnumSource
    void aNewHeadOnALayerThatLearnsOn(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1)));
        MultiLayerNetwork transferred = new TransferLearning.Builder(network)
                .nOutReplace(1, NEW_OUT, WeightInit.XAVIER)
                .build();
        assertEquals(network.getLayer(0).params(), transferred.getLayer(0).params());
        double before = transferred.score(newData(kind));
        for (int k = 0; k < 20; k++) {
            transferred.fit(newData(kind));
        }
        assertTrue(transferred.score(newData(kind)) < before);
        assertNotEquals(network.getLayer(0).params(), transferred.getLayer(0).params());
    }

    @ParameterizedTest
    @EnumSource
    void aVertexOfAComputationGraphKeepsItsParametersUnderANewHead(QuantumLayer kind) {
        ComputationGraph graph = Networks.graph(kind);
        ComputationGraph transferred = new TransferLearning.GraphBuilder(graph)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.1))
                        .build())
                .setFeatureExtractor("quantum")
                .nOutReplace("out", NEW_OUT, WeightInit.XAVIER)
                .build();
        transferred.fit(newData(kind));
        assertNear(
                graph.getLayer("quantum").params().ravel(),
                transferred.getLayer("quantum").params().ravel(),
                1e-7); // DL4J 1.0.0-M2.1 makes the new graph in float.
        assertArrayEquals(
                newData(kind).getLabels().shape(),
                transferred.outputSingle(kind.features()).shape());
    }

    /** What DL4J's helper makes of the frozen part once is what the network makes of it every time. */
    @ParameterizedTest
    @EnumSource
    void theHelperFeaturizesWithTheFrozenLayer(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1)));
        INDArray expected = network.feedForward(kind.features()).get(1);
        DataSet featurized = new TransferLearningHelper(network, 0).featurize(kind.data());
        assertNear(expected, featurized.getFeatures(), Tolerances.DOUBLE);
    }

    /** A layer that was frozen in the configuration; with backprop its gradient still reaches what is below it. */
    @ParameterizedTest
    @EnumSource
    void aLayerFrozenInTheConfigurationStaysAsItIs(QuantumLayer kind) {
        for (Layer frozen : new Layer[] {new FrozenLayer(kind.layer()), new FrozenLayerWithBackprop(kind.layer())}) {
            MultiLayerNetwork network = kind.scattered(frozen, all -> all.updater(new Sgd(0.1)));
            INDArray before = network.params().dup();
            INDArray output = network.output(kind.features());
            network.fit(kind.data());
            long count = network.getLayer(0).numParams();
            assertNear(
                    before.ravel().get(NDArrayIndex.interval(0, count)),
                    network.params().ravel().get(NDArrayIndex.interval(0, count)),
                    0);
            assertNotEquals(output, network.output(kind.features()));
        }
    }

    /** Forward as in inference, then back, is what FrozenLayerWithBackprop asks of a layer. */
    @ParameterizedTest
    @EnumSource
    void theGradientAfterAForwardPassInInferenceIsThatAfterOneInTraining(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all);
        Networks.Pass expected = Networks.Pass.of(network, kind.features(), null, kind.upstream());
        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        network.getLayer(0).activate(kind.features(), false, none);
        INDArray ofInput =
                network.getLayer(0).backpropGradient(kind.upstream(), none).getSecond();
        assertNear(expected.ofInput(), ofInput, 0);
        network.getLayer(0).clear();
        assertThrows(RuntimeException.class, () -> network.getLayer(0).backpropGradient(kind.upstream(), none));
    }

    private static DataSet newData(QuantumLayer kind) {
        INDArray labels = kind == QuantumLayer.VQC
                ? Networks.random(4, QuantumLayer.MINIBATCH, NEW_OUT)
                : Networks.random(4, QuantumLayer.MINIBATCH, NEW_OUT, QuantumLayer.STEPS);
        return new DataSet(kind.features(), labels);
    }
}
