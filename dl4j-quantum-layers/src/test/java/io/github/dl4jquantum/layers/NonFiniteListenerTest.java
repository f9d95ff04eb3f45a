package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.layers.listener.NonFiniteException;
import io.github.dl4jquantum.layers.listener.NonFiniteException.Quantity;
import io.github.dl4jquantum.layers.listener.NonFiniteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** A number that is not finite, put into one place after the other. Oracle: where and when it was put. */
@Timeout(60)
class NonFiniteListenerTest {

    private static final NonFiniteListener LISTENER = new NonFiniteListener();

    @ParameterizedTest
    @EnumSource
    void aNaNInTheDataStopsBeforeTheUpdate(QuantumLayer kind) {
        MultiLayerNetwork network = network(kind);
        network.fit(kind.data());
        INDArray before = network.params().dup();
        DataSet bad = kind.data();
        bad.getFeatures().putScalar(0, Double.NaN);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> network.fit(bad));
        assertStop(stop, Quantity.INPUT, "0", null, 1);
        assertEquals(before, network.params());
        network.fit(kind.data());
        assertTrue(Double.isFinite(network.score()));
    }

    @ParameterizedTest
    @EnumSource
    void aNaNInTheLabelsIsFoundInTheScore(QuantumLayer kind) {
        MultiLayerNetwork network = network(kind);
        DataSet bad = kind.data();
        bad.getLabels().putScalar(0, Double.NaN);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> network.fit(bad));
        assertStop(stop, Quantity.SCORE, "layer1", null, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aParameterThatIsInfiniteIsFoundInTheLayersOutput(QuantumLayer kind) {
        MultiLayerNetwork network = network(kind);
        network.getParam(kind == QuantumLayer.VQC ? "0_outputB" : "0_candidateB")
                .assign(Double.NaN);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> network.fit(kind.data()));
        assertStop(stop, Quantity.ACTIVATIONS, "layer0", null, 0);
        assertTrue(stop.getMessage().contains("The output of layer layer0 is not finite in iteration 0"));
        assertTrue(stop.getMessage().contains("Lower the learning rate"));
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateThatOverflowsIsFoundInTheParameter(QuantumLayer kind) {
        MultiLayerNetwork network = kind.network(kind.layer(), DataType.FLOAT, all -> all.updater(new Sgd(1e38)));
        network.setListeners(LISTENER);
        DataSet data = kind.data(DataType.FLOAT);
        data.getLabels().muli(1e6);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> network.fit(data));
        assertEquals(Quantity.PARAMETER, stop.quantity());
        assertEquals(0, stop.iteration());
        String parameter = stop.parameter().orElseThrow();
        String key = stop.layer().replace("layer", "") + "_" + parameter;
        assertFalse(Double.isFinite(network.getParam(key).sumNumber().doubleValue()), key);
    }

    /** A listener that spoils one gradient stands for a layer that does. */
    @Test
    void aGradientThatIsNaNIsFoundUnderItsName() {
        MultiLayerNetwork network = network(QuantumLayer.QLSTM);
        INDArray before = network.params().dup();
        network.setListeners(
                new BaseTrainingListener() {
                    @Override
                    public void onBackwardPass(Model model) {
                        model.gradient().getGradientFor("0_hiddenW").putScalar(1, Double.POSITIVE_INFINITY);
                    }
                },
                LISTENER);
        NonFiniteException stop = assertThrows(NonFiniteException.class, () -> network.fit(QuantumLayer.QLSTM.data()));
        assertStop(stop, Quantity.GRADIENT, "layer0", "hiddenW", 0);
        assertTrue(stop.getMessage().contains("In layer layer0 the gradient of hiddenW is not finite"));
        assertEquals(before, network.params());
    }

    @ParameterizedTest
    @EnumSource
    void aComputationGraphStopsWithTheVertexsName(QuantumLayer kind) {
        ComputationGraph graph = Networks.graph(kind);
        graph.setListeners(LISTENER);
        graph.fit(kind.data());
        DataSet bad = kind.data();
        bad.getFeatures().putScalar(0, Double.POSITIVE_INFINITY);
        assertStop(assertThrows(NonFiniteException.class, () -> graph.fit(bad)), Quantity.INPUT, "in", null, 1);
        DataSet labels = kind.data();
        labels.getLabels().putScalar(0, Double.NaN);
        assertStop(assertThrows(NonFiniteException.class, () -> graph.fit(labels)), Quantity.SCORE, "out", null, 1);
        graph.getParam(kind == QuantumLayer.VQC ? "quantum_outputB" : "quantum_candidateB")
                .assign(Double.NaN);
        assertStop(
                assertThrows(NonFiniteException.class, () -> graph.fit(kind.data())),
                Quantity.ACTIVATIONS,
                "quantum",
                null,
                1);
    }

    /** As a user trains: the data set in the middle of an epoch, read ahead by a thread of DL4J. */
    @Test
    void aFitOfManyMinibatchesStopsAtTheBadOne() {
        QuantumLayer kind = QuantumLayer.QGRU;
        MultiLayerNetwork network = network(kind);
        List<DataSet> data = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            data.add(kind.data());
        }
        data.get(3).getFeatures().putScalar(2, Double.NaN);
        NonFiniteException stop =
                assertThrows(NonFiniteException.class, () -> network.fit(new ListDataSetIterator<>(data, 1), 2));
        assertStop(stop, Quantity.INPUT, "0", null, 3);
    }

    @Test
    void largeFiniteNumbersWhoseSumOverflowsPass() {
        MultiLayerNetwork network = network(QuantumLayer.VQC);
        INDArray large = Nd4j.valueArrayOf(new long[] {3, 3}, 3e38, DataType.FLOAT);
        assertFalse(Double.isFinite(large.sumNumber().doubleValue()));
        LISTENER.onForwardPass(network, List.of(large));
        LISTENER.onForwardPass(network, List.of(large.castTo(DataType.DOUBLE), large));
    }

    @Test
    void aListenedFitIsTheSameFit() {
        QuantumLayer kind = QuantumLayer.QLSTM;
        MultiLayerNetwork listened = network(kind);
        MultiLayerNetwork plain = network(kind);
        plain.setListeners();
        for (int k = 0; k < 3; k++) {
            listened.fit(kind.data());
            plain.fit(kind.data());
        }
        assertEquals(plain.params(), listened.params());
    }

    private static MultiLayerNetwork network(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1)));
        network.setListeners(LISTENER);
        return network;
    }

    private static void assertStop(
            NonFiniteException stop, Quantity quantity, String layer, String parameter, int iteration) {
        assertEquals(quantity, stop.quantity());
        assertEquals(layer, stop.layer());
        assertEquals(Optional.ofNullable(parameter), stop.parameter());
        assertEquals(iteration, stop.iteration());
    }
}
