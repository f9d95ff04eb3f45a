package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.S;
import io.github.dl4jquantum.circuit.T;
import io.github.dl4jquantum.engine.cuda.FusedCircuit.Kind;
import io.github.dl4jquantum.engine.cuda.FusedCircuit.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How few operations a circuit becomes; that they are the right ones is for the engines' tests. Oracle: counted by hand. */
@Timeout(10)
class FusedCircuitTest {

    /** Per layer one table for both rings of CNOTs, and a rotation a qubit; the encoding is all initial state. */
    @Test
    void thePapersCircuitIsATableAndARotationAQubitInEachLayer() {
        FusedCircuit fused = new FusedCircuit(Ansatz.paper(4, 3));
        assertEquals(0b1111, fused.superposed());
        for (int qubit = 0; qubit < 4; qubit++) {
            assertEquals(List.of(Kind.INPUT_ROTATION_Y, Kind.INPUT_ROTATION_Z), kinds(fused.starts(qubit)));
        }
        assertEquals(3 * 5, fused.operations().size());
        assertEquals(Kind.PERMUTATION, fused.operations().get(5).kind());
        assertEquals(3 * 4, fused.runs().size());
    }

    @Test
    void gatesOnOneQubitAreOneRotationWhateverIsDoneToOthers() {
        FusedCircuit fused = new FusedCircuit(Circuit.builder(2)
                .add(new S(0))
                .add(new RX(1, Angle.parameter(0)))
                .add(new H(0))
                .add(new RY(0, Angle.parameter(1)))
                .add(new T(1))
                .build());
        assertEquals(List.of(Kind.FIXED_ROTATION, Kind.FIXED_ROTATION), kinds(fused.operations()));
        assertEquals(
                List.of(true, true),
                fused.runs().stream().map(QubitRun::trained).toList());
    }

    @Test
    void whatActsOnTwoQubitsOrOnAnInputEndsARun() {
        FusedCircuit fused = new FusedCircuit(Circuit.builder(2)
                .add(new S(0))
                .add(new CNOT(0, 1))
                .add(new T(0))
                .add(new CZ(0, 1))
                .add(new T(0))
                .add(new RX(0, Angle.input(0)))
                .add(new T(0))
                .build());
        assertEquals(
                List.of(
                        Kind.FIXED_ROTATION,
                        Kind.PERMUTATION,
                        Kind.FIXED_ROTATION,
                        Kind.PHASE,
                        Kind.FIXED_ROTATION,
                        Kind.INPUT_ROTATION_X,
                        Kind.FIXED_ROTATION),
                kinds(fused.operations()));
    }

    /** A gate before it, even on one qubit, keeps a rotation by an input out of the initial state. */
    @Test
    void onlyWhatComesFirstIsInitial() {
        FusedCircuit fused = new FusedCircuit(Circuit.builder(2)
                .add(new RX(0, Angle.input(0)))
                .add(new T(1))
                .add(new RX(1, Angle.input(0)))
                .add(new H(0))
                .build());
        assertEquals(0, fused.superposed());
        assertEquals(List.of(Kind.INPUT_ROTATION_X), kinds(fused.starts(0)));
        assertEquals(List.of(), kinds(fused.starts(1)));
        assertEquals(
                List.of(Kind.FIXED_ROTATION, Kind.INPUT_ROTATION_X, Kind.FIXED_ROTATION), kinds(fused.operations()));
    }

    private static List<Kind> kinds(List<Operation> operations) {
        return operations.stream().map(Operation::kind).toList();
    }
}
