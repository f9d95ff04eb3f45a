package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.layers.listener.InPlaceUpdates;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks with and without the listener. Oracle: DL4J's updater as it is, to the last bit. */
@Timeout(120)
class InPlaceUpdatesTest {

    private static final int FITS = 4;

    @ParameterizedTest
    @EnumSource
    void everyUpdateRuleStaysAsItIs(QuantumLayer kind) {
        for (GradientNormalization mode : GradientNormalization.values()) {
            assertSame(kind, all -> all.updater(new Adam(0.05))
                    .gradientNormalization(mode)
                    .gradientNormalizationThreshold(0.02)
                    .l1(0.03)
                    .l2(0.2)
                    .l1Bias(0.05)
                    .weightDecay(0.1));
        }
        assertSame(kind, all -> all.updater(new Nesterovs(0.1)).biasUpdater(new Sgd(0.3)));
        assertSame(kind, all -> all.updater(new Sgd(0.1)).miniBatch(false).l2(0.2));
    }

    private static void assertSame(QuantumLayer kind, UnaryOperator<NeuralNetConfiguration.Builder> settings) {
        assertSame(() -> kind.scattered(kind.layer(), settings), kind.data());
    }

    private static void assertSame(Supplier<MultiLayerNetwork> network, DataSet data) {
        MultiLayerNetwork plain = network.get();
        MultiLayerNetwork inPlace = network.get();
        inPlace.setListeners(new InPlaceUpdates());
        for (int k = 0; k < FITS; k++) {
            plain.fit(data);
            inPlace.fit(data);
            assertEquals(plain.params(), inPlace.params());
            assertEquals(
                    plain.getUpdater().getStateViewArray(), inPlace.getUpdater().getStateViewArray());
            assertEquals(
                    plain.gradient().gradient(), inPlace.gradient().gradient().ravel());
            assertEquals(
                    plain.gradient().gradientForVariable(), inPlace.gradient().gradientForVariable());
        }
    }

    @ParameterizedTest
    @EnumSource
    void graphsStayAsTheyAre(QuantumLayer kind) {
        ComputationGraph plain = Networks.graph(kind);
        ComputationGraph inPlace = Networks.graph(kind);
        inPlace.setListeners(new InPlaceUpdates());
        for (int k = 0; k < FITS; k++) {
            plain.fit(kind.data());
            inPlace.fit(kind.data());
            assertEquals(plain.params(), inPlace.params());
        }
        assertSparesViews(plain, () -> plain.fit(kind.data()));
    }

    @ParameterizedTest
    @EnumSource
    void frozenLayersStayAsTheyAre(QuantumLayer kind) {
        INDArray frozen = kind.scattered(kind.layer(), all -> all).getLayer(0).params();
        assertSame(
                () -> {
                    MultiLayerNetwork whole = kind.scattered(kind.layer(), all -> all.updater(new Adam(0.05)));
                    MultiLayerNetwork network = new TransferLearning.Builder(whole)
                            .setFeatureExtractor(0)
                            .build();
                    assertTrue(network.getLayer(0) instanceof FrozenLayer);
                    assertEquals(frozen, network.getLayer(0).params());
                    return network;
                },
                kind.data());
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void truncatedBackpropagationStaysAsItIs(QuantumLayer kind) {
        assertSame(
                () -> {
                    MultiLayerConfiguration configuration =
                            kind.configuration(kind.layer(), DataType.DOUBLE, all -> all.updater(new Adam(0.05)));
                    configuration.setBackpropType(BackpropType.TruncatedBPTT);
                    configuration.setTbpttFwdLength(2);
                    configuration.setTbpttBackLength(2);
                    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
                    network.init();
                    return Networks.scattered(network);
                },
                kind.data());
    }

    /** The updater's views are of the gradients before then: it must not be told that they are the network's. */
    @ParameterizedTest
    @EnumSource
    void aNetworkThatMakesItsGradientsAnewLearnsOn(QuantumLayer kind) {
        Supplier<MultiLayerNetwork> network = () -> {
            MultiLayerNetwork made = kind.scattered(kind.layer(), all -> all.updater(new Adam(0.05)));
            made.fit(kind.data());
            made.initGradientsView();
            return made;
        };
        assertSame(network, kind.data());
    }

    @ParameterizedTest
    @EnumSource
    void noParameterCostsViewsInAnUpdate(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Adam(0.05)));
        network.fit(kind.data());
        assertSparesViews(network, () -> network.fit(kind.data()));
    }

    /** By hand: before and after the updater two views, and one that they are cut from, of a parameter and its gradient. */
    private static void assertSparesViews(Model network, Runnable fit) {
        long plain = arrays(fit);
        network.setListeners(new InPlaceUpdates());
        long inPlace = arrays(fit);
        int views = 8 * network.paramTable().size();
        assertTrue(plain - inPlace >= views, plain + " - " + inPlace + " < " + views);
    }

    /** Numbers of arrays and views that ND4J registers to be freed. */
    private static long arrays(Runnable work) {
        long before = Nd4j.getDeallocatorService().nextValue();
        work.run();
        return Nd4j.getDeallocatorService().nextValue() - before - 1;
    }
}
