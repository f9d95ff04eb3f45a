package io.github.dl4jquantum.circuit;

import java.util.List;

/**
 * A gate that every engine knows by itself. All others are a {@link CompositeGate}: they say how they are made of these, so
 * that a new gate needs nothing new in an engine.
 */
public sealed interface PrimitiveGate extends Gate
        permits H,
                X,
                Y,
                Z,
                S,
                T,
                RX,
                RY,
                RZ,
                Rot,
                CNOT,
                CZ,
                SWAP,
                CRX,
                CRY,
                CRZ,
                MultiControlledX,
                FixedUnitary,
                GlobalPhase,
                AmplitudeEmbedding {

    @Override
    default Gate adjoint() {
        return inverse().size() == 1 ? inverse().get(0) : new Adjoint(this);
    }

    /**
     * {@return gates, in the order in which they act, whose product is this gate's inverse exactly; by default the gate
     * itself}
     */
    default List<PrimitiveGate> inverse() {
        return List.of(this);
    }

    @Override
    default List<PrimitiveGate> primitives() {
        return List.of(this);
    }

    /**
     * {@return gates, in the order in which they act, whose product is this gate where all controls are 1 and the
     * identity elsewhere, exactly}
     *
     * @param controls other qubits than the gate's own, at least one
     */
    List<Gate> controlled(List<Integer> controls);
}
