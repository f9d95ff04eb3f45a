package io.github.dl4jquantum.engine;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States whose amplitudes are inputs. Oracle: the dense simulator, and its central differences. */
@Timeout(60)
class AmplitudeEnginesTest {

    private static final int MINIBATCH = 3;

    @ParameterizedTest
    @CsvSource({
        "CPU, 1, 1, 2",
        "CPU, 3, 3, 8",
        "CPU, 3, 2, 3",
        "CPU, 4, 2, 4",
        "CPU, 8, 3, 5",
        "SAMEDIFF, 1, 1, 2",
        "SAMEDIFF, 3, 3, 8",
        "SAMEDIFF, 4, 2, 3"
    })
    void expectationsAndGradientsAreThoseOfTheReference(Engine engine, int qubits, int embedded, int count) {
        // The last qubits, in reverse.
        List<Integer> on =
                IntStream.range(0, embedded).mapToObj(k -> qubits - 1 - k).toList();
        Circuit.Builder builder = Circuit.builder(qubits);
        for (int qubit = 0; qubit < qubits - embedded; qubit++) {
            builder.add(new RY(qubit, Angle.input(qubit % count)));
        }
        builder.add(new AmplitudeEmbedding(on, 0, count));
        for (int qubit = 0; qubit < qubits; qubit++) {
            builder.add(new RX(qubit, Angle.input(count - 1).times(Angle.parameter(qubit))));
        }
        for (int qubit = 1; qubit < qubits; qubit++) {
            builder.add(new CNOT(qubit - 1, qubit)).add(new RY(qubit, Angle.input(count)));
        }
        if (qubits == 1) {
            builder.add(new RY(0, Angle.input(count)));
        }
        Circuit circuit = builder.measure(Observable.pauli(1, "X0"))
                .measure(Observable.z(qubits - 1))
                .build();
        double[] x = RandomCircuits.values(MINIBATCH * circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(qubits, 2);
        double[] upstream = RandomCircuits.values(2 * MINIBATCH, 3);
        DenseSimulator reference = new DenseSimulator(circuit);
        double[] z = reference.expectations(MINIBATCH, x, theta);
        double[] ofInputs =
                CentralDifference.gradient(point -> reference.expectations(MINIBATCH, point, theta), x, upstream);
        double[] ofParameters =
                CentralDifference.gradient(point -> reference.expectations(MINIBATCH, x, point), theta, upstream);
        try (CircuitEvaluator<double[]> exact = engine.resolve().circuit(circuit, Precision.DOUBLE)) {
            assertClose(z, exact.forward(MINIBATCH, x, theta, true), Tolerances.DOUBLE);
            var gradients = exact.backward(upstream);
            assertClose(ofInputs, gradients.inputs(), Tolerances.CENTRAL_DIFFERENCE);
            assertClose(ofParameters, gradients.parameters(), Tolerances.CENTRAL_DIFFERENCE);
        }
        try (CircuitEvaluator<float[]> single = engine.resolve().circuit(circuit, Precision.FLOAT)) {
            assertClose(z, single.forward(MINIBATCH, toFloat(x), toFloat(theta), true), Tolerances.FLOAT);
            var gradients = single.backward(toFloat(upstream));
            assertClose(ofInputs, gradients.inputs(), Tolerances.FLOAT);
            assertClose(ofParameters, gradients.parameters(), Tolerances.FLOAT);
        }
    }

    /** By hand: zeros stay |0>, whose Z is 1, and have no gradient; (3, 4) / 5 has Z = (9 - 16) / 25. */
    @ParameterizedTest
    @CsvSource({"CPU", "SAMEDIFF"})
    void anExampleOfZerosStaysWhereItIs(Engine engine) {
        Circuit circuit =
                Circuit.builder(1).add(new AmplitudeEmbedding(List.of(0), 0, 2)).build();
        try (CircuitEvaluator<double[]> evaluator = engine.resolve().circuit(circuit, Precision.DOUBLE)) {
            double[] x = {0, 3, 0, 4};
            assertClose(new double[] {1, -7 / 25.0}, evaluator.forward(2, x, new double[0], true), 1e-14);
            // z = (x² - y²) / (x² + y²): d z / d x = 4 x y² / 25², d z / d y = -4 x² y / 25².
            double[] expected = {0, 4 * 3 * 16 / 625.0, 0, -4 * 9 * 4 / 625.0};
            assertClose(expected, evaluator.backward(new double[] {1, 1}).inputs(), 1e-14);
        }
    }
}
