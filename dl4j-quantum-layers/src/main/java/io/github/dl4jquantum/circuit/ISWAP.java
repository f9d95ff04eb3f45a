package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Exchanges two qubits and turns |01&gt; and |10&gt; by i.
 *
 * @param first one qubit
 * @param second the other one
 */
public record ISWAP(@JsonProperty("first") int first, @JsonProperty("second") int second) implements CompositeGate {

    @Override
    public List<Integer> qubits() {
        return List.of(first, second);
    }

    @Override
    public List<Angle> angles() {
        return List.of();
    }

    @Override
    public Unitary matrix(double... angles) {
        return new Unitary(
                new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1},
                new double[] {0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(new S(first), new S(second), new CZ(first, second), new SWAP(first, second));
    }
}
