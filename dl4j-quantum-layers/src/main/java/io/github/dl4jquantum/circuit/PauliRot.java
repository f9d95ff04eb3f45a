package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The rotation {@code exp(-i theta/2 P)} about a Pauli string P, such as X on qubit 0 times Z on qubit 2.
 *
 * @param paulis the Pauli matrix on each qubit of the string, at least one
 * @param angle the angle theta
 */
public record PauliRot(@JsonProperty("paulis") SortedMap<Integer, Pauli> paulis, @JsonProperty("angle") Angle angle)
        implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param paulis the Pauli matrix on each qubit of the string, at least one
     * @param angle the angle theta
     * @throws IllegalArgumentException for an empty string
     * @throws NullPointerException without an angle
     */
    public PauliRot {
        Angle.checkThere(angle);
        if (paulis.isEmpty()) {
            throw new IllegalArgumentException(
                    "A rotation about the identity is a global phase; name a Pauli matrix, or use GlobalPhase.");
        }
        paulis = Collections.unmodifiableSortedMap(new TreeMap<>(paulis));
    }

    /**
     * {@return the rotation about a string written like {@code "X0 Z2"}}
     *
     * @param string as for {@link Observable#pauli}, not empty
     * @param angle the angle theta
     * @throws IllegalArgumentException for a string that is not of this form, is empty or names a qubit twice
     */
    public static PauliRot of(String string, Angle angle) {
        return new PauliRot(Observable.pauli(1, string).terms().get(0).paulis(), angle);
    }

    @Override
    public List<Integer> qubits() {
        return List.copyOf(paulis.keySet());
    }

    @Override
    public List<Angle> angles() {
        return List.of(angle);
    }

    /** {@code cos(theta/2) - i sin(theta/2) P}. */
    @Override
    public Unitary matrix(double... angles) {
        List<Unitary> matrices = new ArrayList<>();
        List<List<Integer>> on = new ArrayList<>();
        for (Pauli pauli : paulis.values()) {
            on.add(List.of(matrices.size()));
            matrices.add(
                    switch (pauli) {
                        case X -> new X(0).matrix();
                        case Y -> new Y(0).matrix();
                        case Z -> new Z(0).matrix();
                    });
        }
        return Unitary.product(paulis.size(), matrices, on).rotation(angles[0]);
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new PauliRot(paulis, angles.get(0));
    }

    @Override
    public Gate adjoint() {
        return new PauliRot(paulis, angle.scaled(-1));
    }

    /**
     * Each X and Y is turned to Z, CNOTs gather the parity of all qubits on the last one, RZ turns that, and all is taken
     * back.
     */
    @Override
    public List<Gate> decomposition() {
        List<Gate> before = new ArrayList<>();
        List<Gate> after = new ArrayList<>();
        int last = paulis.lastKey();
        for (Map.Entry<Integer, Pauli> factor : paulis.entrySet()) {
            int qubit = factor.getKey();
            Angle quarter = Angle.constant(Math.PI / 2);
            switch (factor.getValue()) {
                case X -> {
                    before.add(new RY(qubit, quarter.scaled(-1)));
                    after.add(new RY(qubit, quarter));
                }
                case Y -> {
                    before.add(new RX(qubit, quarter));
                    after.add(new RX(qubit, quarter.scaled(-1)));
                }
                case Z -> {}
            }
        }
        for (int qubit : paulis.headMap(last).keySet()) {
            before.add(new CNOT(qubit, last));
            after.add(0, new CNOT(qubit, last));
        }
        before.add(new RZ(last, angle));
        before.addAll(after);
        return before;
    }
}
