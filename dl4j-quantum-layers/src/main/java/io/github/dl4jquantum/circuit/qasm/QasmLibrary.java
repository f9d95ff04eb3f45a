package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.circuit.qasm.QasmGate.Factory;
import io.github.dl4jquantum.circuit.qasm.QasmGate.Known;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The gates of qelib1.inc and stdgates.inc, and some that tools write as if they stood there. */
final class QasmLibrary {

    private final Map<String, QasmGate> gates = new LinkedHashMap<>();

    private QasmLibrary() {}

    /** The gates by name. U is the matrix of {@link U3}, as tools have it, in both versions of the language. */
    static Map<String, QasmGate> gates() {
        QasmLibrary library = new QasmLibrary();
        library.addSingle();
        library.addRotations();
        library.addControlled();
        library.addOthers();
        return library.gates;
    }

    private void add(int angles, int qubits, Factory factory, String... names) {
        for (String name : names) {
            gates.put(name, new Known(angles, qubits, factory));
        }
    }

    private void one(String name, IntFunction<Gate> gate) {
        add(0, 1, (a, q) -> List.of(gate.apply(q[0])), name);
    }

    private void addSingle() {
        one("h", H::new);
        one("x", X::new);
        one("y", Y::new);
        one("z", Z::new);
        one("s", S::new);
        one("t", T::new);
        one("sdg", q -> new S(q).adjoint());
        one("tdg", q -> new T(q).adjoint());
        one("sx", SX::new);
        one("sxdg", q -> new SX(q).adjoint());
        add(0, 1, (a, q) -> List.of(), "id");
        add(1, 1, (a, q) -> List.of(), "u0");
    }

    private void addRotations() {
        add(1, 1, (a, q) -> List.of(new RX(q[0], a[0])), "rx");
        add(1, 1, (a, q) -> List.of(new RY(q[0], a[0])), "ry");
        add(1, 1, (a, q) -> List.of(new RZ(q[0], a[0])), "rz");
        add(1, 1, (a, q) -> List.of(new PhaseShift(q[0], a[0])), "u1", "p", "phase");
        add(2, 1, (a, q) -> List.of(new U2(q[0], a[0], a[1])), "u2");
        add(3, 1, (a, q) -> List.of(u3(a, q[0])), "u3", "u", "U");
        add(1, 0, (a, q) -> List.of(new GlobalPhase(a[0])), "gphase");
        add(1, 2, (a, q) -> List.of(new IsingXX(q[0], q[1], a[0])), "rxx");
        add(1, 2, (a, q) -> List.of(new IsingYY(q[0], q[1], a[0])), "ryy");
        add(1, 2, (a, q) -> List.of(new IsingZZ(q[0], q[1], a[0])), "rzz");
    }

    private static Gate u3(Angle[] a, int qubit) {
        return new U3(qubit, a[0], a[1], a[2]);
    }

    private void addControlled() {
        add(0, 2, (a, q) -> List.of(new CNOT(q[0], q[1])), "cx", "CX");
        add(0, 2, (a, q) -> List.of(new CZ(q[0], q[1])), "cz");
        add(0, 2, (a, q) -> List.of(new CY(q[0], q[1])), "cy");
        add(0, 2, (a, q) -> List.of(new CH(q[0], q[1])), "ch");
        add(0, 2, (a, q) -> List.of(new SX(q[1]).controlledBy(q[0])), "csx");
        add(1, 2, (a, q) -> List.of(new CRX(q[0], q[1], a[0])), "crx");
        add(1, 2, (a, q) -> List.of(new CRY(q[0], q[1], a[0])), "cry");
        add(1, 2, (a, q) -> List.of(new CRZ(q[0], q[1], a[0])), "crz");
        add(1, 2, (a, q) -> List.of(new CPhase(q[0], q[1], a[0])), "cu1", "cp", "cphase");
        add(3, 2, (a, q) -> List.of(u3(a, q[1]).controlledBy(q[0])), "cu3");
        add(4, 2, (a, q) -> List.of(new PhaseShift(q[0], a[3]), u3(a, q[1]).controlledBy(q[0])), "cu");
        add(0, 3, (a, q) -> List.of(new Toffoli(q[0], q[1], q[2])), "ccx");
        add(0, 3, (a, q) -> List.of(new Z(q[2]).controlledBy(q[0], q[1])), "ccz");
        add(0, 3, (a, q) -> List.of(new CSWAP(q[0], q[1], q[2])), "cswap");
        add(0, 4, (a, q) -> List.of(new MultiControlledX(List.of(q[0], q[1], q[2]), q[3])), "c3x");
        add(0, 4, (a, q) -> List.of(new SX(q[3]).controlledBy(q[0], q[1], q[2])), "c3sqrtx");
        add(0, 5, (a, q) -> List.of(new MultiControlledX(List.of(q[0], q[1], q[2], q[3]), q[4])), "c4x");
    }

    /** Toffoli gates up to the phases of some states: the same on all others, and cheaper. */
    private void addOthers() {
        add(0, 2, (a, q) -> List.of(new SWAP(q[0], q[1])), "swap");
        add(0, 2, (a, q) -> List.of(new ISWAP(q[0], q[1])), "iswap");
        add(0, 3, (a, q) -> relative(q[0], q[1], q[2]), "rccx");
        add(
                0,
                4,
                (a, q) -> List.of(
                        new H(q[3]),
                        new T(q[3]),
                        new CNOT(q[2], q[3]),
                        new T(q[3]).adjoint(),
                        new H(q[3]),
                        new CNOT(q[0], q[3]),
                        new T(q[3]),
                        new CNOT(q[1], q[3]),
                        new T(q[3]).adjoint(),
                        new CNOT(q[0], q[3]),
                        new T(q[3]),
                        new CNOT(q[1], q[3]),
                        new T(q[3]).adjoint(),
                        new H(q[3]),
                        new T(q[3]),
                        new CNOT(q[2], q[3]),
                        new T(q[3]).adjoint(),
                        new H(q[3])),
                "rc3x");
    }

    private static List<Gate> relative(int a, int b, int c) {
        return List.of(
                new H(c),
                new T(c),
                new CNOT(b, c),
                new T(c).adjoint(),
                new CNOT(a, c),
                new T(c),
                new CNOT(b, c),
                new T(c).adjoint(),
                new H(c));
    }

    /** A controlled rotation of this project. */
    static QasmGate controlled(QasmControlled kind) {
        return new Known(
                1,
                2,
                (a, q) -> List.of(
                        switch (kind) {
                            case RX -> new CRX(q[0], q[1], a[0]);
                            case RY -> new CRY(q[0], q[1], a[0]);
                            case RZ -> new CRZ(q[0], q[1], a[0]);
                        }));
    }
}
