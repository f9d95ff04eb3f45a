package io.github.dl4jquantum.engine.noisy;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.backend.CircuitBackend;
import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.backend.Device;
import io.github.dl4jquantum.backend.KeptCounts;
import io.github.dl4jquantum.backend.Program;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.qasm.Machine;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.ExactBackend;
import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the dense simulator on the circuit itself; the backend runs the text of what was made of it. */
@Timeout(120)
class DeviceEngineTest {

    private static final int SHOTS = 1_000_000_000;

    private static DeviceEngine engine(Device device) {
        return engine(new ExactBackend(device));
    }

    private static DeviceEngine engine(CircuitBackend backend) {
        return new DeviceEngine(new CircuitRunner(backend, SHOTS, Long.MAX_VALUE, KeptCounts.none()));
    }

    private static Device line(int qubits, Version language) {
        return new Device("line", Machine.line(qubits, Machine.Entangler.CZ), language);
    }

    /** Strings of all three matrices, a sum of ones that do not fit a basis, and the identity. */
    private static List<Observable> observables() {
        return List.of(
                Observable.z(0),
                Observable.pauli(0.7, "X0 Y2").plus(Observable.pauli(-1.3, "Z0 Z1")),
                Observable.pauli(2, "Y1").plus(Observable.pauli(0.25, "")));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void expectationsAreThoseOfTheCircuit(Version language) {
        for (int seed = 0; seed < 3; seed++) {
            Circuit circuit = RandomCircuits.some(3, 12, seed).measuring(observables());
            double[] x = RandomCircuits.values(2 * circuit.inputs(), seed + 1);
            double[] theta = RandomCircuits.values(circuit.parameters(), seed + 2);
            var evaluator = engine(line(4, language)).circuit(circuit, Precision.DOUBLE);
            assertClose(
                    new DenseSimulator(circuit).expectations(2, x, theta), evaluator.forward(2, x, theta, false), 1e-7);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 7})
    void gradientsByShiftsAreThoseOfTheCircuit(long seed) {
        Circuit circuit = RandomCircuits.some(3, 6, seed).measuring(observables());
        double[] x = RandomCircuits.values(2 * circuit.inputs(), seed + 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), seed + 2);
        double[] upstream = RandomCircuits.values(2 * 3, seed + 3);
        var evaluator = engine(line(3, Version.V3)).circuit(circuit, Precision.DOUBLE);
        evaluator.forward(2, x, theta, true);
        var actual = evaluator.backward(upstream);
        var expected = new DenseSimulator(circuit).gradients(2, x, theta, upstream);
        assertClose(expected.inputs(), actual.inputs(), 1e-5);
        assertClose(expected.parameters(), actual.parameters(), 1e-5);
    }

    /** Z0; then X0 Y2; Z0 Z1 fits the first basis, and Y1 the second. */
    @Test
    void stringsThatFitAreReadTogether() {
        List<Program> sent = new ArrayList<>();
        ExactBackend exact = new ExactBackend(line(3, Version.V3));
        CircuitBackend noting = new CircuitBackend() {
            @Override
            public Device device() {
                return exact.device();
            }

            @Override
            public void run(List<Program> programs, int shots, Results results) {
                sent.addAll(programs);
                exact.run(programs, shots, results);
            }

            @Override
            public void close() {
                exact.close();
            }
        };
        Circuit circuit = RandomCircuits.some(3, 4, 1).measuring(observables());
        engine(noting)
                .circuit(circuit, Precision.DOUBLE)
                .forward(1, new double[circuit.inputs()], new double[circuit.parameters()], false);
        assertEquals(List.of(2, 3), sent.stream().map(Program::bits).toList());
    }

    @Test
    void aCircuitThatDoesNotFitTheDeviceIsRefused() {
        Circuit circuit = RandomCircuits.some(3, 4, 1);
        var error = assertThrows(UnsupportedCircuitException.class, () -> engine(line(2, Version.V3))
                .circuit(circuit, Precision.DOUBLE));
        assertTrue(error.getMessage().contains("of 2 qubits"), error.getMessage());
    }
}
