package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: central differences, by DL4J's own GradientCheckUtil in double. */
@Timeout(300)
class RecurrentGradientTest {

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    @ParameterizedTest
    @CsvSource({
        "QLSTM, 1, 2, 1",
        "QLSTM, 3, 2, 2",
        "QLSTM, 8, 3, 1",
        "QLSTM, 3, 4, 2",
        "QLSTM, 1, 1, 3",
        "QGRU, 1, 2, 1",
        "QGRU, 3, 4, 2",
        "QGRU, 8, 3, 1"
    })
    void gradientsOfTheCpuEngine(Cell cell, int steps, int qubits, int layers) {
        check(network(cell.builder().qubits(qubits).circuitLayers(layers)), steps, null);
    }

    @ParameterizedTest
    @CsvSource({"QLSTM, 1", "QLSTM, 3", "QGRU, 2"})
    void gradientsOfTheSameDiffEngine(Cell cell, int steps) {
        check(network(cell.builder().qubits(2).circuitLayers(1).engine(Engine.SAMEDIFF)), steps, null);
    }

    @ParameterizedTest
    @CsvSource({"QLSTM, SHARED", "QLSTM, PER_GATE", "QLSTM, NONE", "QGRU, PER_GATE", "QGRU, NONE"})
    void gradientsWithEveryProjection(Cell cell, Projection projection) {
        int qubits = projection == Projection.NONE ? 5 : 3;
        check(network(cell.builder().qubits(qubits).circuitLayers(1).projection(projection)), 3, null);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void gradientsUnderAMask(Cell cell) {
        INDArray mask = Nd4j.create(new double[][] {{1, 1, 1}, {1, 1, 0}, {0, 1, 1}});
        check(network(cell.builder().qubits(2).circuitLayers(2)), 3, mask);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void gradientsOfACircuitOfOnesOwn(Cell cell) {
        check(network(cell.builder().circuit(Ansatz.paperWithoutEntanglement(3, 2))), 3, null);
    }

    private static MultiLayerNetwork network(QuantumRecurrentLayer.Builder<?> builder) {
        Layer layer = builder.nIn(Networks.N_IN).nOut(Networks.N_OUT).build();
        return Networks.scattered(Networks.recurrent(layer, Networks.N_OUT, DataType.DOUBLE, Networks.noUpdater()));
    }

    private static void check(MultiLayerNetwork network, int steps, INDArray mask) {
        INDArray features = Networks.random(1, 3, Networks.N_IN, steps);
        INDArray labels = Networks.random(2, 3, Networks.N_OUT, steps);
        GradientChecks.check(network, features, labels, mask);
    }
}
