package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
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
    private static final LatentNetwork NET = new LatentNetwork(5, 4, 3, 2, Engine.CPU, 7);

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
        assertEquals(4 * 4 * (5 + 4 + 1) + 5 * (4 + 1), NET.parameters(ModelCell.LSTM));
        assertEquals(0, NET.quantumParameters(ModelCell.LSTM));
        assertEquals(6 * 3 * 3 * 2, NET.quantumParameters(ModelCell.QLSTM));
        assertEquals(6 * 3 * 3 * 2, NET.quantumParameters(ModelCell.QLSTM_UNENTANGLED));
        assertEquals(0, NET.quantumParameters(ModelCell.QLSTM_FROZEN));
        assertEquals(
                NET.parameters(ModelCell.QLSTM) - 6 * 3 * 3 * 2,
                NET.parameters(ModelCell.QLSTM_FROZEN),
                "only linear maps");
    }

    /** A network's count is gates h (latent + h + 1) + latent (h + 1): tried for every h. */
    @ParameterizedTest
    @CsvSource({"16, 16, 4, 4", "8, 16, 2, 1", "16, 8, 6, 4", "4, 4, 2, 1"})
    void matchedCellsAreAsNearAsTheyCanBe(int latent, int hidden, int qubits, int layers) {
        LatentNetwork net = new LatentNetwork(latent, hidden, qubits, layers, Engine.CPU, 1);
        assertEquals(nearest(net, ModelCell.QLSTM, 4), net.parameters(ModelCell.LSTM_MATCHED));
        assertEquals(nearest(net, ModelCell.QGRU, 3), net.parameters(ModelCell.GRU_MATCHED));
    }

    private static long nearest(LatentNetwork net, ModelCell to, int gates) {
        long target = net.parameters(to);
        long nearest = Long.MAX_VALUE;
        for (long h = 1; h < 200; h++) {
            long count = gates * h * (net.latent() + h + 1) + net.latent() * (h + 1);
            if (Math.abs(count - target) < Math.abs(nearest - target)) {
                nearest = count;
            }
        }
        return nearest;
    }

    @Test
    void aFrozenCircuitKeepsItsGatesAndHasAnglesOfItsSeed() {
        Circuit paper = Ansatz.paper(3, 2);
        Circuit frozen = FrozenCircuit.of(paper, 1);
        assertEquals(paper.gates().size(), frozen.gates().size());
        assertEquals(paper.inputs(), frozen.inputs());
        assertEquals(0, frozen.parameters());
        assertEquals(frozen, FrozenCircuit.of(paper, 1));
        Set<Circuit> different = new HashSet<>();
        for (int seed = 0; seed < 5; seed++) {
            different.add(FrozenCircuit.of(paper, seed));
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
            value = ModelCell.class,
            names = {"LSTM_BOUNDED", "QLSTM_FROZEN", "QLSTM_UNENTANGLED"})
    void controlsHaveRightGradients(ModelCell cell) {
        MultiLayerConfiguration configuration = new LatentNetwork(2, 3, 2, 1, Engine.CPU, 3).of(cell, new NoOp());
        configuration.setDataType(DataType.DOUBLE);
        configuration.getConfs().forEach(layer -> layer.setDataType(DataType.DOUBLE));
        MultiLayerNetwork net = new MultiLayerNetwork(configuration);
        net.init();
        Nd4j.getRandom().setSeed(1);
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
        MultiLayerConfiguration written = NET.of(ModelCell.LSTM_BOUNDED, new Adam());
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
        assertEquals(written, read);
        LSTM layer = (LSTM) read.getConf(0).getLayer();
        assertEquals(new ActivationSigmoidOfTanh(), layer.getGateActivationFn());
    }
}
