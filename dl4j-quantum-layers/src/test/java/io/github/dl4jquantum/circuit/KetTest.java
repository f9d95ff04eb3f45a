package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.engine.CircuitFunction;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** States given as amplitudes. Oracle: those amplitudes, as the dense simulator finds them behind the preparation. */
@Timeout(60)
class KetTest {

    private static final double[] NONE = {};

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 3", "3, 4", "4, 5", "5, 6"})
    void preparationGivesTheAmplitudesGlobalPhaseIncluded(int qubits, long seed) {
        double[] real = RandomCircuits.values(1 << qubits, seed);
        double[] imaginary = RandomCircuits.values(1 << qubits, seed + 100);
        real[0] = imaginary[0] = 0;
        assertPrepared(Ket.normalised(real, imaginary));
        assertPrepared(Ket.normalised(real, new double[1 << qubits]));
        assertPrepared(Ket.normalised(new double[1 << qubits], imaginary));
    }

    @Test
    void basisStatesAndZerosArePrepared() {
        assertPrepared(Ket.basis("000"));
        assertPrepared(Ket.basis("101"));
        assertPrepared(Ket.normalised(new double[] {0, 0, 3, 0, 0, 0, 0, -4}, new double[8]));
    }

    private static void assertPrepared(Ket ket) {
        int[] qubits = IntStream.range(0, ket.qubits()).toArray();
        Circuit circuit =
                Circuit.builder(ket.qubits()).add(ket.preparation(qubits)).build();
        var state = new DenseSimulator(circuit).statevector(NONE, NONE);
        assertClose(ket.real(), state.real(), 1e-14);
        assertClose(ket.imaginary(), state.imaginary(), 1e-14);
        assertTrue(circuit.primitives().size() < 4 << ket.qubits(), circuit.toString());
    }

    /** On qubits (2, 0), between other gates, in every engine. */
    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF", "CUDA"})
    void enginesStartFromAComplexState(Engine engine) {
        if (engine == Engine.CUDA) {
            EmulatedDriver.require();
        }
        Ket ket = Ket.normalised(RandomCircuits.values(4, 1), RandomCircuits.values(4, 2));
        Circuit circuit = Circuit.builder(3)
                .add(ket.preparation(2, 0))
                .add(new RX(0, Angle.input(0)))
                .add(new CNOT(0, 1))
                .add(new RY(2, Angle.parameter(0)))
                .measure(Observable.pauli(1, "Y0 Z1 X2"))
                .measure(Observable.z(1))
                .build();
        DenseSimulator dense = new DenseSimulator(circuit);
        double[] x = {0.4};
        double[] theta = {-0.9};
        double[] upstream = {1.5, -0.5};
        try (CircuitFunction function = CircuitFunction.of(circuit, engine)) {
            assertClose(dense.expectations(x, theta), function.value(x, theta), Tolerances.DOUBLE);
            var gradients = function.gradients(x, theta, upstream);
            assertClose(
                    CentralDifference.gradient(p -> dense.expectations(p, theta), x, upstream),
                    gradients.inputs(),
                    Tolerances.CENTRAL_DIFFERENCE);
            assertClose(
                    CentralDifference.gradient(p -> dense.expectations(x, p), theta, upstream),
                    gradients.parameters(),
                    Tolerances.CENTRAL_DIFFERENCE);
        }
    }

    @Test
    void whatIsNoStateIsRefused() {
        assertRefused(() -> new Ket(new double[] {1, 1}, new double[2]), "norm 1.414");
        assertRefused(() -> new Ket(new double[] {Double.NaN, 1}, new double[2]), "norm NaN");
        assertRefused(() -> new Ket(new double[3], new double[3]), "3 amplitudes are not 2^k");
        assertRefused(() -> new Ket(new double[2048], new double[2048]), "2048 amplitudes are not 2^k");
        assertRefused(() -> new Ket(new double[2], new double[4]), "as many imaginary parts");
        assertRefused(() -> Ket.normalised(new double[2], new double[2]), "norm 0.0");
        assertRefused(() -> Ket.basis("012"), "'012' is no basis state");
        assertRefused(() -> Ket.basis("01").preparation(0), "name 2 different ones");
        assertRefused(() -> Ket.basis("01").preparation(1, 1), "name 2 different ones");
    }

    private static void assertRefused(Runnable made, String part) {
        String message = assertThrows(IllegalArgumentException.class, made::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void jsonOfAPreparedCircuitGivesItBack() {
        Ket ket = Ket.normalised(RandomCircuits.values(4, 1), RandomCircuits.values(4, 2));
        Circuit circuit = Circuit.builder(2).add(ket.preparation(1, 0)).build();
        assertEquals(circuit, Circuit.fromJson(circuit.toJson()));
    }
}
