package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of circuits. Oracle: drawn by hand. */
@Timeout(10)
class CircuitDrawingTest {

    @Test
    void thePapersCircuitOfTwoQubits() {
        assertEquals(
                """
                q0: ─H─RY(atan x0)─RZ(atan x0²)─●─⊕─Rot(θ0,θ1,θ2)─
                                                │ │
                q1: ─H─RY(atan x1)─RZ(atan x1²)─⊕─●─Rot(θ3,θ4,θ5)─
                measured: ⟨Z0⟩ ⟨Z1⟩
                """,
                Ansatz.paper(2, 1).draw(80));
    }

    /** Gates side by side share a column; a line crosses the wires between its ends, and nothing else may stand there. */
    @Test
    void everyKindOfGateAndAngle() {
        Circuit circuit = Circuit.builder(3)
                .add(new H(0))
                .add(new X(1))
                .add(new T(2))
                .add(new CRX(2, 0, Angle.parameter(0).scaled(-0.5)))
                .add(new Y(1))
                .add(new SWAP(0, 2))
                .add(new CZ(1, 2))
                .add(new RX(1, Angle.constant(Math.PI / 4)))
                .add(new S(0))
                .add(new FixedUnitary(List.of(2, 0), RandomCircuits.unitary(4, 1)))
                .add(new FixedUnitary(List.of(1), RandomCircuits.unitary(2, 1)))
                .add(new RZ(0, Angle.arctan(0).scaled(-1)))
                .add(new CRZ(1, 2, Angle.constant(100)))
                .build();
        assertEquals(
                """
                q0: ─H─RX(-0.5·θ0)───×─S────────────U[1]─RZ(-atan x0)─────────
                            │        │                │
                q1: ─X──────┼──────Y─┼─●─RX(0.7854)───┼────────U─────────●────
                            │        │ │              │                  │
                q2: ─T──────●────────×─●────────────U[0]──────────────RZ(100)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                circuit.draw(62));
    }

    @Test
    void whatDoesNotFitGoesOnBelow() {
        assertEquals(
                """
                q0: ─RY(x0)─RY(θ0)─●───⊕─RY(θ3)─●───⊕─
                                   │   │        │   │
                q1: ─RY(x1)─RY(θ1)─⊕─●─┼─RY(θ4)─⊕─●─┼─
                                     │ │          │ │
                q2: ─RY(x2)─RY(θ2)───⊕─●─RY(θ5)───⊕─●─

                q0: ─RY(θ6)─●───⊕─
                            │   │
                q1: ─RY(θ7)─⊕─●─┼─
                              │ │
                q2: ─RY(θ8)───⊕─●─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                Ansatz.basicEntangling(3, 3).draw(40));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 57, 200})
    void noLineIsWiderThanAskedFor(int width) {
        String drawing = Ansatz.paper(12, 2).draw(width);
        assertTrue(drawing.lines().allMatch(line -> line.length() <= width && !line.endsWith(" ")), drawing);
    }

    /** Six wires of a random circuit, cut and not cut: the same symbols on each wire, in the same order. */
    @Test
    void cuttingLosesNothing() {
        Circuit circuit = RandomCircuits.circuit(6, 1);
        for (int qubit = 0; qubit < 6; qubit++) {
            assertEquals(symbols(circuit.draw(100_000), qubit), symbols(circuit.draw(60), qubit));
        }
    }

    private static List<String> symbols(String drawing, int qubit) {
        String wires = drawing.lines()
                .filter(line -> line.startsWith("q" + qubit + ": "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining());
        return Arrays.stream(wires.split("─+"))
                .filter(symbol -> !symbol.isEmpty())
                .toList();
    }

    @Test
    void observablesAreListedAndLongOnesCounted() {
        Circuit circuit = Circuit.builder(2)
                .measure(Observable.pauli(0.5, "X0 Z1")
                        .plus(Observable.pauli(-1, "Y1"))
                        .plus(Observable.pauli(-2, "")))
                .measure(Observable.z(0))
                .measure(Observable.probability("01"))
                .build();
        assertEquals(
                """
                q0: ─
                q1: ─
                measured: ⟨0.5 X0 Z1 - Y1 - 2⟩ ⟨Z0⟩
                          ⟨4 Pauli strings⟩
                """,
                circuit.draw(40));
    }

    @Test
    void tooNarrowADrawingIsRefused() {
        Circuit circuit = Ansatz.paper(1, 1);
        var refused = assertThrows(IllegalArgumentException.class, () -> circuit.draw(39));
        assertEquals("A drawing 39 characters wide has no room for a gate; choose 40 or more.", refused.getMessage());
    }

    @Test
    void theSummaryStaysOneLine() {
        assertEquals(
                "Circuit(2 qubits, 10 gates, 2 inputs, 6 parameters, 2 observables)",
                Ansatz.paper(2, 1).toString());
    }
}
