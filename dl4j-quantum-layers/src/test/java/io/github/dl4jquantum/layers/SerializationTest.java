package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.QuantumLayer.Options;
import io.github.dl4jquantum.testing.AmplitudeCircuits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Configurations and networks written, read and copied. Oracle: the one they were made of. */
@Timeout(60)
class SerializationTest {

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void jsonAndYamlRoundTripsAreEqual(QuantumLayer kind) {
        var paper = conf(kind, Options.of(Engine.CPU));
        var own = conf(kind, Options.of(Ansatz.paperWithoutEntanglement(2, 1)));
        assertNotEquals(paper, own);
        for (MultiLayerConfiguration conf : new MultiLayerConfiguration[] {paper, own}) {
            assertEquals(conf, MultiLayerConfiguration.fromJson(conf.toJson()));
            assertEquals(conf, MultiLayerConfiguration.fromYaml(conf.toYaml()));
            assertFalse(conf.toJson().contains("engine"), "the engine is no part of a saved model");
        }
    }

    /** As Spark sends them to its executors. */
    @Test
    void javaSerialisationKeepsTheEngine() throws IOException, ClassNotFoundException {
        QLSTM sent = new QLSTM.Builder().nIn(3).nOut(4).engine(Engine.SAMEDIFF).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(sent);
        QLSTM there = (QLSTM) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertEquals(sent, there);
        assertEquals(Engine.SAMEDIFF, there.engine());
    }

    /** Amplitudes are read in a way of their own, since older files do not know complex ones. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLayerOfAmplitudesIsReadAsItWasWritten(boolean complex) {
        VqcLayer layer = new VqcLayer.Builder()
                .nIn(5)
                .nOut(2)
                .circuit(AmplitudeCircuits.of(2, 2, 4, complex))
                .build();
        var conf = Networks.feedForwardConfiguration(layer, 2, DataType.FLOAT, Networks.noUpdater());
        assertEquals(complex, conf.toJson().contains("\"complex\""));
        assertEquals(conf, MultiLayerConfiguration.fromJson(conf.toJson()));
        assertEquals(conf, MultiLayerConfiguration.fromYaml(conf.toYaml()));
    }

    /** DL4J's own layers take a misspelt key for none, and any number. */
    @ParameterizedTest
    @CsvSource({
        "qubits, qubit, has no key \"qubit\"",
        "qubits\" : 2, qubits\" : 0, 0 qubits cannot be simulated",
        "circuitLayers\" : 1, circuitLayers\" : -1, -1 circuit layers are out of range",
        "circuitLayers, layers, has no key \"layers\"",
        "circuits\" : 1, circuits\" : 0, 0 circuits per gate are out of range",
        "encoding\" : \"ARCTAN\", encoding\" : null, encoding is missing or null",
        "nin\" : 3, nin\" : -3, nin is -3; choose 1 to",
        "nin\" : 3, nin\" : 4294967299, nin is 4294967299; choose 1 to"
    })
    void aFileOfAnotherLayerIsRefusedInWordsOfOurOwn(String part, String replacement, String expected) {
        for (QuantumLayer kind : new QuantumLayer[] {QuantumLayer.VQC, QuantumLayer.QLSTM, QuantumLayer.QGRU}) {
            MultiLayerConfiguration conf = conf(kind, Options.of(Engine.CPU));
            String json = conf.toJson();
            String changed = json.replace(part, replacement);
            assertNotEquals(json, changed, kind.name());
            RuntimeException refused =
                    assertThrows(RuntimeException.class, () -> MultiLayerConfiguration.fromJson(changed));
            assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        }
        assertThrows(
                RuntimeException.class,
                () -> MultiLayerConfiguration.fromYaml(
                        conf(QuantumLayer.VQC, Options.of(Engine.CPU)).toYaml().replace("qubits:", "qubit:")));
    }

    @ParameterizedTest
    @EnumSource
    void layersBuiltAlikeAreEqualWhateverTheEngine(QuantumLayer kind) {
        var one = kind.layer(Options.of(Engine.CPU));
        var other = kind.layer(Options.of(Engine.SAMEDIFF));
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertEquals(one, one.clone());
    }

    @ParameterizedTest
    @EnumSource
    void jsonAndYamlOfAComputationGraphAreEqual(QuantumLayer kind) {
        ComputationGraphConfiguration conf = Networks.graph(kind).getConfiguration();
        assertEquals(conf, ComputationGraphConfiguration.fromJson(conf.toJson()));
        assertEquals(conf, ComputationGraphConfiguration.fromYaml(conf.toYaml()));
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkSavedWithItsUpdaterTrainsOnIdentically(QuantumLayer kind, @TempDir Path folder) throws Exception {
        MultiLayerNetwork network = trained(kind);
        MultiLayerNetwork restored = throughFile(network, folder, true);
        assertEquals(network.output(kind.features()), restored.output(kind.features()));
        for (int k = 0; k < 3; k++) {
            network.fit(kind.data());
            restored.fit(kind.data());
        }
        assertEquals(network.params(), restored.params());
        assertEquals(
                network.getUpdater().getStateViewArray(), restored.getUpdater().getStateViewArray());
    }

    /** Without the updater's state Adam begins anew: what a network with these parameters and a new updater does. */
    @ParameterizedTest
    @EnumSource
    void aNetworkSavedWithoutItsUpdaterTrainsOnFromAFreshOne(QuantumLayer kind, @TempDir Path folder) throws Exception {
        MultiLayerNetwork network = trained(kind);
        MultiLayerNetwork restored = throughFile(network, folder, false);
        assertEquals(network.output(kind.features()), restored.output(kind.features()));
        network.getUpdater().getStateViewArray().assign(0);
        network.fit(kind.data());
        restored.fit(kind.data());
        assertEquals(network.params(), restored.params());
    }

    @ParameterizedTest
    @EnumSource
    void aComputationGraphSavedTrainsOnIdentically(QuantumLayer kind, @TempDir Path folder) throws Exception {
        ComputationGraph graph = Networks.graph(kind);
        graph.fit(kind.data());
        File file = folder.resolve("graph.zip").toFile();
        ModelSerializer.writeModel(graph, file, true);
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file, true);
        graph.fit(kind.data());
        restored.fit(kind.data());
        assertEquals(graph.params(), restored.params());
    }

    @ParameterizedTest
    @EnumSource
    void aCloneIsEqualAndIndependent(QuantumLayer kind) {
        MultiLayerNetwork network = trained(kind);
        MultiLayerNetwork clone = network.clone();
        assertEquals(network.output(kind.features()), clone.output(kind.features()));
        INDArray before = network.params().dup();
        clone.fit(kind.data());
        assertEquals(before, network.params());
        network.fit(kind.data());
        assertEquals(network.params(), clone.params());
    }

    @ParameterizedTest
    @EnumSource
    void setParamSetParamsAndParamTableAreViewsOfTheSameNumbers(QuantumLayer kind) {
        MultiLayerNetwork network = trained(kind);
        MultiLayerNetwork byName = kind.network(kind.layer(), DataType.DOUBLE, all -> all);
        network.paramTable().forEach((key, parameter) -> {
            byName.setParam(key, parameter.dup());
            assertEquals(parameter, byName.getParam(key), key);
        });
        assertEquals(network.params(), byName.params());
        assertNear(network.output(kind.features()), byName.output(kind.features()), 0);

        MultiLayerNetwork atOnce = kind.network(kind.layer(), DataType.DOUBLE, all -> all);
        atOnce.setParams(network.params());
        assertEquals(network.paramTable(), atOnce.paramTable());
        MultiLayerNetwork byLayer = kind.network(kind.layer(), DataType.DOUBLE, all -> all);
        byLayer.getLayer(0).setParams(network.getLayer(0).params().dup());
        assertEquals(network.getLayer(0).paramTable(), byLayer.getLayer(0).paramTable());
        MultiLayerNetwork byTable = kind.network(kind.layer(), DataType.DOUBLE, all -> all);
        byTable.getLayer(0).setParamTable(network.getLayer(0).paramTable());
        assertEquals(network.getLayer(0).paramTable(), byTable.getLayer(0).paramTable());
    }

    @ParameterizedTest
    @EnumSource
    void aParameterOfAnotherShapeOrNameIsRefused(QuantumLayer kind) {
        MultiLayerNetwork network = trained(kind);
        String bias = kind == QuantumLayer.VQC ? "0_outputB" : "0_candidateB";
        INDArray tooLong = Networks.random(1, 1, network.getParam(bias).length() + 1);
        assertThrows(RuntimeException.class, () -> network.setParam(bias, tooLong));
        assertThrows(RuntimeException.class, () -> network.setParam("0_nothing", tooLong));
    }

    private static MultiLayerConfiguration conf(QuantumLayer kind, Options options) {
        return kind.configuration(kind.layer(options), DataType.DOUBLE, all -> all);
    }

    private static MultiLayerNetwork trained(QuantumLayer kind) {
        MultiLayerNetwork network = kind.network(kind.layer(), DataType.DOUBLE, all -> all.updater(new Adam(0.02)));
        DataSet data = kind.data();
        for (int k = 0; k < 3; k++) {
            network.fit(data);
        }
        return network;
    }

    private static MultiLayerNetwork throughFile(MultiLayerNetwork network, Path folder, boolean updater)
            throws Exception {
        File file = folder.resolve("network.zip").toFile();
        ModelSerializer.writeModel(network, file, updater);
        return ModelSerializer.restoreMultiLayerNetwork(file, updater);
    }
}
