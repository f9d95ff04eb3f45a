package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.Networks.Pass;
import io.github.dl4jquantum.layers.QuantumLayer.Options;
import io.github.dl4jquantum.testing.Tolerances;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The CPU engine inside the layers. Oracle: the SAMEDIFF engine, in outputs and all gradients. */
@Timeout(120)
class EngineEqualityTest {

    private static final double[][] MASK = {{1, 1, 1}, {1, 0, 0}, {0, 1, 1}};

    @ParameterizedTest
    @CsvSource({"QLSTM, SHARED", "QLSTM, PER_GATE", "QLSTM, NONE", "QGRU, SHARED", "QGRU, PER_GATE", "QGRU, NONE"})
    void cellsAreEqualWithAndWithoutMaskAndTruncation(Cell cell, Projection projection) {
        MultiLayerNetwork fused = network(cell, projection, Engine.CPU);
        MultiLayerNetwork graph = network(cell, projection, Engine.SAMEDIFF);
        INDArray x = Networks.random(1, 3, 1, 3);
        INDArray upstream = Networks.random(2, 3, 1, 3);
        for (INDArray mask : new INDArray[] {null, Nd4j.create(MASK)}) {
            Pass expected = Pass.of(graph, x, mask, upstream);
            Pass.assertNear(expected, Pass.of(fused, x, mask, upstream), Tolerances.DOUBLE);
        }
        assertNear(truncated(graph, x, upstream), truncated(fused, x, upstream), Tolerances.DOUBLE);
        for (int t = 0; t < 2; t++) {
            INDArray step = x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1));
            assertNear(graph.rnnTimeStep(step), fused.rnnTimeStep(step), Tolerances.DOUBLE);
        }
    }

    /** Gradients of the second half of a sequence, two of its steps back, from the state that the first half left. */
    private static INDArray truncated(MultiLayerNetwork network, INDArray x, INDArray upstream) {
        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        BaseRecurrentLayer<?> layer = (BaseRecurrentLayer<?>) network.getLayer(0);
        layer.rnnClearPreviousState();
        for (int k = 0; k < 2; k++) {
            layer.rnnActivateUsingStoredState(x.dup(), true, true, none);
            layer.tbpttBackpropGradient(upstream, 2, none);
        }
        return layer.getGradientsViewArray().ravel().dup();
    }

    private static MultiLayerNetwork network(Cell cell, Projection projection, Engine engine) {
        var builder = cell.builder().nIn(1).nOut(1).projection(projection).engine(engine);
        QuantumRecurrentLayer layer = projection == Projection.NONE
                ? builder.qubits(2).circuitLayers(1).build()
                : builder.circuit(ansatz().build()).build();
        return Networks.scattered(Networks.recurrent(layer, 1, DataType.DOUBLE, Networks.noUpdater()));
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void aCircuitThatMeasuresProbabilities(QuantumLayer kind) {
        assertEqual(kind, ansatz().measureProbabilities().build());
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void aCircuitThatMeasuresWeightedPauliStrings(QuantumLayer kind) {
        Observable energy = Observable.pauli(0.7, "X0 Y1").plus(Observable.pauli(-1.3, "Z0"));
        assertEqual(
                kind,
                ansatz().measure(energy).measure(Observable.probability("-1")).build());
    }

    private static Circuit.Builder ansatz() {
        return Circuit.builder(2)
                .add(new RY(0, Angle.input(0)))
                .add(new RX(1, Angle.input(1)))
                .add(new CNOT(0, 1))
                .add(new RX(0, Angle.parameter(0)))
                .add(new RY(1, Angle.parameter(1)))
                .add(new CNOT(1, 0));
    }

    private static void assertEqual(QuantumLayer kind, Circuit circuit) {
        Pass[] passes = new Pass[2];
        for (int k = 0; k < 2; k++) {
            Engine engine = k == 0 ? Engine.CPU : Engine.SAMEDIFF;
            var layer = kind.layer(new Options(circuit, AngleInit.UNIFORM, engine));
            passes[k] = Pass.of(kind.scattered(layer, all -> all), kind.features(), null, kind.upstream());
        }
        Pass.assertNear(passes[1], passes[0], Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void inFloatTheyAreEqualToItsPrecision(QuantumLayer kind) {
        INDArray[] outputs = new INDArray[2];
        INDArray[] gradients = new INDArray[2];
        for (int k = 0; k < 2; k++) {
            Engine engine = k == 0 ? Engine.CPU : Engine.SAMEDIFF;
            MultiLayerNetwork network = kind.network(kind.layer(Options.of(engine)), DataType.FLOAT, all -> all);
            network.setParams(Networks.random(3, 1, network.numParams()).castTo(DataType.FLOAT));
            outputs[k] = network.output(kind.features().castTo(DataType.FLOAT));
            gradients[k] = Networks.gradient(network, kind.data(DataType.FLOAT));
        }
        assertNear(outputs[1], outputs[0], Tolerances.FLOAT);
        assertNear(gradients[1], gradients[0], Tolerances.FLOAT);
    }
}
