package io.github.dl4jquantum.circuit.qasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.testing.BoundCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in the style of other tools' exports. Oracle: the same circuits written by hand in this project's gates. */
@Timeout(10)
class ForeignFilesTest {

    private static final double PI = Math.PI;

    private static Angle angle(double radians) {
        return Angle.constant(radians);
    }

    private static void assertRead(String file, Circuit expected) throws IOException {
        Circuit read = OpenQasm.read(text(file));
        assertEquals(0, BoundCircuits.distance(expected, read), Tolerances.DOUBLE);
        assertEquals(expected.observables(), read.observables());
    }

    private static String text(String file) throws IOException {
        try (var stream = ForeignFilesTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void qiskitsVersion2() throws IOException {
        assertRead(
                "qiskit2.qasm",
                Circuit.builder(3)
                        .add(new H(0))
                        .add(new CNOT(0, 1))
                        .add(new SX(1))
                        .add(new CPhase(0, 2, angle(PI / 8)))
                        .add(new U3(1, angle(0.1), angle(0.2), angle(0.3)))
                        .add(new ISWAP(1, 2))
                        .add(new IsingYY(0, 1, angle(0.7)))
                        .add(new IsingZZ(1, 2, angle(-0.25)))
                        .add(new Toffoli(0, 1, 2))
                        .build());
    }

    /** The bits say that qubit 1 comes first; theta is a parameter, and phi one or an input, as asked for. */
    @Test
    void qiskitsVersion3() throws IOException {
        Circuit read = OpenQasm.read(text("qiskit3.qasm"), Set.of("phi"));
        Angle rotation = Angle.input(0).scaled(2).plus(angle(PI / 4));
        Circuit expected = Circuit.builder(2)
                .add(new H(0))
                .add(new RY(1, Angle.parameter(0)))
                .add(new CNOT(0, 1))
                .add(new RZ(1, rotation))
                .add(new CNOT(0, 1))
                .add(new SX(0).controlledBy(1))
                .measure(Observable.z(1))
                .measure(Observable.z(0))
                .build();
        assertEquals(expected, read);
        assertEquals(2, OpenQasm.read(text("qiskit3.qasm")).parameters());
    }

    /** q is qubits 0..3, p 4 and 5; odd is q[1], q[3]; pair q[3], q[0], p[1]. */
    @Test
    void slicesAliasesAndConstantsOfVersion3() throws IOException {
        assertRead(
                "aliases3.qasm",
                Circuit.builder(6)
                        .add(new H(0))
                        .add(new H(1))
                        .add(new CNOT(0, 2))
                        .add(new CNOT(1, 3))
                        .add(new RZ(1, angle(PI / 4)))
                        .add(new RZ(3, angle(PI / 4)))
                        .add(new RY(3, angle(PI / 2)))
                        .add(new RY(0, angle(PI / 2)))
                        .add(new RY(5, angle(PI / 2)))
                        .add(new CNOT(3, 4))
                        .add(new X(0))
                        .add(new X(1))
                        .add(new S(2))
                        .add(new S(3))
                        .add(new Z(3))
                        .add(new Z(1))
                        .measure(Observable.z(1))
                        .measure(Observable.z(3))
                        .measure(Observable.z(5))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            const float a = 1.5; h q[a];          | expected an integer of at most 9 digits
            input float a; const float b = a;     | constant 'b' must be a finite number, without inputs
            const int n = pi;                     | constant 'n' must be a finite integer
            const bool n = 1;                     | expected float, angle, int or uint, found 'bool'
            const int q = 1;                      | 'q' is declared already
            const int n = 1; let n = q;           | 'n' is declared already
            let a = q; qubit a;                   | register 'a' is declared already
            let a = q ++ q[0];                    | alias 'a' names a qubit twice
            let a = r;                            | expected one of the registers [q]
            h q[1:0];                             | slice 1:1:0 of 'q' is empty
            h q[0:0:1];                           | a slice of 'q' has step 0
            h q[0:3];                             | qubit 3 of register 'q' is not in 0..2
            h q[-4];                              | qubit -4 of register 'q' is not in 0..2
            h q[{1, 1}];                          | qubit 1 of register 'q' is named twice
            cx q[0:1], q[0:2];                    | registers of 2 and 3 qubits in one application
            cx q[0:1], q[1:2];                    |
            cx q[0:1], q[0];                      | 'cx' names a qubit twice
            """)
    void whatIsNoSliceAliasOrConstantIsRefusedByLine(String statement, String part) {
        String program = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[3] q;\n" + statement;
        if (part == null) {
            assertEquals(2, OpenQasm.read(program).gates().size());
            return;
        }
        String message = assertThrows(IllegalArgumentException.class, () -> OpenQasm.read(program))
                .getMessage();
        assertTrue(message.startsWith("OpenQASM line 4: ") && message.contains(part), message);
    }

    @Test
    void pennyLane() throws IOException {
        assertRead(
                "pennylane.qasm",
                Circuit.builder(3)
                        .add(new RX(0, angle(0.5)))
                        .add(new RY(1, angle(-1.25)))
                        .add(new CNOT(0, 1))
                        .add(new CRZ(1, 2, angle(0.75)))
                        .add(new Rot(2, angle(0.1), angle(0.2), angle(0.3)))
                        .add(new CSWAP(0, 1, 2))
                        .build());
    }

    @Test
    void cirq() throws IOException {
        assertRead(
                "cirq.qasm",
                Circuit.builder(2)
                        .add(new H(0))
                        .add(new U3(1, angle(PI / 2), angle(PI), angle(0.75 * PI)))
                        .add(new U3(0, angle(PI / 2), angle(PI / 4), angle(0)))
                        .add(new RX(0, angle(PI / 2)))
                        .add(new CNOT(0, 1))
                        .add(new RX(0, angle(PI / 4)))
                        .add(new RZ(1, angle(-PI / 2)))
                        .add(new CNOT(1, 0))
                        .build());
    }

    /** Registers a and b are qubits 0 and 1, 2; low comes before high, each in the order of its bits. */
    @Test
    void tket() throws IOException {
        assertRead(
                "tket.qasm",
                Circuit.builder(3)
                        .add(new H(0))
                        .add(new RZ(1, angle(PI / 2)))
                        .add(new CNOT(0, 2))
                        .add(new Rot(1, angle(PI / 8), angle(PI / 4), angle(1.5 * PI)))
                        .add(PauliRot.of("X1 X2", angle(0.3 * PI)))
                        .add(new CY(2, 0))
                        .measure(Observable.z(2))
                        .measure(Observable.z(1))
                        .measure(Observable.z(0))
                        .build());
    }

    @Test
    void modifiersActAsTheirMatricesDo() {
        Circuit read = OpenQasm.read(
                """
                OPENQASM 3.0;
                include "stdgates.inc";
                gate pair(a) x, y { rx(a) x; negctrl @ h x, y; gphase(tau/8); }
                qubit[3] q;
                h q;
                ctrl(2) @ x q[0], q[2], q[1];
                inv @ ctrl @ pair(euler) q[2], q[0], q[1];
                pow(2) @ s q[0];
                pow(-1/2) @ x q[1];
                ctrl @ pow(0.5) @ swap q[0], q[1], q[2];
                ctrl @ gphase(1.5) q[2];
                pow(-2) @ inv @ rz(0.25) q[2];
                """);
        Gate pair = new SubCircuit(
                "pair",
                List.of(
                        new RX(0, angle(Math.E)),
                        new Controlled(new H(1), List.of(0), List.of(false)),
                        new GlobalPhase(angle(PI / 4))));
        // sqrt(SWAP) is exp(i pi/8) times exp(-i pi/8 (XX + YY + ZZ)).
        Gate root = new SubCircuit(
                "root",
                List.of(
                        new GlobalPhase(angle(PI / 8)),
                        new IsingXX(1, 2, angle(PI / 4).scaled(1)),
                        new IsingYY(1, 2, angle(PI / 4)),
                        new IsingZZ(1, 2, angle(PI / 4))));
        Circuit expected = Circuit.builder(3)
                .add(new H(0))
                .add(new H(1))
                .add(new H(2))
                .add(new Toffoli(0, 2, 1))
                .add(pair.controlledBy(2).adjoint())
                .add(new Z(0))
                .add(new SX(1).adjoint())
                .add(root.controlledBy(0))
                .add(new PhaseShift(2, angle(1.5)))
                .add(new RZ(2, angle(0.5)))
                .build();
        assertEquals(0, BoundCircuits.distance(expected, read), Tolerances.DOUBLE);
    }

    @Test
    void applicationsToRegistersAreRepeated() {
        Circuit read = OpenQasm.read(
                """
                \uFEFFOPENQASM 3;
                qubit[2] a; qubit[2] b; qubit c; bit[2] out;
                cx a, b; cz c, a; rx(1_0.5) b[1];
                out = measure b;
                measure a;
                """);
        Circuit expected = Circuit.builder(5)
                .add(new CNOT(0, 2))
                .add(new CNOT(1, 3))
                .add(new CZ(4, 0))
                .add(new CZ(4, 1))
                .add(new RX(3, angle(10.5)))
                .measure(Observable.z(2))
                .measure(Observable.z(3))
                .build();
        assertEquals(expected, read);
    }
}
