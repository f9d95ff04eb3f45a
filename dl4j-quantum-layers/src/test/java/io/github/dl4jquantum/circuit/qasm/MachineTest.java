package io.github.dl4jquantum.circuit.qasm;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.circuit.qasm.Machine.Compiled;
import io.github.dl4jquantum.circuit.qasm.Machine.Entangler;
import io.github.dl4jquantum.testing.BoundCircuits;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Circuits in a machine's own gates. Oracle: the unitary of the original, followed by the permutation of its qubits. */
@Timeout(60)
class MachineTest {

    private static final double[] NONE = {};

    static Stream<Machine> machines() {
        List<List<Integer>> star = List.of(List.of(2, 0), List.of(2, 1), List.of(3, 2), List.of(2, 4));
        return Stream.of(
                Machine.line(5, Entangler.CX),
                Machine.line(4, Entangler.CZ),
                Machine.full(4, Entangler.CX),
                new Machine(5, Entangler.CZ, star),
                new Machine(5, Entangler.CX, star));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theCompiledCircuitIsTheOriginalAndAPermutation(Machine machine) {
        for (int seed = 0; seed < 10; seed++) {
            Circuit open = RandomCircuits.some(machine.qubits() - seed % 2, 9, seed);
            double[] x = RandomCircuits.values(open.inputs(), 1);
            double[] theta = RandomCircuits.values(open.parameters(), 2);
            Compiled compiled = machine.compile(open, x, theta);
            compiled.circuit().gates().forEach(gate -> assertRuns(machine, gate));
            Circuit expected = permuted(Binding.bound(open, x, theta), machine.qubits(), compiled.positions());
            assertEquals(0, distance(expected, compiled), Tolerances.DOUBLE);
            assertClose(
                    new DenseSimulator(open).expectations(x, theta),
                    new DenseSimulator(compiled.circuit()).expectations(NONE, NONE),
                    Tolerances.DOUBLE);
        }
    }

    /** Where the machine has qubits to spare, they may move too: only the state from |0...0> on is the same then. */
    private static double distance(Circuit expected, Compiled compiled) {
        if (compiled.positions().size() == expected.qubits()) {
            return BoundCircuits.distance(expected, compiled.circuit());
        }
        var a = new DenseSimulator(expected).statevector(NONE, NONE);
        var b = new DenseSimulator(compiled.circuit()).statevector(NONE, NONE);
        double re = 0;
        double im = 0;
        for (int k = 0; k < a.real().length; k++) {
            re += a.real()[k] * b.real()[k] + a.imaginary()[k] * b.imaginary()[k];
            im += a.real()[k] * b.imaginary()[k] - a.imaginary()[k] * b.real()[k];
        }
        return Math.abs(1 - Math.hypot(re, im));
    }

    /** SWAPs that bring each qubit to its place behind a circuit. */
    private static Circuit permuted(Circuit circuit, int qubits, List<Integer> positions) {
        Circuit.Builder permuted = Circuit.builder(qubits);
        circuit.gates().forEach(permuted::add);
        int[] at = IntStream.range(0, qubits).toArray();
        for (int qubit = 0; qubit < positions.size(); qubit++) {
            int from = at[qubit];
            int to = positions.get(qubit);
            if (from != to) {
                permuted.add(new SWAP(from, to));
                for (int k = 0; k < qubits; k++) {
                    at[k] = at[k] == from ? to : at[k] == to ? from : at[k];
                }
            }
        }
        return permuted.build();
    }

    private static void assertRuns(Machine machine, Gate gate) {
        if (gate.qubits().size() == 1) {
            assertTrue(gate instanceof RZ || gate instanceof SX || gate instanceof X, gate::toString);
        } else {
            assertEquals(machine.entangler() == Entangler.CX ? CNOT.class : CZ.class, gate.getClass());
            assertTrue(
                    machine.neighbours(gate.qubits().get(0))
                            .contains(gate.qubits().get(1)),
                    gate::toString);
        }
    }

    @Test
    void neighboursAreBroughtTogetherByOneExchange() {
        Circuit circuit = Circuit.builder(3).add(new CNOT(0, 2)).build();
        Compiled compiled = Machine.line(3, Entangler.CX).compile(circuit, NONE, NONE);
        assertEquals(
                List.of(new CNOT(0, 1), new CNOT(1, 0), new CNOT(0, 1), new CNOT(1, 2)),
                compiled.circuit().gates());
        assertEquals(List.of(1, 0, 2), compiled.positions());
    }

    @Test
    void gatesOfOneQubitBecomeOneRun() {
        Circuit circuit = Circuit.builder(1)
                .add(new H(0))
                .add(new T(0))
                .add(new RY(0, Angle.parameter(0)))
                .add(new S(0))
                .build();
        Compiled compiled = Machine.line(1, Entangler.CZ).compile(circuit, NONE, new double[] {0.3});
        assertEquals(5, compiled.circuit().gates().size());
        assertEquals(
                List.of(new X(0)),
                Machine.line(1, Entangler.CZ)
                        .compile(Circuit.builder(1).add(new X(0)).build(), NONE, NONE)
                        .circuit()
                        .gates());
    }

    @Test
    void machinesThatCannotBeAreRefused() {
        assertRefused(
                () -> new Machine(2, Entangler.CX, List.of()), "Only qubits [0] of 2 can be reached from qubit 0");
        assertRefused(() -> new Machine(2, Entangler.CX, List.of(List.of(0, 2))), "Coupling [0, 2] is no pair");
        assertRefused(() -> new Machine(2, Entangler.CX, List.of(List.of(1, 1))), "Coupling [1, 1] is no pair");
        assertRefused(
                () -> Machine.line(2, Entangler.CX).compile(Ansatz.paper(3, 1), new double[3], new double[9]),
                "does not fit a machine of 2 qubits; choose a larger one.");
    }

    private static void assertRefused(Runnable making, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, making::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
