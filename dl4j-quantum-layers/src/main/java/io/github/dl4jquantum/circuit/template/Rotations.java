package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Rot;
import java.util.List;

/** Rotations that several templates have. */
final class Rotations {

    private Rotations() {}

    static Gate about(Pauli axis, int qubit, Angle angle) {
        return switch (axis) {
            case X -> new RX(qubit, angle);
            case Y -> new RY(qubit, angle);
            case Z -> new RZ(qubit, angle);
        };
    }

    /** By three parameters in a row. */
    static Gate rot(int qubit, int first) {
        return new Rot(qubit, Angle.parameter(first), Angle.parameter(first + 1), Angle.parameter(first + 2));
    }

    /** The block of tensor networks, by two parameters in a row. */
    static List<Gate> block(int upper, int lower, int first) {
        return List.of(
                new RY(upper, Angle.parameter(first)),
                new RY(lower, Angle.parameter(first + 1)),
                new CNOT(upper, lower));
    }
}
