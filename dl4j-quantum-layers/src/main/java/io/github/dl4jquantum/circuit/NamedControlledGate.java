package io.github.dl4jquantum.circuit;

import java.util.List;

/** A controlled gate that is so common that it has a name of its own. */
public sealed interface NamedControlledGate extends CompositeGate permits CY, CH, CPhase, CRot, Toffoli, CSWAP {

    /** {@return the gate in general terms} */
    Controlled controlled();

    @Override
    default List<Integer> qubits() {
        return controlled().qubits();
    }

    @Override
    default List<Angle> angles() {
        return controlled().angles();
    }

    @Override
    default Unitary matrix(double... angles) {
        return controlled().matrix(angles);
    }

    @Override
    default List<Gate> decomposition() {
        return controlled().decomposition();
    }
}
