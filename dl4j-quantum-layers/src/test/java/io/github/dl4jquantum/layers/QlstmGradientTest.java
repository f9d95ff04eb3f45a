package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: central differences, by DL4J's own GradientCheckUtil in double. */
@Timeout(300)
class QlstmGradientTest {

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "3, 2, 2", "8, 3, 1", "3, 4, 2", "1, 1, 3"})
    void gradientsOfTheCpuEngine(int steps, int qubits, int layers) {
        check(network(new QLSTM.Builder().qubits(qubits).circuitLayers(layers)), steps, null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void gradientsOfTheSameDiffEngine(int steps) {
        check(network(new QLSTM.Builder().qubits(2).circuitLayers(1).engine(Engine.SAMEDIFF)), steps, null);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void gradientsWithEveryProjection(Projection projection) {
        int qubits = projection == Projection.NONE ? 5 : 3;
        check(network(new QLSTM.Builder().qubits(qubits).circuitLayers(1).projection(projection)), 3, null);
    }

    @Test
    void gradientsUnderAMask() {
        INDArray mask = Nd4j.create(new double[][] {{1, 1, 1}, {1, 1, 0}, {0, 1, 1}});
        check(network(new QLSTM.Builder().qubits(2).circuitLayers(2)), 3, mask);
    }

    @Test
    void gradientsOfACircuitOfOnesOwn() {
        check(network(new QLSTM.Builder().circuit(Ansatz.paperWithoutEntanglement(3, 2))), 3, null);
    }

    private static MultiLayerNetwork network(QLSTM.Builder builder) {
        QLSTM layer = builder.nIn(Networks.N_IN).nOut(Networks.N_OUT).build();
        return Networks.scattered(Networks.recurrent(layer, Networks.N_OUT, DataType.DOUBLE, Networks.noUpdater()));
    }

    private static void check(MultiLayerNetwork network, int steps, INDArray mask) {
        INDArray features = Networks.random(1, 3, Networks.N_IN, steps);
        INDArray labels = Networks.random(2, 3, Networks.N_OUT, steps);
        GradientChecks.check(network, features, labels, mask);
    }
}
