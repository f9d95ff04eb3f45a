package io.github.dl4jquantum.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
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
import org.nd4j.linalg.learning.config.NoOp;

/** Oracles: parameter counts by their formulas, central differences. */
@Timeout(120)
class LatentNetworkTest {
    private static final LatentNetwork NET = new LatentNetwork(5, 4, 3, 2, 2, InputEncoding.ANGLE, Engine.CPU, 7);

    @BeforeAll
    static void computeInDouble() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterAll
    static void restoreFloat() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    @Test
    void countsEveryParameter() {
        assertEquals(4 * 4 * (5 + 4 + 1) + 5 * (4 + 1), NET.parameters(StudyModel.LSTM));
        assertEquals(0, NET.quantumParameters(StudyModel.LSTM));
        assertEquals(6 * 2 * 3 * 3 * 2, NET.quantumParameters(StudyModel.QLSTM));
        assertEquals(6 * 2 * 3 * 3 * 2, NET.quantumParameters(StudyModel.QLSTM_UNENTANGLED));
        assertEquals(0, NET.quantumParameters(StudyModel.QLSTM_FROZEN));
        assertEquals(
                NET.parameters(StudyModel.QLSTM) - 6 * 2 * 3 * 3 * 2,
                NET.parameters(StudyModel.QLSTM_FROZEN),
                "only linear maps");
    }

    /** A network's count is gates h (latent + h + 1) + latent (h + 1): tried for every h. */
    @ParameterizedTest
    @CsvSource({"16, 16, 4, 4, 1", "8, 16, 2, 1, 3", "16, 8, 6, 4, 1", "4, 4, 2, 1, 1", "32, 128, 4, 4, 16"})
    void matchedCellsAreAsNearAsTheyCanBe(int latent, int hidden, int qubits, int layers, int circuits) {
        LatentNetwork net =
                new LatentNetwork(latent, hidden, qubits, layers, circuits, InputEncoding.ARCTAN, Engine.CPU, 1);
        assertEquals(nearest(net, StudyModel.QLSTM, 4), net.parameters(StudyModel.LSTM_MATCHED));
        assertEquals(nearest(net, StudyModel.QGRU, 3), net.parameters(StudyModel.GRU_MATCHED));
    }

    private static long nearest(LatentNetwork net, StudyModel to, int gates) {
        long target = net.parameters(to);
        long nearest = Long.MAX_VALUE;
        for (long h = 1; h < 400; h++) {
            long count = gates * h * (net.latent() + h + 1) + net.latent() * (h + 1);
            if (Math.abs(count - target) < Math.abs(nearest - target)) {
                nearest = count;
            }
        }
        return nearest;
    }

    /** By the twin's formula: projections and heads to k n numbers, k n functions to h, biases, the direct readout. */
    @Test
    void theTwinOfAQlstmHasNearlyItsParameters() {
        LatentNetwork net = new LatentNetwork(32, 128, 4, 4, 16, InputEncoding.ANGLE, Engine.CPU, 1);
        assertEquals(0, net.quantumParameters(StudyModel.QLSTM_TWIN));
        long target = net.parameters(StudyModel.QLSTM);
        long nearest = Long.MAX_VALUE;
        for (long h = 1; h < 300; h++) {
            long count =
                    (32 + h + 1) * 64 + 4 * (64 + 1) * h + 2 * ((h + 1) * 64 + (64 + 1) * h) + h * h + 32 * (h + 1);
            nearest = Math.abs(count - target) < Math.abs(nearest - target) ? count : nearest;
        }
        assertEquals(nearest, net.parameters(StudyModel.QLSTM_TWIN));
    }

    @Test
    void aFrozenCircuitKeepsItsGatesAndHasAnglesOfItsSeed() {
        Circuit paper = Ansatz.paper(3, 2);
        Circuit frozen = StudyModel.frozen(paper, 1);
        assertEquals(paper.gates().size(), frozen.gates().size());
        assertEquals(paper.inputs(), frozen.inputs());
        assertEquals(0, frozen.parameters());
        assertEquals(frozen, StudyModel.frozen(paper, 1));
        Set<Circuit> different = new HashSet<>();
        for (int seed = 0; seed < 5; seed++) {
            different.add(StudyModel.frozen(paper, seed));
        }
        assertEquals(5, different.size());
    }

    @Test
    void boundedGatesLieBetweenSigmoidOfMinusOneAndOne() {
        INDArray gates = new ActivationSigmoidOfTanh().getActivation(Nd4j.createFromArray(-50.0, 0.0, 0.4, 50.0), true);
        assertEquals(1 / (1 + Math.E), gates.getDouble(0), 1e-12);
        assertEquals(0.5, gates.getDouble(1), 1e-12);
        assertEquals(1 / (1 + Math.exp(-Math.tanh(0.4))), gates.getDouble(2), 1e-12);
        assertEquals(Math.E / (1 + Math.E), gates.getDouble(3), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(
            value = StudyModel.class,
            names = {"LSTM_BOUNDED", "QLSTM_FROZEN", "QLSTM_UNENTANGLED", "QLSTM_TWIN", "QGRU_TWIN"})
    void controlsHaveRightGradients(StudyModel cell) {
        MultiLayerConfiguration configuration =
                new LatentNetwork(2, 3, 2, 1, 2, InputEncoding.ANGLE, Engine.CPU, 3).of(cell, new NoOp());
        configuration.setDataType(DataType.DOUBLE);
        configuration.getConfs().forEach(layer -> {
            layer.setDataType(DataType.DOUBLE);
            ((BaseLayer) layer.getLayer())
                    .setGradientNormalization(GradientNormalization.None); // what is clipped is none
        });
        MultiLayerNetwork net = new MultiLayerNetwork(configuration);
        net.init();
        Nd4j.getRandom().setSeed(1);
        // The output begins at zero, where nothing comes back through it.
        net.setParams(Nd4j.randn(DataType.DOUBLE, 1, net.numParams()).muli(0.4));
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(net)
                .input(Nd4j.randn(DataType.DOUBLE, 2, 2, 3))
                .labels(Nd4j.randn(DataType.DOUBLE, 2, 2, 3))
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-8)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)));
    }

    @Test
    void boundedGatesSurviveJson() {
        MultiLayerConfiguration written = NET.of(StudyModel.LSTM_BOUNDED, new Adam());
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
        assertEquals(written, read);
        LSTM layer = (LSTM) read.getConf(0).getLayer();
        assertEquals(new ActivationSigmoidOfTanh(), layer.getGateActivationFn());
    }
}
