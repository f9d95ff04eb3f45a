package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.testing.Agreement.assertClose;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.HadamardTest;
import io.github.dl4jquantum.circuit.Ket;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.testing.AmplitudeCircuits;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Oracles: central differences by GradientCheckUtil, and parameter-shift. */
@Timeout(300)
class VqcGradientTest {

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    @Test
    void gradientsOfEveryQubitsAndDepth() {
        for (int qubits = 1; qubits <= 6; qubits++) {
            for (int layers = 1; layers <= 3; layers++) {
                // As many outputs as qubits leave the map behind the circuit out; three qubits the one before it.
                int nOut = (qubits + layers) % 2 == 0 ? qubits : 2;
                check(new VqcLayer.Builder()
                        .qubits(qubits)
                        .circuitLayers(layers)
                        .nOut(nOut));
            }
        }
    }

    @Test
    void gradientsOfACircuitOfOnesOwn() {
        check(new VqcLayer.Builder().circuit(RandomCircuits.circuit(3, 5)));
    }

    @Test
    void gradientsOfOutputsThatAreNoSingleExpectation() {
        Circuit circuit = RandomCircuits.some(2, 12, 5);
        Circuit.Builder builder = Circuit.builder(2);
        circuit.gates().forEach(builder::add);
        check(new VqcLayer.Builder()
                .circuit(builder.measureVariance(Observable.pauli(2, "X0").plus(Observable.z(1)))
                        .measureDensityMatrix(1)
                        .measure(Observable.fidelity(Ket.normalised(new double[] {1, 2, 0, 1}, new double[4]), 0, 1))
                        .build()));
        check(new VqcLayer.Builder().circuit(HadamardTest.statevector(circuit)).nOut(3));
    }

    /** Amplitudes of 12 and of 24 inputs, which a map makes of the layer's. */
    @Test
    void gradientsThroughAmplitudes() {
        check(new VqcLayer.Builder().circuit(AmplitudeCircuits.of(4, 4, 12, false)));
        check(new VqcLayer.Builder().circuit(AmplitudeCircuits.of(5, 4, 12, true)));
    }

    @Test
    void gradientsUnderL2LeaveTheAnglesAlone() {
        check(new VqcLayer.Builder().qubits(2).circuitLayers(2).nOut(3).l2(0.1).l1(0.05));
    }

    private static void check(VqcLayer.Builder builder) {
        VqcLayer layer = builder.nIn(Networks.N_IN).build();
        MultiLayerNetwork network = Networks.scattered(
                Networks.feedForward(layer, (int) layer.getNOut(), DataType.DOUBLE, Networks.noUpdater()));
        GradientChecks.check(
                network, Networks.random(1, 4, Networks.N_IN), Networks.random(2, 4, Networks.N_OUT), null);
    }

    /** With as many inputs and outputs as qubits the layer is the bare circuit. */
    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF"})
    void gradientsAreThoseOfParameterShift(Engine engine) {
        int minibatch = 5;
        Circuit circuit = Ansatz.paper(3, 2);
        VqcLayer layer = new VqcLayer.Builder()
                .nIn(3)
                .qubits(3)
                .circuitLayers(2)
                .engine(engine)
                .build();
        MultiLayerNetwork network =
                Networks.scattered(Networks.feedForward(layer, 3, DataType.DOUBLE, Networks.noUpdater()));
        INDArray x = Networks.random(3, minibatch, 3);
        INDArray upstream = Networks.random(4, minibatch, 3);
        network.initGradientsView();
        network.getLayer(0).activate(x, true, LayerWorkspaceMgr.noWorkspaces());
        var actual = network.getLayer(0).backpropGradient(upstream, LayerWorkspaceMgr.noWorkspaces());
        var expected = new DenseSimulator(circuit)
                .gradients(
                        minibatch,
                        minibatchInnermost(x),
                        network.getParam("0_angles").ravel().toDoubleVector(),
                        minibatchInnermost(upstream));
        assertClose(
                expected.parameters(),
                actual.getFirst().getGradientFor("angles").ravel().toDoubleVector(),
                Tolerances.DOUBLE_GRADIENT);
        assertClose(expected.inputs(), minibatchInnermost(actual.getSecond()), Tolerances.DOUBLE_GRADIENT);
    }

    private static double[] minibatchInnermost(INDArray array) {
        return array.transpose().dup('c').ravel().toDoubleVector();
    }
}
