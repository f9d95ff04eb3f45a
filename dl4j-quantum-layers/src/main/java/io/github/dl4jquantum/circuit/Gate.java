package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonSubTypes;
import org.nd4j.shade.jackson.annotation.JsonSubTypes.Type;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * One gate on named qubits. A gate is a value: it knows its matrix, and no engine.
 *
 * <p>Qubit 0 is the most significant bit of a basis state's index; in {@link #matrix}, the first of
 * {@link #qubits()} is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "gate")
@JsonSubTypes({
    @Type(value = H.class, name = "H"),
    @Type(value = X.class, name = "X"),
    @Type(value = Y.class, name = "Y"),
    @Type(value = Z.class, name = "Z"),
    @Type(value = S.class, name = "S"),
    @Type(value = T.class, name = "T"),
    @Type(value = RX.class, name = "RX"),
    @Type(value = RY.class, name = "RY"),
    @Type(value = RZ.class, name = "RZ"),
    @Type(value = Rot.class, name = "Rot"),
    @Type(value = CNOT.class, name = "CNOT"),
    @Type(value = CZ.class, name = "CZ"),
    @Type(value = SWAP.class, name = "SWAP"),
    @Type(value = CRX.class, name = "CRX"),
    @Type(value = CRY.class, name = "CRY"),
    @Type(value = CRZ.class, name = "CRZ"),
    @Type(value = FixedUnitary.class, name = "FixedUnitary"),
    @Type(value = AmplitudeEmbedding.class, name = "AmplitudeEmbedding"),
    @Type(value = GlobalPhase.class, name = "GlobalPhase"),
    @Type(value = PhaseShift.class, name = "PhaseShift"),
    @Type(value = MultiControlledX.class, name = "MultiControlledX"),
    @Type(value = U2.class, name = "U2"),
    @Type(value = U3.class, name = "U3"),
    @Type(value = SX.class, name = "SX"),
    @Type(value = CY.class, name = "CY"),
    @Type(value = CH.class, name = "CH"),
    @Type(value = CPhase.class, name = "CPhase"),
    @Type(value = CRot.class, name = "CRot"),
    @Type(value = Toffoli.class, name = "Toffoli"),
    @Type(value = CSWAP.class, name = "CSWAP"),
    @Type(value = ISWAP.class, name = "ISWAP"),
    @Type(value = IsingXX.class, name = "IsingXX"),
    @Type(value = IsingYY.class, name = "IsingYY"),
    @Type(value = IsingZZ.class, name = "IsingZZ"),
    @Type(value = IsingXY.class, name = "IsingXY"),
    @Type(value = PauliRot.class, name = "PauliRot"),
    @Type(value = Controlled.class, name = "Controlled"),
    @Type(value = Adjoint.class, name = "Adjoint"),
    @Type(value = SubCircuit.class, name = "SubCircuit"),
    @Type(value = Evolution.class, name = "Evolution"),
})
public sealed interface Gate permits PrimitiveGate, CompositeGate {

    /** {@return the qubits acted on: distinct, controls first} */
    List<Integer> qubits();

    /** {@return the angles, in the order in which {@link #matrix} takes their values; empty for a fixed gate} */
    List<Angle> angles();

    /**
     * {@return the gate's matrix}
     *
     * @param angles one value in radians for each of {@link #angles()}
     */
    Unitary matrix(double... angles);

    /**
     * {@return the same gate of other angles}
     *
     * @param angles as many as {@link #angles()}
     */
    default Gate withAngles(List<Angle> angles) {
        return this;
    }

    /** {@return what an engine runs for this gate, in the order in which it acts} */
    List<PrimitiveGate> primitives();

    /** {@return the inverse} */
    default Gate adjoint() {
        return new Adjoint(this);
    }

    /**
     * {@return this gate where all of the given qubits are 1, and nothing elsewhere}
     *
     * @param controls other qubits than the gate's own, at least one
     */
    default Gate controlledBy(Integer... controls) {
        return new Controlled(this, List.of(controls), Controls.ones(controls.length));
    }
}
