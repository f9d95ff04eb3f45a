package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.Networks.Pass;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/**
 * What becomes of banks of circuits in networks. Oracles: parameter-shift of a dense simulation of each circuit by itself,
 * and the network that was cloned or transferred.
 */
@Timeout(120)
class BankNetworkTest {

    private static final int BANK = 3;
    private static final int QUBITS = 2;

    private static Layer bank(QuantumLayer kind) {
        return BankTest.layer(kind, BANK, Ansatz.paper(QUBITS, 1), Engine.CPU);
    }

    /** As many inputs and outputs as the circuits have: the layer is the bare bank, circuit after circuit. */
    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF"})
    void gradientsAreThoseOfParameterShiftOfEachCircuit(Engine engine) {
        int minibatch = 4;
        Circuit circuit = Ansatz.paper(QUBITS, 2);
        VqcLayer layer = new VqcLayer.Builder()
                .nIn(BANK * QUBITS)
                .circuit(circuit)
                .circuits(BANK)
                .engine(engine)
                .build();
        MultiLayerNetwork network =
                Networks.scattered(Networks.feedForward(layer, BANK * QUBITS, DataType.DOUBLE, Networks.noUpdater()));
        INDArray x = Networks.random(3, minibatch, BANK * QUBITS);
        INDArray upstream = Networks.random(4, minibatch, BANK * QUBITS);
        double[] angles = network.getParam("0_angles").ravel().toDoubleVector();
        Pass found = Pass.of(network, x, null, upstream);
        for (int k = 0; k < BANK; k++) {
            int p = circuit.parameters();
            double[] theta = Arrays.copyOfRange(angles, k * p, (k + 1) * p);
            DenseSimulator dense = new DenseSimulator(circuit);
            double[] own = part(x, k);
            assertClose(dense.expectations(minibatch, own, theta), part(found.outputs(), k), Tolerances.DOUBLE);
            var expected = dense.gradients(minibatch, own, theta, part(upstream, k));
            double[] ofAngles = found.ofParameters().ravel().toDoubleVector();
            assertClose(
                    expected.parameters(),
                    Arrays.copyOfRange(ofAngles, k * p, (k + 1) * p),
                    Tolerances.DOUBLE_GRADIENT);
            assertClose(expected.inputs(), part(found.ofInput(), k), Tolerances.DOUBLE_GRADIENT);
        }
    }

    /** The columns of circuit k, minibatch innermost. */
    private static double[] part(INDArray rows, int k) {
        int minibatch = (int) rows.size(0);
        double[] part = new double[minibatch * QUBITS];
        for (int column = 0; column < QUBITS; column++) {
            for (int row = 0; row < minibatch; row++) {
                part[column * minibatch + row] = rows.getDouble(row, k * QUBITS + column);
            }
        }
        return part;
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void aCloneLearnsOnAsTheOriginalDoesAndByItself(QuantumLayer kind) {
        MultiLayerNetwork network = kind.network(bank(kind), DataType.DOUBLE, all -> all.updater(new Adam(0.02)));
        network.fit(kind.data());
        MultiLayerNetwork clone = network.clone();
        INDArray before = clone.params().dup();
        assertNear(network.output(kind.features()), clone.output(kind.features()), 0);
        network.fit(kind.data());
        assertEquals(before, clone.params());
        clone.fit(kind.data());
        assertNear(network.params(), clone.params(), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void aNewHeadOnAFrozenBankIsAllThatLearns(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(bank(kind), all -> all.updater(new Adam(0.02)));
        MultiLayerNetwork transferred = new TransferLearning.Builder(network)
                .setFeatureExtractor(0)
                .nOutReplace(1, Networks.N_OUT, WeightInit.XAVIER)
                .build();
        INDArray head = transferred.getLayer(1).params().dup();
        transferred.fit(kind.data());
        assertEquals(network.getLayer(0).params(), transferred.getLayer(0).params());
        assertNotEquals(head, transferred.getLayer(1).params());
        assertNear(
                network.feedForward(kind.features()).get(1),
                transferred.feedForward(kind.features()).get(1),
                0);
    }
}
