package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Controlled;
import io.github.dl4jquantum.circuit.FixedUnitary;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.SubCircuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A gate that OpenQASM text can apply: one of a library, one that the text defines, or one with modifiers. */
interface QasmGate {

    /** Number of angles. */
    int angles();

    /** Number of qubits. */
    int qubits();

    /** Number of applications that it unfolds to, itself included. */
    int size();

    /** How many definitions and modifiers deep it is; 0 for a gate of a library. */
    int depth();

    /** Gives the gates that it becomes, in order. */
    void apply(Angle[] angles, int[] qubits, Consumer<Gate> to);

    /** The gates that it becomes as one. */
    default Gate single(Angle[] angles, int[] qubits) {
        List<Gate> gates = new ArrayList<>();
        apply(angles, qubits, gates::add);
        return gates.size() == 1 ? gates.get(0) : new SubCircuit("gate", gates);
    }

    /** Makes gates of this project. */
    interface Factory {
        List<Gate> make(Angle[] angles, int[] qubits);
    }

    /** A gate of a library. */
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
        public void apply(Angle[] angles, int[] qubits, Consumer<Gate> to) {
            factory.make(angles, qubits).forEach(to);
        }
    }

    /** One application in the body of a definition; its qubits are positions among the definition's. */
    record Call(QasmGate gate, List<QasmExpression> angles, int[] qubits) {}

    /** A gate that the text defines. */
    record Defined(int angles, int qubits, List<Call> body, int size, int depth) implements QasmGate {

        @Override
        public void apply(Angle[] angles, int[] qubits, Consumer<Gate> to) {
            for (Call call : body) {
                Angle[] values =
                        call.angles.stream().map(angle -> angle.value(angles)).toArray(Angle[]::new);
                int[] on = IntStream.of(call.qubits).map(q -> qubits[q]).toArray();
                call.gate.apply(values, on, to);
            }
        }
    }

    /** Another gate where the first qubits have a value. */
    record WithControls(QasmGate gate, int controls, boolean value) implements QasmGate {

        @Override
        public int angles() {
            return gate.angles();
        }

        @Override
        public int qubits() {
            return controls + gate.qubits();
        }

        @Override
        public int size() {
            return 1 + gate.size();
        }

        @Override
        public int depth() {
            return 1 + gate.depth();
        }

        @Override
        public void apply(Angle[] angles, int[] qubits, Consumer<Gate> to) {
            List<Integer> on = Arrays.stream(qubits, 0, controls).boxed().toList();
            Gate inner = gate.single(angles, Arrays.copyOfRange(qubits, controls, qubits.length));
            to.accept(new Controlled(inner, on, Collections.nCopies(controls, value)));
        }
    }

    /** Another gate to a power. */
    record Power(QasmGate gate, double exponent) implements QasmGate {

        /** Most repetitions. */
        static final int MAX = 1000;

        @Override
        public int angles() {
            return gate.angles();
        }

        @Override
        public int qubits() {
            return gate.qubits();
        }

        @Override
        public int size() {
            return 1 + (int) Math.min(Integer.MAX_VALUE / 2, gate.size() * Math.max(1, Math.abs(exponent)));
        }

        @Override
        public int depth() {
            return 1 + gate.depth();
        }

        /** Integer powers repeat the gate or its inverse; others are the principal power of its matrix. */
        @Override
        public void apply(Angle[] angles, int[] qubits, Consumer<Gate> to) {
            Gate base = gate.single(angles, qubits);
            if (exponent == Math.rint(exponent)) {
                Gate repeated = exponent < 0 ? base.adjoint() : base;
                for (int k = 0; k < Math.abs(exponent); k++) {
                    to.accept(repeated);
                }
                return;
            }
            if (!base.angles().stream().allMatch(Angle::isConstant)) {
                throw new IllegalArgumentException(
                        "pow(" + exponent + ") of a gate with inputs is not written down; use integer powers.");
            }
            double[] constants = base.angles().stream()
                    .mapToDouble(angle -> angle.value(new double[0], new double[0]))
                    .toArray();
            if (base.qubits().isEmpty()) {
                double phase = Math.IEEEremainder(Arrays.stream(constants).sum(), 2 * Math.PI);
                to.accept(new GlobalPhase(Angle.constant(exponent * phase)));
            } else {
                to.accept(new FixedUnitary(base.qubits(), base.matrix(constants).power(exponent)));
            }
        }
    }
}
