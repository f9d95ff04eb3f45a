package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Prepares a state of each example's own: its inputs are real amplitudes,
 *
 * <pre>
 *   |0...0&gt; -&gt; sum_k x_(first + k) |k&gt; / |x|,    k = 0 .. count - 1
 * </pre>
 *
 * <p>Further amplitudes are 0; an example whose inputs are all 0 stays |0...0>. Differentiable in the inputs but for that
 * example, whose gradient is given as 0. It must be the first gate on its qubits, and the only one of its kind: see
 * Schuld and Petruccione, "Supervised Learning with Quantum Computers", 2018, section 5.2.
 *
 * @param qubits the qubits prepared, the most significant bit of k first
 * @param first the first input
 * @param count how many inputs, 2 to 2^k for k qubits
 */
public record AmplitudeEmbedding(
        @JsonProperty("qubits") List<Integer> qubits,
        @JsonProperty("first") int first,
        @JsonProperty("count") int count)
        implements PrimitiveGate {

    /** Most qubits: 1,024 inputs. */
    public static final int MAX_QUBITS = 10;

    /** @throws IllegalArgumentException if there are too many qubits, or fewer or more inputs than they take */
    public AmplitudeEmbedding {
        qubits = List.copyOf(qubits);
        if (qubits.isEmpty() || qubits.size() > MAX_QUBITS) {
            throw new IllegalArgumentException("Amplitudes of " + qubits.size()
                    + " qubits cannot be embedded; choose 1 to " + MAX_QUBITS + " qubits.");
        }
        if (first < 0 || count < 2 || count > 1 << qubits.size()) {
            throw new IllegalArgumentException(count + " inputs from index " + first + " on are no amplitudes of "
                    + qubits.size() + " qubits; take 2 to " + (1 << qubits.size()) + " inputs, counted from 0.");
        }
    }

    /** The inputs: they are amplitudes rather than angles, but what a gate depends on is asked for here. */
    @Override
    @JsonIgnore
    public List<Angle> angles() {
        return IntStream.range(first, first + count).mapToObj(Angle::input).toList();
    }

    /** One of the unitaries that prepare the state, the reflection that exchanges it with |0...0>. */
    @Override
    public Unitary matrix(double... amplitudes) {
        int size = 1 << qubits.size();
        double norm = 0;
        for (double amplitude : amplitudes) {
            norm = Math.hypot(norm, amplitude);
        }
        double[] mirror = new double[size];
        for (int k = 0; k < amplitudes.length && norm > 0; k++) {
            mirror[k] = amplitudes[k] / norm;
        }
        mirror[0] = norm > 0 ? mirror[0] - 1 : 0;
        double square = 0;
        for (double entry : mirror) {
            square += entry * entry;
        }
        double[] real = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double twice = square == 0 ? 0 : 2 * mirror[row] * mirror[column] / square;
                real[row * size + column] = (row == column ? 1 : 0) - twice;
            }
        }
        return new Unitary(real, new double[size * size]);
    }

    /**
     * {@inheritDoc}
     *
     * @param amplitudes inputs in a row, or as many constants, which give a {@link FixedUnitary}
     * @throws IllegalArgumentException for others
     */
    @Override
    public Gate withAngles(List<Angle> amplitudes) {
        if (amplitudes.stream().allMatch(Angle::isConstant)) {
            double[] none = {};
            return new FixedUnitary(
                    qubits,
                    matrix(amplitudes.stream()
                            .mapToDouble(amplitude -> amplitude.value(none, none))
                            .toArray()));
        }
        int input = amplitudes
                .get(0)
                .variables()
                .mapToInt(Angle.Variable::index)
                .findFirst()
                .orElse(0);
        Gate moved = new AmplitudeEmbedding(qubits, input, count);
        if (!moved.angles().equals(amplitudes)) {
            throw new IllegalArgumentException(this + " takes inputs in a row, or constants, not " + amplitudes + ".");
        }
        return moved;
    }

    /** @throws IllegalArgumentException always: it prepares the state that gates act on */
    @Override
    public List<Gate> controlled(List<Integer> controls) {
        throw new IllegalArgumentException(this + " must be the first gate on its qubits and cannot be controlled.");
    }

    /** @throws IllegalArgumentException if a gate before the embedding acts on its qubits, or there is a second one */
    static void check(List<? extends Gate> gates) {
        List<Integer> touched = new ArrayList<>();
        boolean found = false;
        for (Gate gate : gates) {
            if (gate instanceof AmplitudeEmbedding) {
                if (found || gate.qubits().stream().anyMatch(touched::contains)) {
                    throw new IllegalArgumentException(
                            gate + " must be the first gate on its qubits, and the only one of"
                                    + " its kind; put it before the others.");
                }
                found = true;
            }
            touched.addAll(gate.qubits());
        }
    }
}
