package io.github.dl4jquantum.differentiation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracles: derivatives by hand, and central differences of a dense simulation. */
@Timeout(120)
class DifferentiatorTest {

    private static final double STEP = 1e-5;

    enum Method {
        PARAMETER_SHIFT(Tolerances.DOUBLE) {
            @Override
            Differentiator of(Circuit circuit) {
                return new ParameterShift(circuit);
            }
        },
        ADJOINT(Tolerances.DOUBLE) {
            @Override
            Differentiator of(Circuit circuit) {
                return new Adjoint(circuit);
            }
        },
        FINITE_DIFFERENCE(1e-9) {
            @Override
            Differentiator of(Circuit circuit) {
                return new FiniteDifference(circuit);
            }
        };

        final double tolerance;

        Method(double tolerance) {
            this.tolerance = tolerance;
        }

        abstract Differentiator of(Circuit circuit);
    }

    /** z = cos(theta x): d/dx = -theta sin(theta x), d/dtheta = -x sin(theta x). */
    @ParameterizedTest
    @EnumSource
    void aProductOfParameterAndInputFollowsTheChainRule(Method method) {
        Circuit circuit = Circuit.builder(1)
                .add(new RY(0, Angle.parameter(0).times(Angle.input(0))))
                .build();
        Jacobian jacobian = method.of(circuit).jacobian(new double[] {0.7}, new double[] {-1.3});
        double sine = Math.sin(-1.3 * 0.7);
        assertEquals(1.3 * sine, jacobian.inputs()[0][0], method.tolerance);
        assertEquals(-0.7 * sine, jacobian.parameters()[0][0], method.tolerance);
    }

    /** Shared twice, once halved: z = cos(1.5 theta). */
    @ParameterizedTest
    @EnumSource
    void aSharedParameterAddsItsOccurrencesUp(Method method) {
        Circuit circuit = Circuit.builder(1)
                .add(new RX(0, Angle.parameter(0)))
                .add(new RX(0, Angle.parameter(0).scaled(0.5)))
                .build();
        double[][] found =
                method.of(circuit).jacobian(new double[0], new double[] {0.4}).parameters();
        assertEquals(-1.5 * Math.sin(0.6), found[0][0], method.tolerance);
    }

    /** Control in |+>: the target is turned with chance 1/2, so z_1 = (1 + cos theta) / 2, and z_0 = 0. */
    @ParameterizedTest
    @EnumSource
    void aControlledRotationHasHalfTheSlope(Method method) {
        Circuit circuit = Circuit.builder(2)
                .add(new H(0))
                .add(new CRY(0, 1, Angle.parameter(0)))
                .build();
        double[][] found =
                method.of(circuit).jacobian(new double[0], new double[] {1.1}).parameters();
        assertArrayEquals(new double[] {0}, found[0], method.tolerance);
        assertArrayEquals(new double[] {-0.5 * Math.sin(1.1)}, found[1], method.tolerance);
    }

    @ParameterizedTest
    @EnumSource
    void allMethodsAgreeWithCentralDifferencesOfADenseSimulation(Method method) {
        for (int qubits = 1; qubits <= 4; qubits++) {
            Circuit circuit = RandomCircuits.circuit(qubits, 30 + qubits);
            Random random = new Random(qubits);
            double[] x = random.doubles(circuit.inputs(), -2, 2).toArray();
            double[] theta = random.doubles(circuit.parameters(), -2, 2).toArray();
            DenseSimulator dense = new DenseSimulator(circuit);
            Jacobian found = method.of(circuit).jacobian(x, theta);
            for (int k = 0; k < circuit.observables().size(); k++) {
                double[] one = new double[circuit.observables().size()];
                one[k] = 1;
                Function<double[], double[]> ofX = at -> dense.expectations(at, theta);
                Function<double[], double[]> ofTheta = at -> dense.expectations(x, at);
                assertArrayEquals(
                        CentralDifference.gradient(ofX, x, one), found.inputs()[k], Tolerances.CENTRAL_DIFFERENCE);
                assertArrayEquals(
                        CentralDifference.gradient(ofTheta, theta, one),
                        found.parameters()[k],
                        Tolerances.CENTRAL_DIFFERENCE);
                assertArrayEquals(found.inputs()[k], found.ofInputs(one), 0);
                assertArrayEquals(found.parameters()[k], found.ofParameters(one), 0);
            }
        }
    }

    /** RX, RX, CRY: two and two and four. */
    @Test
    void shiftsCostTwoExpectationsAnAngleAndFourAControlledOne() {
        Circuit circuit = Circuit.builder(2)
                .add(new RX(0, Angle.parameter(0)))
                .add(new RX(1, Angle.parameter(0)))
                .add(new CRY(0, 1, Angle.input(0)))
                .build();
        assertEquals(8, new ParameterShift(circuit).evaluations());
    }

    /** One number: d d = 1 whatever the direction, so the estimate is the difference itself, -sin theta sin c / c. */
    @Test
    void spsaOfOneParameterIsACentralDifference() {
        Circuit circuit = Circuit.builder(1).add(new RY(0, Angle.parameter(0))).build();
        double found = new Spsa(circuit, 0.3, 1, 5, Engine.CPU)
                .jacobian(new double[0], new double[] {0.8})
                .parameters()[0][0];
        assertEquals(-Math.sin(0.8) * Math.sin(0.3) / 0.3, found, Tolerances.DOUBLE);
    }

    /** z = (cos a, cos b): the mean is the diagonal Jacobian, each entry off it scatters by |sin| / sqrt(directions). */
    @Test
    void spsaIsRightOnAverageAndItsSeedDecides() {
        Circuit circuit = Circuit.builder(2)
                .add(new RY(0, Angle.parameter(0)))
                .add(new RY(1, Angle.input(0)))
                .build();
        double[] x = {1.2};
        double[] theta = {0.5};
        int directions = 2000;
        Jacobian found = new Spsa(circuit, STEP, directions, 3, Engine.CPU).jacobian(x, theta);
        double scatter = 5 / Math.sqrt(directions);
        assertEquals(-Math.sin(0.5), found.parameters()[0][0], 1e-8);
        assertEquals(-Math.sin(1.2), found.inputs()[1][0], 1e-8);
        assertEquals(0, found.inputs()[0][0], scatter);
        assertEquals(0, found.parameters()[1][0], scatter);
        assertTrue(Math.abs(found.inputs()[0][0]) > 1e-6);
        Jacobian again = new Spsa(circuit, STEP, directions, 3, Engine.CPU).jacobian(x, theta);
        Jacobian other = new Spsa(circuit, STEP, directions, 4, Engine.CPU).jacobian(x, theta);
        assertArrayEquals(found.inputs(), again.inputs());
        assertNotEquals(found.inputs()[0][0], other.inputs()[0][0]);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Circuit circuit = Circuit.builder(1)
                .add(new RY(0, Angle.parameter(0)))
                .measure(Observable.z(0))
                .build();
        for (Method method : Method.values()) {
            String message = assertThrows(IllegalArgumentException.class, () -> method.of(circuit)
                            .jacobian(new double[1], new double[0]))
                    .getMessage();
            assertTrue(message.contains("1 inputs and 0 parameters"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> new FiniteDifference(circuit, 0, Engine.CPU));
        assertThrows(IllegalArgumentException.class, () -> new Spsa(circuit, 0.1, 0, 1, Engine.CPU));
        Jacobian jacobian = new Adjoint(circuit).jacobian(new double[0], new double[1]);
        assertThrows(IllegalArgumentException.class, () -> jacobian.ofParameters(new double[2]));
    }

    @Test
    void amplitudesAreNoAngles() {
        Circuit circuit = Circuit.builder(1)
                .add(new AmplitudeEmbedding(List.of(0), 0, 2))
                .measure(Observable.z(0))
                .build();
        double[][] expected = {{4 * 0.6 * 0.3 * 0.3 / 0.2025, -4 * 0.3 * 0.6 * 0.6 / 0.2025}};
        Jacobian adjoint = new Adjoint(circuit).jacobian(new double[] {0.6, 0.3}, new double[0]);
        assertArrayEquals(expected[0], adjoint.inputs()[0], 1e-12);
        String message = assertThrows(IllegalArgumentException.class, () -> new ParameterShift(circuit))
                .getMessage();
        assertTrue(message.endsWith("are amplitudes; take Adjoint."), message);
        message = assertThrows(
                        IllegalArgumentException.class,
                        () -> FourierSpectrum.of(circuit, 0, 1, new double[] {0.6, 0.3}, new double[0], 1))
                .getMessage();
        assertTrue(message.startsWith("Input 1 is an amplitude of AmplitudeEmbedding"), message);
    }
}
