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
})
public sealed interface Gate permits PrimitiveGate, CompositeGate {

    /** The qubits acted on: distinct, controls first. */
    List<Integer> qubits();

    /** The angles, in the order in which {@link #matrix} takes their values; empty for a fixed gate. */
    List<Angle> angles();

    /**
     * The gate's matrix.
     *
     * @param angles one value in radians for each of {@link #angles()}
     */
    Unitary matrix(double... angles);
}
