package io.github.dl4jquantum.testing;

import static io.github.dl4jquantum.testing.Agreement.assertClose;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference itself: oracles are a closed form, the norm of a state, and central differences. */
@Timeout(30)
class DenseSimulatorTest {

    /** H, RY(arctan x), RZ(arctan x²): <Z> = -sin(arctan x); then Rot(a, b, c) by the Bloch sphere. */
    @Test
    void oneQubitOfThePaperMatchesItsClosedForm() {
        Circuit circuit = Ansatz.paper(1, 1);
        double x = 0.7;
        double[] theta = {0.3, -1.1, 0.4};
        double phi = Math.atan(x * x) + theta[0];
        double expected = -Math.sin(Math.atan(x)) * Math.cos(theta[1])
                - Math.cos(Math.atan(x)) * Math.cos(phi) * Math.sin(theta[1]);
        assertClose(
                new double[] {expected},
                new DenseSimulator(circuit).expectations(new double[] {x}, theta),
                Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void statesStayNormalised(int qubits) {
        Circuit circuit = RandomCircuits.circuit(qubits, qubits);
        var state = new DenseSimulator(circuit)
                .statevector(
                        RandomCircuits.values(circuit.inputs(), 1), RandomCircuits.values(circuit.parameters(), 2));
        double norm = 0;
        for (int i = 0; i < state.real().length; i++) {
            norm += Math.pow(state.real()[i], 2) + Math.pow(state.imaginary()[i], 2);
        }
        assertClose(new double[] {1}, new double[] {norm}, Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void parameterShiftMatchesCentralDifferences(int qubits) {
        Circuit circuit = RandomCircuits.circuit(qubits, 10L + qubits);
        DenseSimulator reference = new DenseSimulator(circuit);
        int minibatch = 2;
        double[] x = RandomCircuits.values(circuit.inputs() * minibatch, 3);
        double[] theta = RandomCircuits.values(circuit.parameters(), 4);
        double[] upstream = RandomCircuits.values(circuit.observables().size() * minibatch, 5);
        Function<double[], double[]> ofInputs = point -> reference.expectations(minibatch, point, theta);
        Function<double[], double[]> ofParameters = point -> reference.expectations(minibatch, x, point);

        CircuitEvaluator.Gradients<double[]> shift = reference.gradients(minibatch, x, theta, upstream);

        assertClose(CentralDifference.gradient(ofInputs, x, upstream), shift.inputs(), Tolerances.CENTRAL_DIFFERENCE);
        assertClose(
                CentralDifference.gradient(ofParameters, theta, upstream),
                shift.parameters(),
                Tolerances.CENTRAL_DIFFERENCE);
    }
}
