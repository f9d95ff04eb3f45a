package io.github.dl4jquantum.engine;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.differentiation.Adjoint;
import io.github.dl4jquantum.differentiation.Jacobian;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.AmplitudeCircuits;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States whose amplitudes are inputs. Oracle: the dense simulator, and its central differences. */
@Timeout(60)
class AmplitudeEnginesTest {

    private static final int MINIBATCH = 3;

    @ParameterizedTest
    @CsvSource({
        "CPU, 1, 1, 2, false",
        "CPU, 3, 3, 8, false",
        "CPU, 3, 2, 3, false",
        "CPU, 4, 2, 4, false",
        "CPU, 8, 3, 5, false",
        "CPU, 1, 1, 2, true",
        "CPU, 3, 3, 8, true",
        "CPU, 8, 3, 5, true",
        "SAMEDIFF, 1, 1, 2, false",
        "SAMEDIFF, 3, 3, 8, false",
        "SAMEDIFF, 4, 2, 3, false",
        "SAMEDIFF, 1, 1, 2, true",
        "SAMEDIFF, 4, 2, 3, true"
    })
    void expectationsAndGradientsAreThoseOfTheReference(
            Engine engine, int qubits, int embedded, int count, boolean complex) {
        Circuit circuit = AmplitudeCircuits.of(qubits, embedded, count, complex);
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

    /** By hand: of (a, b) / |(a, b)|, X and Y are the parts of 2 conj(a) b, and Z is |a|² - |b|², over |a|² + |b|². */
    @ParameterizedTest
    @CsvSource({"CPU", "SAMEDIFF"})
    void complexAmplitudesAreWhatTheyAre(Engine engine) {
        Circuit circuit = Circuit.builder(1)
                .add(AmplitudeEmbedding.complex(List.of(0), 0, 2))
                .measure(Observable.pauli(1, "X0"))
                .measure(Observable.pauli(1, "Y0"))
                .measure(Observable.z(0))
                .build();
        double[] x = {1, 3, 2, -1}; // a = 1 + 2i, b = 3 - i: conj(a) b = 1 - 7i
        double[] upstream = {1, 10, 100};
        // d <O> / d x = (d f / d x - 2 x <O>) / 15, with f = 15 <O>.
        double[][] slopes = {{6, 2, -2, 4}, {-2, -4, -6, 2}, {2, -6, 4, 2}};
        double[] z = {2 / 15.0, -14 / 15.0, -5 / 15.0};
        double[] expected = new double[4];
        for (int o = 0; o < 3; o++) {
            for (int i = 0; i < 4; i++) {
                expected[i] += upstream[o] * (slopes[o][i] - 2 * x[i] * z[o]) / 15;
            }
        }
        try (CircuitEvaluator<double[]> evaluator = engine.resolve().circuit(circuit, Precision.DOUBLE)) {
            assertClose(z, evaluator.forward(1, x, new double[0], true), 1e-14);
            assertClose(expected, evaluator.backward(upstream).inputs(), 1e-13);
        }
    }

    /** The state does not depend on the scale s of its amplitudes, and its gradient is that of scale 1 over s. */
    @ParameterizedTest
    @ValueSource(doubles = {0x1p500, 0x1p1000, 0x1p-540, 0x1p-1000})
    void amplitudesOfAnyScaleAreNormalised(double scale) {
        Circuit circuit = Circuit.builder(1)
                .add(new AmplitudeEmbedding(List.of(0), 0, 2))
                .measure(Observable.z(0))
                .build();
        Jacobian one = new Adjoint(circuit, Engine.CPU).jacobian(new double[] {0.6, 0.3}, new double[0]);
        double[] x = {0.6 * scale, 0.3 * scale};
        Jacobian other = new Adjoint(circuit, Engine.CPU).jacobian(x, new double[0]);
        for (int k = 0; k < 2; k++) {
            assertEquals(one.inputs()[0][k], other.inputs()[0][k] * scale, 1e-12);
        }
        try (CircuitFunction function = CircuitFunction.of(circuit, Engine.CPU)) {
            assertEquals(0.6, function.value(x, new double[0])[0], 1e-12);
        }
    }
}
