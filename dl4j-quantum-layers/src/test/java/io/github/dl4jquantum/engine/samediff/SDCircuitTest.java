package io.github.dl4jquantum.engine.samediff;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Circuits in a user's own graph. Oracle: {@link DenseSimulator}. */
@Timeout(60)
class SDCircuitTest {

    @Test
    void statevectorsMatchTheReference() {
        Circuit circuit = RandomCircuits.circuit(3, 7);
        double[] x = RandomCircuits.values(circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        SameDiff sd = SameDiff.create();
        SDVariable inputs = sd.placeHolder("x", DataType.DOUBLE, -1, circuit.inputs());
        SDVariable parameters = sd.var("theta", Nd4j.createFromArray(theta));

        SDVariable state = SDCircuit.statevector(sd, circuit, inputs, parameters);

        var expected = new DenseSimulator(circuit).statevector(x, theta);
        double[] stacked = DoubleStream.concat(Arrays.stream(expected.real()), Arrays.stream(expected.imaginary()))
                .toArray();
        INDArray actual = state.eval(Map.of("x", Nd4j.createFromArray(new double[][] {x})));
        assertArrayEquals(new long[] {16, 1}, actual.shape());
        assertClose(stacked, actual.dup('c').data().asDouble(), Tolerances.DOUBLE);
    }

    @Test
    void gatesCanBeAppliedOneByOne() {
        SameDiff sd = SameDiff.create();
        SDVariable angles = sd.constant(Nd4j.createFromArray(0.3, 1.2));
        SDCircuit builder = new SDCircuit(sd, 2, DataType.DOUBLE);

        SDVariable state = builder.apply(new H(0), builder.zeroState());
        state = builder.apply(new CRY(0, 1, Angle.input(0)), state, angles);
        SDVariable z = builder.expectations(state, List.of(Observable.z(1), Observable.pauli(2, "X0 X1")));

        Circuit same = Circuit.builder(2)
                .add(new H(0))
                .add(new CRY(0, 1, Angle.input(0)))
                .measure(Observable.z(1))
                .measure(Observable.pauli(2, "X0 X1"))
                .build();
        double[] expected = new DenseSimulator(same).expectations(2, new double[] {0.3, 1.2}, new double[0]);
        assertClose(expected, z.eval().dup('f').data().asDouble(), Tolerances.DOUBLE);
    }

    /** In one column each, the global phase included. */
    @Test
    void compositeGatesCanBeAppliedToo() {
        Circuit circuit = RandomCircuits.wide(3, 4);
        double[] x = RandomCircuits.values(circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        SameDiff sd = SameDiff.create();
        SDCircuit builder = new SDCircuit(sd, 3, DataType.DOUBLE);
        SDVariable state = builder.zeroState();
        for (Gate gate : circuit.gates()) {
            SDVariable[] angles = gate.angles().stream()
                    .map(angle -> sd.constant(Nd4j.createFromArray(angle.value(x, theta))))
                    .toArray(SDVariable[]::new);
            state = builder.apply(gate, state, angles);
        }
        var expected = new DenseSimulator(circuit).statevector(x, theta);
        double[] stacked = DoubleStream.concat(Arrays.stream(expected.real()), Arrays.stream(expected.imaginary()))
                .toArray();
        assertClose(stacked, state.eval().dup('c').data().asDouble(), Tolerances.DOUBLE);
    }

    @Test
    void eachExampleMayBringItsOwnParameters() {
        Circuit circuit = Ansatz.paper(2, 1);
        double[][] x = {{0.1, 0.2}, {0.3, 0.4}};
        double[][] theta = {RandomCircuits.values(6, 1), RandomCircuits.values(6, 2)};
        SameDiff sd = SameDiff.create();
        SDVariable z = SDCircuit.expectations(
                sd, circuit, sd.constant(Nd4j.createFromArray(x)), sd.constant(Nd4j.createFromArray(theta)));
        INDArray actual = z.eval();
        for (int example = 0; example < 2; example++) {
            assertClose(
                    new DenseSimulator(circuit).expectations(x[example], theta[example]),
                    actual.getRow(example).toDoubleVector(),
                    Tolerances.DOUBLE);
        }
    }

    /** Activations come in 'f' order, and a session uses the arrays of the run before again. */
    @Test
    void inputsInFortranOrderGiveTheSameTwice() {
        Circuit circuit = Circuit.builder(1)
                .add(new RX(0, Angle.input(0)))
                .add(new RY(0, Angle.arctan(1)))
                .build();
        double[] x = RandomCircuits.values(6, 3);
        SameDiff sd = SameDiff.create();
        SDVariable inputs = sd.placeHolder("x", DataType.DOUBLE, -1, 2);
        SDVariable z = SDCircuit.expectations(sd, circuit, inputs, null);
        double[] expected = new DenseSimulator(circuit).expectations(3, x, new double[0]);
        for (int run = 0; run < 3; run++) {
            INDArray actual = z.eval(Map.of("x", Nd4j.create(x, new long[] {3, 2}, 'f')));
            assertClose(expected, actual.dup('f').data().asDouble(), Tolerances.DOUBLE);
        }
    }

    @Test
    void anObservableOfNothingButZerosIsZero() {
        SameDiff sd = SameDiff.create();
        SDCircuit builder = new SDCircuit(sd, 1, DataType.FLOAT);
        SDVariable z = builder.expectations(builder.zeroState(), List.of(Observable.pauli(0, "X0")));
        assertEquals(0, z.eval().getDouble(0));
    }

    /** The data are a circuit's own expectations, so that the loss can fall to 0. */
    @Test
    void aUsersGraphTrains() {
        Circuit circuit = Ansatz.paper(2, 1);
        double[] x = RandomCircuits.values(8, 5);
        double[] z = new DenseSimulator(circuit).expectations(4, x, RandomCircuits.values(6, 6));
        DataSet data = new DataSet(Nd4j.create(x, new long[] {4, 2}, 'f'), Nd4j.create(z, new long[] {4, 2}, 'f'));
        SameDiff sd = SameDiff.create();
        SDVariable inputs = sd.placeHolder("x", DataType.DOUBLE, -1, 2);
        SDVariable target = sd.placeHolder("target", DataType.DOUBLE, -1, 2);
        SDVariable theta = sd.var("theta", Nd4j.createFromArray(RandomCircuits.values(6, 7)));
        sd.loss().meanSquaredError("loss", target, SDCircuit.expectations(sd, circuit, inputs, theta), null);
        sd.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(0.2))
                .dataSetFeatureMapping("x")
                .dataSetLabelMapping("target")
                .build());

        double first = loss(sd, data);
        for (int epoch = 0; epoch < 40; epoch++) {
            sd.fit(data);
        }
        double last = loss(sd, data);

        assertTrue(last < first / 10, "loss went from " + first + " to " + last);
    }

    private static double loss(SameDiff sd, DataSet data) {
        return sd.output(Map.of("x", data.getFeatures(), "target", data.getLabels()), "loss")
                .get("loss")
                .getDouble(0);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        SameDiff sd = SameDiff.create();
        SDCircuit builder = new SDCircuit(sd, 2, DataType.DOUBLE);
        SDVariable state = builder.zeroState();
        List<Observable> outside = List.of(Observable.z(2));
        Circuit paper = Ansatz.paper(2, 1);
        assertMessage("25 qubits cannot", () -> new SDCircuit(sd, 25, DataType.DOUBLE));
        assertMessage("States of type INT", () -> new SDCircuit(sd, 2, DataType.INT32));
        assertMessage("takes 1 angles, not 0", () -> builder.apply(new RX(0, Angle.input(0)), state));
        assertMessage("Qubit 2 of CNOT", () -> builder.apply(new CNOT(0, 2), state));
        assertMessage("Qubit 2 of Observable", () -> builder.expectations(state, outside));
        assertMessage("needs inputs [minibatch, 2]", () -> SDCircuit.expectations(sd, paper, null, state));
        assertMessage("needs parameters [6]", () -> SDCircuit.expectations(sd, paper, state, null));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable executable) {
        String message =
                assertThrows(IllegalArgumentException.class, executable).getMessage();
        assertTrue(message.contains(part), message);
    }
}
