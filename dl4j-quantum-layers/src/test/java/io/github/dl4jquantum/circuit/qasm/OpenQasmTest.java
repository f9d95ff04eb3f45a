package io.github.dl4jquantum.circuit.qasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import io.github.dl4jquantum.testing.BoundCircuits;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenQASM out and in. Oracles: the language's papers, written out by hand, and unitaries of the dense simulator. */
@Timeout(60)
class OpenQasmTest {

    private static final Circuit EXAMPLE = Circuit.builder(2)
            .add(new H(0))
            .add(new CNOT(0, 1))
            .add(new RY(1, Angle.input(0)))
            .add(new Rot(0, Angle.parameter(0), Angle.parameter(1), Angle.constant(-2)))
            .add(new CRX(1, 0, Angle.parameter(1)))
            .build();

    @Test
    void version2IsWrittenWithItsLibraryAndTheDefinitionsItNeeds() {
        assertEquals(
                """
                OPENQASM 2.0;
                include "qelib1.inc";
                gate controlled_rx(theta) c,t { h t; rz(theta/2) t; cx c,t; rz(-theta/2) t; cx c,t; h t; }
                qreg q[2];
                h q[0];
                cx q[0],q[1];
                ry(0.25) q[1];
                u3(1.0E-5,-2.0,0.5) q[0];
                controlled_rx(1.0E-5) q[1],q[0];
                """,
                OpenQasm.write(EXAMPLE, new double[] {0.25}, new double[] {0.5, 1e-5}, Version.V2));
    }

    @Test
    void version3DeclaresQubitsAndCallsTheBuiltInGate() {
        String text = OpenQasm.write(EXAMPLE, new double[] {0.25}, new double[] {0.5, 1e-5}, Version.V3);
        assertTrue(text.startsWith("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n"), text);
        assertTrue(text.contains("\nqubit[2] q;\n") && text.contains("\nU(1.0E-5,-2.0,0.5) q[0];\n"), text);
    }

    @ParameterizedTest
    @EnumSource
    void theRoundTripIsTheSameUnitaryUpToAPhase(Version version) {
        for (int seed = 0; seed < 100; seed++) {
            Circuit circuit =
                    seed % 2 == 0 ? BoundCircuits.random(1 + seed % 4, seed) : BoundCircuits.wide(1 + seed % 4, seed);
            String text = OpenQasm.write(circuit, new double[0], new double[0], version);
            Circuit read = OpenQasm.read(text);
            assertEquals(0, BoundCircuits.distance(circuit, read), Tolerances.DOUBLE, () -> text);
            assertEquals(text, OpenQasm.write(read, new double[0], new double[0], version));
        }
    }

    /** What says that a definition is our own: so that gates come back as what they were. */
    @Test
    void controlledRotationsComeBackAsSuchAndOthersByTheirDefinition() {
        Circuit circuit = Circuit.builder(2)
                .add(new CRX(0, 1, Angle.constant(0.1)))
                .add(new CRY(1, 0, Angle.constant(0.2)))
                .add(new CRZ(0, 1, Angle.constant(0.3)))
                .build();
        String text = OpenQasm.write(circuit, new double[0], new double[0], Version.V2);
        assertEquals(circuit, OpenQasm.read(text));
        Circuit unfolded = OpenQasm.read(text.replace(" c,t;", " c , t; rz(0) t;"));
        assertTrue(unfolded.gates().stream().noneMatch(CRX.class::isInstance));
        assertEquals(0, BoundCircuits.distance(circuit, unfolded), Tolerances.DOUBLE);
    }

    @Test
    void whatOthersWriteOfTheSameKindIsRead() {
        Circuit read = OpenQasm.read(
                """
                // a comment
                OPENQASM 2.0; /* another
                */ include "qelib1.inc";
                gate pair(a, b) x, y { u2(a, b/2) x; swap x, y; sdg y; }
                gate twice(a) x, y { pair(a, -a) y, x; p(2*(a+1)-3^2) x; }
                qreg a[1]; qreg b[2];
                twice(pi/4) a[0], b[1];
                crz(sqrt(4)*cos(0)) b[1], b[0]; u1(-.5e-1) b[0]; tdg a[0];
                """);
        Circuit expected = Circuit.builder(3)
                .add(new U2(2, Angle.constant(Math.PI / 4), Angle.constant(-Math.PI / 8)))
                .add(new SWAP(2, 0))
                .add(new Adjoint(new S(0)))
                .add(new PhaseShift(0, Angle.constant(2 * (Math.PI / 4 + 1) - 9)))
                .add(new CRZ(2, 1, Angle.constant(2)))
                .add(new PhaseShift(1, Angle.constant(-0.05)))
                .add(new Adjoint(new T(0)))
                .build();
        assertEquals(expected, read);
    }

    @Test
    void aDefinitionInTheTextReplacesAGateOfTheSameName() {
        Circuit read = OpenQasm.read("OPENQASM 3; qubit[1] r; gate h q { x q; } h r[0];");
        assertEquals(Circuit.builder(1).add(new X(0)).build(), read);
    }

    @Test
    void ourDefinitionOfAControlledRotationIsUnfoldedWhereItsGatesAreOthers() {
        Circuit read = OpenQasm.read("OPENQASM 2.0; gate cx a,b { cz a,b; }" + QasmControlled.RZ.definition()
                + "qreg q[2]; controlled_rz(1) q[0],q[1];");
        assertEquals(
                Circuit.builder(2)
                        .add(new RZ(1, Angle.constant(0.5)))
                        .add(new CZ(0, 1))
                        .add(new RZ(1, Angle.constant(-0.5)))
                        .add(new CZ(0, 1))
                        .build(),
                read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qreg q[2]; h q[0];                           | line 1: expected 'OPENQASM', found 'qreg'",
                "OPENQASM 4.0;                                | line 1: expected 2.0 or 3.0, found '4.0'",
                "OPENQASM 2.0; %n qreg q[2] h q[0];           | line 2: expected ';', found 'h'",
                "OPENQASM 2.0; %n%n qreg q[2]; h p[0];        | line 3: expected one of the registers [q], found 'p'",
                "OPENQASM 2.0; qreg q[2]; %n h q[2];          | line 2: qubit 2 of register 'q' is not in 0..1.",
                "OPENQASM 2.0; qreg q[2]; %n cx q,q;          | line 2: 'cx' names a qubit twice",
                "OPENQASM 2.0; qreg q[2]; qreg p[3]; cx q,p;  | registers of 2 and 3 qubits in one application",
                "OPENQASM 2.0; qreg q[1]; %n reset q[0];      | line 2: 'reset' cannot be read: a circuit is gates on",
                "OPENQASM 2.0; qreg q[1]; creg c[1]; %n if (c==1) x q[0]; | line 2: 'if' cannot be read",
                "OPENQASM 2.0; qreg q[1]; creg c[1]; measure q -> c; %n h q[0]; | line 2: 'h' acts on a qubit that has been",
                "OPENQASM 2.0; qreg q[2]; creg c[1]; measure q -> c; | line 1: 2 qubits are measured into 1 bits.",
                "OPENQASM 2.0; qreg q[2]; measure q -> q;     | expected one of the classical registers []",
                "OPENQASM 2.0; qreg q[1]; creg c[1]; h c[0];  | expected one of the registers [q], found 'c'",
                "OPENQASM 3.0; qubit q; input int a;          | expected float or angle, found 'int'",
                "OPENQASM 3.0; qubit q; %n input float a;     | line 2: input 'a' is used by no gate; leave it out.",
                "OPENQASM 3.0; qubit q; input float a; rx(sin(a)) q; | 'sin' of an input cannot be an angle",
                "OPENQASM 3.0; qubit q; input float a; rx(1/a) q; | '/' of an input cannot be an angle",
                "OPENQASM 3.0; qubit q; pow(1e9) @ x q;       | gate 'x' grows to more than 1000000 gates",
                "OPENQASM 3.0; qubit q; pow(1/0) @ x q;       | the exponent of pow must be a finite number.",
                "OPENQASM 3.0; qubit q; input float a; pow(.5) @ rx(a) q; | pow(0.5) of a gate with inputs",
                "OPENQASM 3.0; qubit q; ctrl(0) @ x q;        | expected a number of controls from 1 to 99, found '0'",
                "OPENQASM 2.0; qreg q[40];                    | line 1: 40 qubits cannot be simulated; declare 1 to 24",
                "OPENQASM 2.0; qreg q[9]; qreg p[16];         | line 1: 25 qubits cannot be simulated",
                "OPENQASM 2.0; qreg q[99999999999];           | expected an integer of at most 9 digits",
                "OPENQASM 2.0; qreg q[0];                     | line 1: 0 qubits cannot be simulated",
                "OPENQASM 2.0; qreg q[1]; qreg q[1];          | register 'q' is declared already.",
                "OPENQASM 2.0;                                | expected a quantum register",
                "OPENQASM 2.0; include \"my.inc\";            | expected \"qelib1.inc\" or \"stdgates.inc\", found",
                "OPENQASM 2.0; qreg q[1]; %n hadamard q[0];   | line 2: expected include, qreg, qubit, creg, bit, input,",
                "OPENQASM 2.0; qreg q[1]; rx q[0];            | 'rx' takes 1 angles, found 0.",
                "OPENQASM 2.0; qreg q[1]; cx q[0];            | 'cx' takes 2 qubits, found 1.",
                "OPENQASM 2.0; qreg q[1]; cx q[0],q[0];       | 'cx' names a qubit twice",
                "OPENQASM 2.0; qreg q[1]; rx(1/0) q[0];       | line 1: Factor Infinity of an angle is not finite.",
                "OPENQASM 2.0; qreg q[1]; %n rx(a) q[0];      | line 2: expected a number, pi or '(', found 'a'",
                "OPENQASM 2.0; qreg q[1]; rx(1 q[0];          | expected ')', found 'q'",
                "OPENQASM 2.0; gate g(a) x { rx(b) x; }       | expected a number, pi, '(' or one of [a], found 'b'",
                "OPENQASM 2.0; gate g x { h y; }              | expected one of the qubits [x], found 'y'",
                "OPENQASM 2.0; gate g x { g x; }              | expected '}' or one of the gates [h, x, ",
                "OPENQASM 2.0; gate g x, x { }                | 'x' is named twice.",
                "OPENQASM 2.0; gate g x { } gate g x { }      | gate 'g' is defined already.",
                "OPENQASM 2.0; gate g x { h x;                | expected '}' or one of the gates [h, x, ",
                "OPENQASM 2.0; qreg q[1]; /* h q[0];          | found '/'",
                "OPENQASM 2.0; qreg q[1]; \u2028 § h q[0];    | found '\u2028'"
            })
    void otherTextIsRefusedWithItsLine(String text, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> OpenQasm.read(text.replace("%n", "\n")))
                .getMessage();
        assertTrue(message.startsWith("OpenQASM line ") && message.contains(part), message);
        assertTrue(message.lines().count() == 1, message);
    }

    /** 2^60 gates in 60 lines, with and without a gate at the bottom, and a tower of definitions. */
    @Test
    void definitionsThatExplodeAreRefused() {
        for (String bottom : List.of("h x;", "")) {
            StringBuilder text = new StringBuilder("OPENQASM 2.0;\ngate g0 x { " + bottom + " }\n");
            for (int k = 1; k < 60; k++) {
                text.append("gate g%d x { g%d x; g%d x; }\n".formatted(k, k - 1, k - 1));
            }
            assertRefused(text.toString(), "grows to more than 1000000 gates");
        }
        StringBuilder tower = new StringBuilder("OPENQASM 2.0;\ngate g0 x { }\n");
        for (int k = 1; k < 5000; k++) {
            tower.append("gate g%d x { g%d x; }\n".formatted(k, k - 1));
        }
        assertRefused(tower.toString(), "nest deeper than 100");
        assertRefused("OPENQASM 2.0; qreg q[1]; rx(" + "(".repeat(100_000), "more than 250 operators");
        assertRefused("OPENQASM 2.0; qreg q[1]; rx(1" + "+1".repeat(100_000) + ") q[0];", "more than 250 operators");
    }

    private static void assertRefused(String text, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> OpenQasm.read(text))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        Circuit circuit = Circuit.builder(1).add(new RX(0, Angle.parameter(0))).build();
        assertNotWritten(circuit, new double[2], "2 parameters do not fit");
        assertNotWritten(circuit, new double[] {Double.NaN}, "Angle NaN of RX[qubit=0");
    }

    private static void assertNotWritten(Circuit circuit, double[] parameters, String part) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> OpenQasm.write(circuit, new double[0], parameters, Version.V3))
                .getMessage();
        assertTrue(message.startsWith(part), message);
    }

    @ParameterizedTest
    @EnumSource
    void fixedUnitariesAndManyControlsAreWrittenAsOthers(Version version) {
        for (int qubits = 2; qubits <= 4; qubits++) {
            List<Integer> on = List.of(2, 0, 3, 1).subList(0, qubits);
            Circuit circuit = Circuit.builder(6)
                    .add(new FixedUnitary(on, RandomCircuits.unitary(1 << qubits, qubits)))
                    .add(new FixedUnitary(List.of(1, 3), new SWAP(0, 1).matrix()))
                    .add(new MultiControlledX(List.of(5, 0, 2, 4), 1))
                    .build();
            Circuit read = OpenQasm.read(OpenQasm.write(circuit, new double[0], new double[0], version));
            assertEquals(0, BoundCircuits.distance(circuit, read), Tolerances.DOUBLE);
        }
    }

    /** Unitaries whose entries are 0 leave angles undefined that must then be harmless. */
    @Test
    void everyUnitaryOfOneQubitIsWritten() {
        List<Unitary> special = List.of(
                new X(0).matrix(),
                new Y(0).matrix(),
                new Z(0).matrix(),
                new S(0).matrix(),
                new H(0).matrix(),
                new RX(0, Angle.constant(0)).matrix(Math.PI),
                new RY(0, Angle.constant(0)).matrix(1e-9));
        for (Unitary unitary : special) {
            Circuit circuit = Circuit.builder(1)
                    .add(new FixedUnitary(List.of(0), unitary))
                    .build();
            Circuit read = OpenQasm.read(OpenQasm.write(circuit, new double[0], new double[0], Version.V2));
            assertEquals(0, BoundCircuits.distance(circuit, read), Tolerances.DOUBLE);
        }
    }
}
