package io.github.dl4jquantum.circuit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A gate that OpenQASM text can apply: one of this project's, or one that the text defines. */
interface QasmGate {

    /** Number of angles. */
    int angles();

    /** Number of qubits. */
    int qubits();

    /** Number of applications that it unfolds to, itself included. */
    int size();

    /** How many definitions deep it is; 0 for a gate of this project. */
    int depth();

    /** Gives the gates that it becomes, in order. */
    void apply(double[] angles, int[] qubits, Consumer<Gate> to);

    /** Makes one of this project's gates. */
    interface Factory {
        Gate make(Angle[] angles, int[] qubits);
    }

    /** One of this project's gates. */
    record Known(int angles, int qubits, Factory factory) implements QasmGate {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public void apply(double[] angles, int[] qubits, Consumer<Gate> to) {
            Angle[] constants = new Angle[angles.length];
            for (int i = 0; i < angles.length; i++) {
                constants[i] = Angle.constant(angles[i]);
            }
            to.accept(factory.make(constants, qubits));
        }
    }

    /** One application in the body of a definition; its qubits are positions among the definition's. */
    record Call(QasmGate gate, List<QasmExpression> angles, int[] qubits) {}

    /** A gate that the text defines. */
    record Defined(int angles, int qubits, List<Call> body, int size, int depth) implements QasmGate {

        @Override
        public void apply(double[] angles, int[] qubits, Consumer<Gate> to) {
            for (Call call : body) {
                double[] values = call.angles.stream()
                        .mapToDouble(angle -> angle.value(angles))
                        .toArray();
                int[] on = new int[call.qubits.length];
                for (int i = 0; i < on.length; i++) {
                    on[i] = qubits[call.qubits[i]];
                }
                call.gate.apply(values, on, to);
            }
        }
    }

    /** The gates of {@link OpenQasm#read}, by name, without definitions. */
    static Map<String, QasmGate> known() {
        Map<String, QasmGate> known = new LinkedHashMap<>();
        known.put("h", new Known(0, 1, (a, q) -> new H(q[0])));
        known.put("x", new Known(0, 1, (a, q) -> new X(q[0])));
        known.put("y", new Known(0, 1, (a, q) -> new Y(q[0])));
        known.put("z", new Known(0, 1, (a, q) -> new Z(q[0])));
        known.put("s", new Known(0, 1, (a, q) -> new S(q[0])));
        known.put("t", new Known(0, 1, (a, q) -> new T(q[0])));
        known.put("sdg", new Known(0, 1, (a, q) -> new RZ(q[0], Angle.constant(-Math.PI / 2))));
        known.put("tdg", new Known(0, 1, (a, q) -> new RZ(q[0], Angle.constant(-Math.PI / 4))));
        known.put("rx", new Known(1, 1, (a, q) -> new RX(q[0], a[0])));
        known.put("ry", new Known(1, 1, (a, q) -> new RY(q[0], a[0])));
        for (String phase : List.of("rz", "u1", "p")) {
            known.put(phase, new Known(1, 1, (a, q) -> new RZ(q[0], a[0])));
        }
        known.put("u2", new Known(2, 1, (a, q) -> new Rot(q[0], a[1], Angle.constant(Math.PI / 2), a[0])));
        for (String universal : List.of("u3", "u", "U")) {
            known.put(universal, new Known(3, 1, (a, q) -> new Rot(q[0], a[2], a[0], a[1])));
        }
        for (String cnot : List.of("cx", "CX")) {
            known.put(cnot, new Known(0, 2, (a, q) -> new CNOT(q[0], q[1])));
        }
        known.put("cz", new Known(0, 2, (a, q) -> new CZ(q[0], q[1])));
        known.put("swap", new Known(0, 2, (a, q) -> new SWAP(q[0], q[1])));
        known.put("crx", controlled(QasmControlled.RX));
        known.put("cry", controlled(QasmControlled.RY));
        known.put("crz", controlled(QasmControlled.RZ));
        return known;
    }

    /** A controlled rotation of this project. */
    static QasmGate controlled(QasmControlled kind) {
        return new Known(1, 2, (a, q) -> switch (kind) {
            case RX -> new CRX(q[0], q[1], a[0]);
            case RY -> new CRY(q[0], q[1], a[0]);
            case RZ -> new CRZ(q[0], q[1], a[0]);
        });
    }
}
