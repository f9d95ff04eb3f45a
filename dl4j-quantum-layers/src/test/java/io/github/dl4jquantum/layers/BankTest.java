package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.Networks.Pass;
import io.github.dl4jquantum.testing.Tolerances;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Layers whose gates are banks of circuits. Oracles: counts and ranks worked out by hand, central differences by DL4J's
 * GradientCheckUtil in double, the SAMEDIFF engine.
 */
@Timeout(120)
class BankTest {

    private static final int BANK = 3;
    private static final double[][] MASK = {{1, 1, 1, 0}, {1, 0, 0, 1}, {0, 1, 1, 1}};

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    static Layer layer(QuantumLayer kind, int circuits, Circuit circuit, Engine engine) {
        return switch (kind) {
            case VQC -> new VqcLayer.Builder()
                    .nIn(Networks.N_IN)
                    .nOut(kind.nOut)
                    .circuit(circuit)
                    .circuits(circuits)
                    .engine(engine)
                    .build();
            case QLSTM -> new QLSTM.Builder()
                    .directReadout(true)
                    .nIn(Networks.N_IN)
                    .nOut(kind.nOut)
                    .circuit(circuit)
                    .circuits(circuits)
                    .engine(engine)
                    .build();
            default -> new QGRU.Builder()
                    .nIn(Networks.N_IN)
                    .nOut(kind.nOut)
                    .circuit(circuit)
                    .circuits(circuits)
                    .engine(engine)
                    .build();
        };
    }

    /** nIn 16, nOut 16, 4 circuits of 4 qubits and 4 layers. */
    @Test
    void parameterCountsAreThoseOfTheDocumentation() {
        int q = 4 * 4;
        int p = 4 * 48;
        int projection = 16 * q + 16 * q + q;
        int gate = p + q * 16 + 16;
        int head = 16 * q + q + gate;
        assertEquals(
                projection + 4 * gate + 2 * head,
                new QLSTM.Builder().nIn(16).nOut(16).circuits(4).build().cell().parameterCount());
        assertEquals(
                projection + 4 * gate + 2 * head + 16 * 16,
                new QLSTM.Builder()
                        .directReadout(true)
                        .nIn(16)
                        .nOut(16)
                        .circuits(4)
                        .build()
                        .cell()
                        .parameterCount());
        assertEquals(
                2 * projection + 3 * gate,
                new QGRU.Builder().nIn(16).nOut(16).circuits(4).build().cell().parameterCount());
        VqcLayer vqc = new VqcLayer.Builder().nIn(10).nOut(6).circuits(4).build();
        assertEquals(10 * q + q + p + q * 6 + 6, vqc.initializer().numParams(vqc));
        VqcLayer unmapped = new VqcLayer.Builder().nIn(q).circuits(4).build();
        assertEquals(q, unmapped.getNOut());
        assertEquals(p, unmapped.initializer().numParams(unmapped));
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void gradientsAreThoseOfCentralDifferences(QuantumLayer kind) {
        Layer layer = layer(kind, BANK, Ansatz.paper(2, 1, InputEncoding.ANGLE_ARCTAN), Engine.CPU);
        INDArray mask = kind == QuantumLayer.VQC ? null : Nd4j.create(MASK);
        GradientChecks.check(
                kind.scattered(layer, all -> all.updater(Networks.noUpdater())),
                kind.features(),
                kind.labels(3, 4),
                mask);
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void theEnginesAgree(QuantumLayer kind) {
        for (Circuit circuit : new Circuit[] {Ansatz.paper(2, 1, InputEncoding.ANGLE), Ansatz.boundedTwin(2)}) {
            Pass[] passes = new Pass[2];
            for (int k = 0; k < 2; k++) {
                Layer layer = layer(kind, BANK, circuit, k == 0 ? Engine.CPU : Engine.SAMEDIFF);
                passes[k] = Pass.of(kind.scattered(layer, all -> all), kind.features(), null, kind.upstream());
            }
            Pass.assertNear(passes[1], passes[0], Tolerances.DOUBLE);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void jsonKeepsTheOptionsAndFilesWithoutThemLoad(int circuits) {
        for (QuantumLayer kind : new QuantumLayer[] {QuantumLayer.VQC, QuantumLayer.QLSTM, QuantumLayer.QGRU}) {
            Layer layer = layer(kind, circuits, Ansatz.paper(2, 1), Engine.CPU);
            MultiLayerConfiguration configuration = kind.configuration(layer, DataType.DOUBLE, all -> all);
            String json = configuration.toJson();
            Layer back = MultiLayerConfiguration.fromJson(json).getConf(0).getLayer();
            assertEquals(layer, back);
            assertEquals(layer.hashCode(), back.hashCode());
            Layer old = MultiLayerConfiguration.fromJson(json.replaceAll("\"circuits\" : \\d+,", "")
                            .replaceAll("\"encoding\" : \"ARCTAN\",", "")
                            .replaceAll("\"directReadout\" : true,", ""))
                    .getConf(0)
                    .getLayer();
            assertTrue(old.toString().contains("circuit=") && !old.toString().contains("circuits="), old.toString());
            if (old instanceof QLSTM qlstm) {
                assertFalse(qlstm.isDirectReadout());
                assertNotEquals(layer, old);
            } else {
                assertEquals(circuits == 1, old.equals(layer));
            }
        }
    }

    @Test
    void theEncodingIsPartOfJsonAndEquality() {
        QGRU layer = new QGRU.Builder()
                .nIn(3)
                .nOut(2)
                .qubits(2)
                .encoding(InputEncoding.ANGLE)
                .build();
        MultiLayerConfiguration configuration = QuantumLayer.QGRU.configuration(layer, DataType.DOUBLE, all -> all);
        QGRU back = (QGRU) MultiLayerConfiguration.fromJson(configuration.toJson())
                .getConf(0)
                .getLayer();
        assertEquals(layer, back);
        assertEquals(
                Ansatz.paper(2, 4, InputEncoding.ANGLE), back.cell().circuits().get(0));
        assertNotEquals(new QGRU.Builder().nIn(3).nOut(2).qubits(2).build(), back);
    }

    @Test
    void whatContradictsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new QLSTM.Builder().circuits(0));
        assertThrows(IllegalStateException.class, () -> new QGRU.Builder()
                .circuit(Ansatz.paper(2, 1))
                .encoding(InputEncoding.ANGLE)
                .build());
        assertThrows(
                IllegalStateException.class,
                () -> new QGRU.Builder().projection(Projection.NONE).circuits(2).build());
        assertThrows(IllegalStateException.class, () -> new QLSTM.Builder()
                .directReadout(true)
                .projection(Projection.NONE)
                .build());
    }

    /** 2 expectations a circuit, 6 outputs; the biases are taken away. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 6", "4, 6"})
    void theRankOfABankIsTheNumberOfItsExpectations(int circuits, int expected) {
        VqcLayer layer = new VqcLayer.Builder()
                .nIn(5)
                .nOut(6)
                .qubits(2)
                .circuitLayers(2)
                .circuits(circuits)
                .build();
        MultiLayerNetwork network =
                Networks.scattered(Networks.feedForward(layer, 6, DataType.DOUBLE, Networks.noUpdater()));
        INDArray y = network.feedForward(Networks.random(3, 60, 5)).get(1);
        INDArray bias = network.getParam("0_" + VqcLayer.OUTPUT_B); // None where the expectations are the output.
        assertEquals(expected, rank(bias == null ? y : y.subRowVector(bias)));
    }

    /** The readout of one circuit of 2 qubits spans a plane, m_t itself all of its 6 dimensions. */
    @ParameterizedTest
    @CsvSource({"false, 2", "true, 6"})
    void aDirectReadoutHasTheRankOfItsWidth(boolean direct, int expected) {
        QLSTM layer = new QLSTM.Builder()
                .directReadout(direct)
                .nIn(5)
                .nOut(6)
                .qubits(2)
                .circuitLayers(2)
                .projection(Projection.PER_GATE)
                .circuits(1)
                .build();
        MultiLayerNetwork network =
                Networks.scattered(Networks.recurrent(layer, 6, DataType.DOUBLE, Networks.noUpdater()));
        INDArray y = network.feedForward(Networks.random(3, 80, 5, 3)).get(1);
        INDArray last = y.tensorAlongDimension(2, 0, 1).dup('c');
        assertEquals(expected, rank(last.subRowVector(network.getParam("0_readoutB"))));
    }

    /** Number of directions: Gram-Schmidt on the columns, the largest that is left first. */
    private static int rank(INDArray rows) {
        INDArray rest = rows.dup();
        double first = 0;
        for (int rank = 0; rank < rest.columns(); rank++) {
            INDArray norms = rest.norm2(0);
            int largest = norms.argMax().getInt(0);
            double norm = norms.getDouble(largest);
            first = rank == 0 ? norm : first;
            if (norm < 1e-7 * first) {
                return rank;
            }
            INDArray direction = rest.getColumn(largest, true).div(norm);
            rest.subi(direction.mmul(direction.transpose().mmul(rest)));
        }
        return rest.columns();
    }

    /** Nothing to learn in the layer: what is below and above it learns. */
    @Test
    void aLayerWithoutParametersPassesGradientsOn() {
        VqcLayer fixed = new VqcLayer.Builder()
                .nIn(Networks.N_IN)
                .nOut(Networks.N_IN)
                .circuit(Ansatz.angleEmbedding(Networks.N_IN))
                .build();
        assertEquals(0, fixed.initializer().numParams(fixed));
        MultiLayerNetwork network = Networks.feedForward(fixed, Networks.N_IN, DataType.DOUBLE, new Adam(0.05));
        var data = QuantumLayer.VQC.data();
        double before = network.score(data);
        for (int k = 0; k < 50; k++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < before, before + " -> " + network.score(data));
        INDArray x = QuantumLayer.VQC.features();
        INDArray expected = Transforms.cos(x);
        assertArrayEquals(
                expected.dup('c').data().asDouble(),
                network.feedForward(x).get(1).dup('c').data().asDouble(),
                Tolerances.DOUBLE);
    }
}
