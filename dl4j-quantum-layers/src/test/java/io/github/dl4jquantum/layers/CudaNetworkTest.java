package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver;
import io.github.dl4jquantum.layers.Networks.Pass;
import io.github.dl4jquantum.layers.QuantumLayer.Options;
import io.github.dl4jquantum.testing.AmplitudeCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The CUDA engine inside the layers, on the emulated driver. Oracle: the CPU engine, in outputs and all gradients. */
@Timeout(120)
class CudaNetworkTest {

    private static final double[][] MASK = {{1, 1, 1}, {1, 0, 0}, {0, 1, 1}};

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    @ParameterizedTest
    @EnumSource
    void aLayerIsEqual(QuantumLayer kind) {
        Pass[] passes = new Pass[2];
        for (int k = 0; k < 2; k++) {
            var layer = kind.layer(Options.of(k == 0 ? Engine.CPU : Engine.CUDA));
            passes[k] = Pass.of(kind.scattered(layer, all -> all), kind.features(), null, kind.upstream());
        }
        Pass.assertNear(passes[0], passes[1], Tolerances.DOUBLE);
    }

    @Test
    void aLayerWhoseCircuitBeginsWithComplexAmplitudesIsEqual() {
        Pass[] passes = new Pass[2];
        for (int k = 0; k < 2; k++) {
            VqcLayer layer = new VqcLayer.Builder()
                    .nIn(5)
                    .nOut(3)
                    .circuit(AmplitudeCircuits.of(3, 2, 4, true))
                    .engine(k == 0 ? Engine.CPU : Engine.CUDA)
                    .build();
            MultiLayerNetwork network =
                    Networks.scattered(Networks.feedForward(layer, 3, DataType.DOUBLE, Networks.noUpdater()));
            INDArray upstream = Networks.random(2, 4, 3);
            passes[k] = Pass.of(network, Networks.random(1, 4, 5), null, upstream);
        }
        Pass.assertNear(passes[0], passes[1], Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void aCellIsEqualWithMaskAndStepByStep(Cell cell) {
        MultiLayerNetwork cpu = network(cell, Engine.CPU);
        MultiLayerNetwork cuda = network(cell, Engine.CUDA);
        INDArray x = Networks.random(1, 3, 1, 3);
        INDArray mask = Nd4j.create(MASK);
        INDArray upstream = Networks.random(2, 3, 1, 3);
        Pass.assertNear(Pass.of(cpu, x, mask, upstream), Pass.of(cuda, x, mask, upstream), Tolerances.DOUBLE);
        for (int t = 0; t < 3; t++) {
            INDArray step = x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1));
            assertNear(cpu.rnnTimeStep(step), cuda.rnnTimeStep(step), Tolerances.DOUBLE);
        }
    }

    /**
     * A way back after a pass that was not of training runs the sequence once more, in the place of the states that it
     * left the first time. What is stored stays what it was, whether it is of that pass or of the one before.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void storedStatesOutliveAWayBackAfterAPassThatWasNotOfTraining(boolean storeTheSecond) {
        List<Map<String, INDArray>> stored = new ArrayList<>();
        INDArray x = Networks.random(1, 3, 1, 2);
        for (Engine engine : List.of(Engine.CPU, Engine.CUDA)) {
            MultiLayerNetwork network = network(Cell.QLSTM, engine);
            network.initGradientsView();
            RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
            LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
            layer.rnnActivateUsingStoredState(x, false, true, workspaces);
            layer.rnnActivateUsingStoredState(x.mul(2), false, storeTheSecond, workspaces);
            if (engine == Engine.CUDA) {
                layer.backpropGradient(Networks.random(2, 3, 1, 2), workspaces);
            }
            stored.add(layer.rnnGetTBPTTState());
        }
        assertEquals(stored.get(0).keySet(), stored.get(1).keySet());
        stored.get(0).forEach((name, state) -> assertNear(state, stored.get(1).get(name), Tolerances.DOUBLE));
    }

    private static MultiLayerNetwork network(Cell cell, Engine engine) {
        QuantumRecurrentLayer layer = cell.builder()
                .nIn(1)
                .nOut(1)
                .qubits(2)
                .circuitLayers(1)
                .engine(engine)
                .build();
        return Networks.scattered(Networks.recurrent(layer, 1, DataType.DOUBLE, Networks.noUpdater()));
    }
}
