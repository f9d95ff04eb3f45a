package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.testing.Agreement.assertClose;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.AmplitudeCircuits;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amplitudes that are inputs, on the emulated driver. Oracles: the CPU engine; states worked out by hand. */
@Timeout(120)
class CudaAmplitudesTest {

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    /** In lanes and in memory, by a warp and by a block, in shared memory and beyond; on all qubits and on some. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, false, 70",
        "1, 1, 2, true, 70",
        "2, 1, 2, true, 5",
        "3, 2, 3, true, 33",
        "3, 3, 8, false, 5",
        "4, 2, 4, false, 5",
        "5, 5, 32, true, 9",
        "5, 3, 5, true, 9",
        "6, 6, 60, true, 5",
        "6, 2, 3, false, 5",
        "8, 8, 200, true, 3",
        "8, 3, 5, false, 3",
        "9, 9, 512, false, 2",
        "10, 10, 1000, true, 2"
    })
    void circuitsAreEqual(int qubits, int embedded, int count, boolean complex, int minibatch) {
        CudaCircuitTest.assertEqual(AmplitudeCircuits.of(qubits, embedded, count, complex), minibatch, 1);
    }

    /** Nothing is before the amplitudes, and nothing behind them but a gate without an angle. */
    @ParameterizedTest
    @CsvSource({"1", "5", "7"})
    void amplitudesAloneAreEqual(int qubits) {
        Circuit circuit = Circuit.builder(qubits)
                .add(AmplitudeEmbedding.complex(List.of(qubits - 1), 0, 2))
                .add(new H(qubits - 1))
                .measure(Observable.pauli(1, "Y" + (qubits - 1)))
                .build();
        CudaCircuitTest.assertEqual(circuit, 3, 1);
    }

    /** Zeros stay |0>, whose Z is 1, and have no gradient; numbers whose squares a float cannot hold are normalised. */
    @Test
    void zerosStayAndLargeAndSmallNumbersAreNormalised() {
        Circuit circuit =
                Circuit.builder(1).add(new AmplitudeEmbedding(List.of(0), 0, 2)).build();
        try (CircuitEvaluator<float[]> evaluator = CudaEngine.open().circuit(circuit, Precision.FLOAT)) {
            float[] x = {0, 3e25f, 3e-25f, 0, 4e25f, 4e-25f};
            double z = (9 - 16) / 25.0;
            assertClose(new double[] {1, z, z}, evaluator.forward(3, x, new float[0], true), 1e-6);
            float[] gradients = evaluator.backward(new float[] {1, 1, 0}).inputs();
            assertClose(new double[] {0, 0, 0, 0, 0, 0}, gradients, 1e-6);
        }
    }
}
