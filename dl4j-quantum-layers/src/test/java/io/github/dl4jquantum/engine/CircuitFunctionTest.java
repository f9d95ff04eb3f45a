package io.github.dl4jquantum.engine;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracle: the dense simulator, example by example, so that no layout is shared. */
@Timeout(60)
class CircuitFunctionTest {

    private static final int MINIBATCH = 3;

    private final Circuit circuit = RandomCircuits.circuit(3, 11);
    private final double[] theta = RandomCircuits.values(circuit.parameters(), 1);
    private final double[] x = RandomCircuits.values(MINIBATCH * circuit.inputs(), 2);
    private final double[] upstream = RandomCircuits.values(MINIBATCH * 3, 3);

    /** z, row by row. */
    private double[] expected(double[] rows, double[] parameters) {
        double[] all = new double[MINIBATCH * 3];
        for (int example = 0; example < MINIBATCH; example++) {
            double[] one = Arrays.copyOfRange(rows, example * circuit.inputs(), (example + 1) * circuit.inputs());
            System.arraycopy(new DenseSimulator(circuit).expectations(one, parameters), 0, all, 3 * example, 3);
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF"})
    void plainArraysAreRows(Engine engine) {
        try (CircuitFunction function = CircuitFunction.of(circuit, engine)) {
            assertClose(expected(x, theta), function.value(x, theta), Tolerances.DOUBLE);
            var gradients = function.gradients(x, theta, upstream);
            assertClose(
                    CentralDifference.gradient(point -> expected(point, theta), x, upstream),
                    gradients.inputs(),
                    Tolerances.CENTRAL_DIFFERENCE);
            assertClose(
                    CentralDifference.gradient(point -> expected(x, point), theta, upstream),
                    gradients.parameters(),
                    Tolerances.CENTRAL_DIFFERENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'c', 'f'})
    void nd4jArraysMayLieInAnyOrder(char order) {
        INDArray inputs = Nd4j.createFromArray(x).reshape(MINIBATCH, circuit.inputs());
        INDArray wider = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {MINIBATCH, circuit.inputs() + 2}, order);
        INDArray view = wider.get(NDArrayIndex.all(), NDArrayIndex.interval(1, circuit.inputs() + 1));
        view.assign(inputs);
        INDArray dz = Nd4j.createFromArray(upstream).reshape(MINIBATCH, 3);
        try (CircuitFunction function = CircuitFunction.of(circuit)) {
            for (INDArray given : new INDArray[] {inputs.dup(order), view}) {
                INDArray z = function.value(given, Nd4j.createFromArray(theta));
                assertArrayEquals(new long[] {MINIBATCH, 3}, z.shape());
                assertClose(expected(x, theta), z.dup('c').data().asDouble(), Tolerances.DOUBLE);
                var gradients = function.gradients(given, Nd4j.createFromArray(theta), dz.dup(order));
                assertClose(
                        function.gradients(x, theta, upstream).inputs(),
                        gradients.inputs().dup('c').data().asDouble(),
                        Tolerances.DOUBLE);
                assertArrayEquals(inputs.shape(), gradients.inputs().shape());
            }
            INDArray single = function.value(inputs.castTo(DataType.FLOAT), Nd4j.createFromArray(theta));
            assertEquals(DataType.FLOAT, single.dataType());
            assertClose(expected(x, theta), single.dup('c').data().asFloat(), Tolerances.FLOAT);
        }
    }

    /** By hand: cos² of a state on the meridian leaves Var Z = sin²; and O = 2 X + Z has O² = 5. */
    @Test
    void variancesAreThoseOfTheObservables() {
        Circuit one = Circuit.builder(1)
                .add(new RY(0, Angle.input(0)))
                .measureVariance(Observable.z(0))
                .measureVariance(Observable.pauli(2, "X0").plus(Observable.z(0)))
                .build();
        double t = 0.7;
        double mean = 2 * Math.sin(t) + Math.cos(t);
        double[] expected = {Math.sin(t) * Math.sin(t), 5 - mean * mean};
        try (CircuitFunction function = CircuitFunction.of(one, Engine.CPU)) {
            assertClose(expected, function.value(new double[] {t}, new double[0]), 1e-14);
        }
    }

    @Test
    void aCircuitWithoutInputsIsOneExample() {
        Circuit fixed = Circuit.builder(1).add(new RX(0, Angle.parameter(0))).build();
        try (CircuitFunction function = CircuitFunction.of(fixed)) {
            assertClose(
                    new double[] {Math.cos(0.4)}, function.value(new double[0], new double[] {0.4}), Tolerances.DOUBLE);
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        try (CircuitFunction function = CircuitFunction.of(circuit)) {
            assertThrows(IllegalArgumentException.class, () -> function.value(new double[circuit.inputs() + 1], theta));
            assertThrows(IllegalArgumentException.class, () -> function.value(x, new double[1]));
            assertThrows(IllegalArgumentException.class, () -> function.gradients(x, theta, new double[1]));
            INDArray parameters = Nd4j.createFromArray(theta);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> function.value(Nd4j.zeros(DataType.DOUBLE, 2, circuit.inputs() + 1), parameters));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> function.value(Nd4j.zeros(DataType.INT32, 2, circuit.inputs()), parameters));
        }
    }
}
