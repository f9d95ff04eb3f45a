package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;

/** A gate that says how it is made of others; engines run those. */
public sealed interface CompositeGate extends Gate
        permits NamedControlledGate,
                Controlled,
                Adjoint,
                SubCircuit,
                Evolution,
                PauliRot,
                PhaseShift,
                U2,
                U3,
                SX,
                ISWAP,
                IsingXX,
                IsingYY,
                IsingZZ,
                IsingXY {

    /**
     * {@return gates, in the order in which they act, whose product is {@link #matrix} exactly, global phase included}
     * They may be composite themselves, and their angles are multiples of this gate's, or constant.
     */
    List<Gate> decomposition();

    /** {@link #decomposition} down to primitive gates. */
    default List<PrimitiveGate> primitives() {
        List<PrimitiveGate> primitives = new ArrayList<>();
        decomposition().forEach(gate -> primitives.addAll(gate.primitives()));
        return primitives;
    }
}
