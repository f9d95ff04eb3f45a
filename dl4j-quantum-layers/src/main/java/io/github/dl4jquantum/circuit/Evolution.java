package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The trainable gate of anybody's own: {@code exp(-i theta G)} of a Hermitian matrix G, its generator. A
 * {@link FixedUnitary} is its fixed companion.
 *
 * @param qubits the qubits acted on, the matrix's most significant bit first
 * @param generator the matrix G, of size 2^k for k qubits
 * @param angle the angle theta
 */
public record Evolution(
        @JsonProperty("qubits") List<Integer> qubits,
        @JsonProperty("generator") Hermitian generator,
        @JsonProperty("angle") Angle angle)
        implements CompositeGate {

    /** Weights of Pauli strings that are rounding errors of the largest eigenvalue. */
    private static final double NEGLIGIBLE = 1e-15;

    /**
     * Checks the components.
     *
     * @param qubits the qubits acted on, the matrix's most significant bit first
     * @param generator the matrix G, of size 2^k for k qubits
     * @param angle the angle theta
     * @throws IllegalArgumentException if the matrix does not fit the number of qubits
     * @throws NullPointerException without an angle
     */
    public Evolution {
        Angle.checkThere(angle);
        qubits = List.copyOf(qubits);
        if (generator.size() != 1 << qubits.size()) {
            throw new IllegalArgumentException("A generator of size " + generator.size() + " does not fit "
                    + qubits.size() + " qubits; it must be of size " + (1 << qubits.size()) + ".");
        }
    }

    @Override
    public List<Angle> angles() {
        return List.of(angle);
    }

    /** {@code V diag(e^(-i theta g)) V†} of the generator's eigenvalues g and eigenvectors V. */
    @Override
    public Unitary matrix(double... angles) {
        var eigen = new EigenDecomposition(generator);
        double[] values = eigen.values();
        int size = values.length;
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int k = 0; k < size; k++) {
            re[k * size + k] = Math.cos(angles[0] * values[k]);
            im[k * size + k] = -Math.sin(angles[0] * values[k]);
        }
        List<Integer> all = positions();
        Unitary vectors = eigen.vectors();
        return Unitary.product(
                qubits.size(), List.of(vectors.dagger(), new Unitary(re, im), vectors), List.of(all, all, all));
    }

    private List<Integer> positions() {
        return IntStream.range(0, qubits.size()).boxed().toList();
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new Evolution(qubits, generator, angles.get(0));
    }

    @Override
    public Gate adjoint() {
        return new Evolution(qubits, generator, angle.scaled(-1));
    }

    /**
     * The eigenvectors, which no angle turns, around the diagonal matrix of the eigenvalues: a sum of strings of Z, each of
     * which is a {@link PauliRot}.
     */
    @Override
    public List<Gate> decomposition() {
        var eigen = new EigenDecomposition(generator);
        double[] values = eigen.values();
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        FixedUnitary vectors = new FixedUnitary(qubits, eigen.vectors());
        List<Gate> gates = new ArrayList<>(vectors.inverse());
        for (int string = 0; string < values.length; string++) {
            double weight = 0;
            for (int state = 0; state < values.length; state++) {
                weight += (Integer.bitCount(state & string) % 2 == 0 ? 1 : -1) * values[state] / values.length;
            }
            if (Math.abs(weight) > NEGLIGIBLE * largest) {
                gates.add(
                        string == 0
                                ? new GlobalPhase(angle.scaled(-weight))
                                : new PauliRot(zString(string), angle.scaled(2 * weight)));
            }
        }
        gates.add(vectors);
        return gates;
    }

    private SortedMap<Integer, Pauli> zString(int string) {
        SortedMap<Integer, Pauli> paulis = new TreeMap<>();
        for (int k = 0; k < qubits.size(); k++) {
            if ((string >> (qubits.size() - 1 - k) & 1) == 1) {
                paulis.put(qubits.get(k), Pauli.Z);
            }
        }
        return paulis;
    }
}
