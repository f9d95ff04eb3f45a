package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of {@link OpenQasm#write}. */
final class QasmWriter {

    /** Gates whose names there are not theirs here in lower case. */
    private static final Map<Class<? extends Gate>, String> NAMES =
            Map.of(CNOT.class, "cx", Toffoli.class, "ccx", PhaseShift.class, "p", CPhase.class, "cp");

    /** Gates that both libraries have, or the first version of qelib1.inc and stdgates.inc. */
    private static final List<Class<? extends Gate>> NAMED = List.of(
            H.class,
            X.class,
            Y.class,
            Z.class,
            S.class,
            T.class,
            RX.class,
            RY.class,
            RZ.class,
            CNOT.class,
            CZ.class,
            SWAP.class,
            CY.class,
            CH.class,
            Toffoli.class,
            PhaseShift.class,
            CPhase.class);

    private final Circuit circuit;
    private final boolean two;
    private final StringBuilder text = new StringBuilder();

    QasmWriter(Circuit circuit, double[] inputs, double[] parameters, Version version) {
        this.circuit = Binding.bound(circuit, inputs, parameters);
        two = version == Version.V2;
    }

    String text() {
        circuit.gates().forEach(this::write);
        StringBuilder head = new StringBuilder();
        head.append(two ? "OPENQASM 2.0;\n" : "OPENQASM 3.0;\n");
        head.append(two ? "include \"qelib1.inc\";\n" : "include \"stdgates.inc\";\n");
        for (QasmControlled kind : QasmControlled.values()) {
            if (text.indexOf(kind.gateName() + "(") >= 0) {
                head.append(kind.definition()).append('\n');
            }
        }
        head.append((two ? "qreg q[%d];\n" : "qubit[%d] q;\n").formatted(circuit.qubits()));
        return head.append(text).toString();
    }

    private void write(Gate gate) {
        double[] angles = Binding.values(gate);
        if (gate instanceof Rot) {
            universal(gate, angles[1], angles[2], angles[0]);
        } else if (gate instanceof U3) {
            universal(gate, angles);
        } else if (gate instanceof FixedUnitary fixed) {
            write(fixed);
        } else if (gate instanceof GlobalPhase) {
            if (!two) {
                line("gphase", gate, angles);
            }
        } else if (gate instanceof MultiControlledX flip) {
            write(flip);
        } else if (gate instanceof Adjoint adjoint && (adjoint.gate() instanceof S || adjoint.gate() instanceof T)) {
            line(name(adjoint.gate()) + "dg", gate, angles);
        } else if (gate instanceof CRX || gate instanceof CRY || gate instanceof CRZ) {
            line(QasmControlled.of(gate).gateName(), gate, angles);
        } else if (NAMED.contains(gate.getClass()) || !two && (gate instanceof SX || gate instanceof CSWAP)) {
            line(name(gate), gate, angles);
        } else {
            ((CompositeGate) gate).decomposition().forEach(this::write);
        }
    }

    /** The first version of qelib1.inc calls phases u1 and cu1. */
    private String name(Gate gate) {
        if (two && gate instanceof PhaseShift) {
            return "u1";
        }
        if (two && gate instanceof CPhase) {
            return "cu1";
        }
        return NAMES.getOrDefault(
                gate.getClass(), gate.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    private void write(FixedUnitary gate) {
        if (gate.qubits().size() > 1) {
            UnitaryDecomposition.of(gate).forEach(this::write);
            return;
        }
        EulerAngles euler = EulerAngles.of(gate.unitary());
        if (!two) {
            write(new GlobalPhase(Angle.constant(euler.phase())));
        }
        universal(gate, euler.theta(), euler.phi(), euler.lambda());
    }

    private void write(MultiControlledX gate) {
        int controls = gate.controls().size();
        if (controls < 3) {
            line(controls == 1 ? "cx" : "ccx", gate);
        } else if (two) {
            PhaseLadder.of(gate).forEach(this::write);
        } else {
            line("ctrl(" + controls + ") @ x", gate);
        }
    }

    private void universal(Gate gate, double... angles) {
        line(two ? "u3" : "U", gate, angles);
    }

    private void line(String name, Gate gate, double... angles) {
        text.append(name);
        if (angles.length > 0) {
            text.append(Arrays.stream(angles).mapToObj(Double::toString).collect(Collectors.joining(",", "(", ")")));
        }
        text.append(gate.qubits().stream()
                .map(q -> "q[" + q + "]")
                .collect(Collectors.joining(",", gate.qubits().isEmpty() ? "" : " ", ";\n")));
    }
}
