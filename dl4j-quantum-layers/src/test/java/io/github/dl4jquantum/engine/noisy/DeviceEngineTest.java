package io.github.dl4jquantum.engine.noisy;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.backend.CircuitBackend;
import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.backend.Counts;
import io.github.dl4jquantum.backend.Device;
import io.github.dl4jquantum.backend.KeptCounts;
import io.github.dl4jquantum.backend.Program;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.SWAP;
import io.github.dl4jquantum.circuit.qasm.Machine;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.ReadoutError;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.ExactBackend;
import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        return engine(backend, NoiseModel.NONE, Mitigation.NONE);
    }

    private static DeviceEngine engine(CircuitBackend backend, NoiseModel readout, Mitigation mitigation) {
        return new DeviceEngine(
                new CircuitRunner(backend, SHOTS, Long.MAX_VALUE, KeptCounts.none()), readout, mitigation);
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

    /** Passes batches on and notes them. */
    private record Noting(ExactBackend exact, List<List<Program>> sent) implements CircuitBackend {
        @Override
        public Device device() {
            return exact.device();
        }

        @Override
        public void run(List<Program> programs, int shots, Results results) {
            sent.add(programs);
            exact.run(programs, shots, results);
        }

        @Override
        public void close() {
            exact.close();
        }
    }

    /**
     * Forward, gates and heads of a step are a batch each; backward, all shifts of a circuit. Oracle of the numbers: the CPU
     * engine.
     */
    @ParameterizedTest
    @CsvSource({"qlstm, 16 8 16 8, 12", "qgru, 8 4 8 4, 6"})
    void aCellSendsWhatDoesNotWaitForOthersTogether(String kind, String forward, int circuits) {
        Circuit circuit = Ansatz.paper(2, 1);
        RecurrentCell cell = kind.equals("qgru")
                ? new QgruCell(circuit, 3, 2, 1, 2)
                : new QlstmCell(circuit, circuit, 3, 2, 1, 2, true);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 4);
        Input<double[]> input = new Input<>(2, 2, RandomCircuits.values(2 * 2 * 3, 3), null, List.of());
        double[] upstream = RandomCircuits.values(2 * 2 * 2, 5);
        List<List<Program>> sent = new ArrayList<>();
        try (var pure = new CpuEngine().cell(cell, Precision.DOUBLE);
                var device = engine(new Noting(new ExactBackend(line(2, Version.V3)), sent))
                        .cell(cell, Precision.DOUBLE)) {
            var expected = pure.forward(input, theta, true);
            var actual = device.forward(input, theta, true);
            assertClose(expected.activations(), actual.activations(), 1e-6);
            assertEquals(forward, sent.stream().map(batch -> "" + batch.size()).collect(Collectors.joining(" ")));
            sent.clear();
            var gradients = pure.backward(upstream, 2);
            var own = device.backward(upstream, 2);
            assertClose(gradients.inputs(), own.inputs(), 1e-5);
            assertClose(gradients.parameters(), own.parameters(), 1e-5);
            assertEquals(2 * circuits, sent.size());
        }
    }

    /**
     * Each gate of two qubits leaves {@code LEFT} of all expectations, whose rest is that of chance; then each bit of the
     * program is misread as the device's qubit says.
     */
    private record Noisy(ExactBackend exact, NoiseModel readout) implements CircuitBackend {
        static final double LEFT = 0.9;

        @Override
        public Device device() {
            return exact.device();
        }

        @Override
        public void run(List<Program> programs, int shots, Results results) {
            exact.run(programs, shots, (index, counts) -> {
                String text = programs.get(index).text();
                int bits = programs.get(index).bits();
                int[] qubits = Pattern.compile("measure q\\[(\\d+)]")
                        .matcher(text)
                        .results()
                        .mapToInt(match -> Integer.parseInt(match.group(1)))
                        .toArray();
                double left = Math.pow(LEFT, text.split("\ncz ", -1).length - 1);
                SortedMap<String, Integer> read = new TreeMap<>();
                for (int value = 0; value < 1 << bits; value++) {
                    String key = key(value, bits);
                    double p = 0;
                    for (int truth = 0; truth < 1 << bits; truth++) {
                        double own = (double) counts.byBits().getOrDefault(key(truth, bits), 0) / shots;
                        double product = left * own + (1 - left) / (1 << bits);
                        for (int k = 0; k < bits; k++) {
                            ReadoutError error = readout.readout(qubits[k]);
                            boolean one = key(truth, bits).charAt(k) == '1';
                            double wrong = one ? error.read0Given1() : error.read1Given0();
                            product *= key.charAt(k) == key(truth, bits).charAt(k) ? 1 - wrong : wrong;
                        }
                        p += product;
                    }
                    read.put(key, (int) Math.round(p * shots));
                }
                int sum = read.values().stream().mapToInt(count -> count).sum();
                read.merge("0".repeat(bits), shots - sum, Integer::sum);
                results.add(index, new Counts(read));
            });
        }

        private static String key(int value, int bits) {
            return String.format("%" + bits + "s", Integer.toBinaryString(value))
                    .replace(' ', '0');
        }

        @Override
        public void close() {
            exact.close();
        }
    }

    /** Readout differs from qubit to qubit, and routing on a line moves the circuit's: the dense simulator knows neither. */
    @Test
    void invertedReadoutIsThatOfTheQubitsThatAreRead() {
        NoiseModel readout = NoiseModel.builder("qubits")
                .readout(0.02, 0.05, 0)
                .readout(0.1, 0.01, 1)
                .readout(0.03, 0.2, 2)
                .build();
        Circuit circuit = Circuit.builder(3)
                .add(new RX(0, Angle.constant(0.4)))
                .add(new RX(2, Angle.constant(1.1)))
                .add(new SWAP(0, 1))
                .build()
                .measuring(List.of(Observable.z(0), Observable.z(1), Observable.pauli(1, "Z0 Z2")));
        double[] none = {};
        ExactBackend exact = new ExactBackend(line(3, Version.V3));
        double[] ideal = new DenseSimulator(circuit).expectations(1, none, none);
        double[] inverted = engine(new Noisy(exact, readout), readout, new Mitigation(true, List.of(1)))
                .circuit(circuit, Precision.DOUBLE)
                .forward(1, none, none, false);
        assertClose(ideal, inverted, 1e-7);
        double[] read = engine(new Noisy(exact, readout))
                .circuit(circuit, Precision.DOUBLE)
                .forward(1, none, none, false);
        assertTrue(Math.abs(ideal[0] - read[0]) > 0.05, "there was something to invert");
    }

    /** By hand: with m gates of two qubits a folding f leaves 0.9^(m f), of which the line through 1 and 3 is taken at 0. */
    @Test
    void extrapolationRepeatsTheDevicesGatesOfTwoQubits() {
        Circuit circuit = Circuit.builder(2)
                .add(new RX(0, Angle.constant(0.7)))
                .add(new CNOT(0, 1))
                .add(new RX(1, Angle.parameter(0)))
                .add(new CNOT(0, 1))
                .build()
                .measuring(List.of(Observable.z(1)));
        double[] none = {};
        double[] theta = {0.3};
        double ideal = new DenseSimulator(circuit).expectations(1, none, theta)[0];
        Noisy noisy = new Noisy(new ExactBackend(line(2, Version.V3)), NoiseModel.NONE);
        var plain = engine(noisy).circuit(circuit, Precision.DOUBLE);
        assertEquals(Math.pow(0.9, 2) * ideal, plain.forward(1, none, theta, false)[0], 1e-7);
        var mitigated = engine(noisy, NoiseModel.NONE, new Mitigation(false, List.of(1, 3)))
                .circuit(circuit, Precision.DOUBLE);
        double weight = 1.5 * Math.pow(0.9, 2) - 0.5 * Math.pow(0.9, 6);
        assertEquals(weight * ideal, mitigated.forward(1, none, theta, true)[0], 1e-7);
        double slope = new DenseSimulator(circuit)
                .gradients(1, none, theta, new double[] {1})
                .parameters()[0];
        assertEquals(weight * slope, mitigated.backward(new double[] {1}).parameters()[0], 1e-6);
    }

    /** Z0; then X0 Y2; Z0 Z1 fits the first basis, and Y1 the second. */
    @Test
    void stringsThatFitAreReadTogether() {
        List<List<Program>> sent = new ArrayList<>();
        Circuit circuit = RandomCircuits.some(3, 4, 1).measuring(observables());
        engine(new Noting(new ExactBackend(line(3, Version.V3)), sent))
                .circuit(circuit, Precision.DOUBLE)
                .forward(1, new double[circuit.inputs()], new double[circuit.parameters()], false);
        assertEquals(List.of(2, 3), sent.get(0).stream().map(Program::bits).toList());
    }

    @Test
    void aCircuitThatDoesNotFitTheDeviceIsRefused() {
        Circuit circuit = RandomCircuits.some(3, 4, 1);
        var error = assertThrows(UnsupportedCircuitException.class, () -> engine(line(2, Version.V3))
                .circuit(circuit, Precision.DOUBLE));
        assertTrue(error.getMessage().contains("of 2 qubits"), error.getMessage());
    }
}
