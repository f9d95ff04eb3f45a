package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Prepares a state of each example's own: its inputs are amplitudes, real
 *
 * <pre>
 *   |0...0&gt; -&gt; sum_k x_(first + k) |k&gt; / |x|,    k = 0 .. count - 1
 * </pre>
 *
 * <p>or complex, all the real parts before the imaginary ones:
 *
 * <pre>
 *   |0...0&gt; -&gt; sum_k (x_(first + k) + i x_(first + count + k)) |k&gt; / |x|
 * </pre>
 *
 * <p>Further amplitudes are 0; an example whose inputs are all 0 stays |0...0>. Differentiable in the inputs but for that
 * example, whose gradient is given as 0. It must be the first gate on its qubits, and the only one of its kind: see
 * Schuld and Petruccione, "Supervised Learning with Quantum Computers", 2018, section 5.2.
 *
 * @param qubits the qubits prepared, the most significant bit of k first
 * @param first the first input
 * @param count how many amplitudes, 2 to 2^k for k qubits
 * @param complex whether there are imaginary parts: twice as many inputs
 */
public record AmplitudeEmbedding(
        @JsonProperty("qubits") List<Integer> qubits,
        @JsonProperty("first") int first,
        @JsonProperty("count") int count,
        @JsonProperty("complex") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean complex)
        implements PrimitiveGate {

    /** Most qubits: 1,024 amplitudes. */
    public static final int MAX_QUBITS = 10;

    /**
     * Checks the components.
     *
     * @param qubits the qubits prepared, the most significant bit of k first
     * @param first the first input
     * @param count how many amplitudes, 2 to 2^k for k qubits
     * @param complex whether there are imaginary parts: twice as many inputs
     * @throws IllegalArgumentException if there are too many qubits, or fewer or more amplitudes than they take
     */
    public AmplitudeEmbedding {
        qubits = List.copyOf(qubits);
        if (qubits.isEmpty() || qubits.size() > MAX_QUBITS) {
            throw new IllegalArgumentException("Amplitudes of " + qubits.size()
                    + " qubits cannot be embedded; choose 1 to " + MAX_QUBITS + " qubits.");
        }
        if (first < 0 || count < 2 || count > 1 << qubits.size()) {
            throw new IllegalArgumentException(count + " amplitudes from input " + first + " on are none of "
                    + qubits.size() + " qubits; take 2 to " + (1 << qubits.size())
                    + " amplitudes, and count inputs from 0.");
        }
    }

    /**
     * Real amplitudes.
     *
     * @param qubits up to {@value #MAX_QUBITS}, the first the most significant bit of an amplitude's index
     * @param first the input that is amplitude 0; the others follow
     * @param count number of amplitudes, 2 to 2^k of k qubits
     * @throws IllegalArgumentException if there are too many qubits, or fewer or more amplitudes than they take
     */
    public AmplitudeEmbedding(List<Integer> qubits, int first, int count) {
        this(qubits, first, count, false);
    }

    /**
     * Prepares complex amplitudes, of {@code 2 * count} inputs.
     *
     * @param qubits up to {@value #MAX_QUBITS}, the first the most significant bit of an amplitude's index
     * @param first the input that is the real part of amplitude 0; the other real parts follow, then the imaginary ones
     * @param count number of amplitudes, 2 to 2^k of k qubits
     * @return the gate
     * @throws IllegalArgumentException if there are too many qubits, or fewer or more amplitudes than they take
     */
    public static AmplitudeEmbedding complex(List<Integer> qubits, int first, int count) {
        return new AmplitudeEmbedding(qubits, first, count, true);
    }

    /** How it is read: older files lack {@code complex}. */
    private static final class Json {

        @JsonProperty
        private List<Integer> qubits;

        @JsonProperty
        private Integer first;

        @JsonProperty
        private Integer count;

        @JsonProperty
        private boolean complex;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AmplitudeEmbedding fromJson(Json json) {
        if (json.qubits == null || json.first == null || json.count == null) {
            throw new IllegalArgumentException("An AmplitudeEmbedding has qubits, first and count.");
        }
        return new AmplitudeEmbedding(json.qubits, json.first, json.count, json.complex);
    }

    /**
     * {@return the embedding that a circuit begins with, or nothing}
     *
     * @param circuit any circuit
     */
    public static Optional<AmplitudeEmbedding> of(Circuit circuit) {
        return circuit.primitives().stream()
                .filter(AmplitudeEmbedding.class::isInstance)
                .map(AmplitudeEmbedding.class::cast)
                .findFirst();
    }

    /** {@return the number of inputs: the real parts and, where it is complex, as many imaginary parts} */
    public int inputs() {
        return complex ? 2 * count : count;
    }

    /**
     * {@return the basis state that amplitude k belongs to where all further qubits are 0}
     *
     * @param k index of an amplitude, below 2^k of k qubits
     * @param all number of qubits of the circuit
     */
    public int basisState(int k, int all) {
        int state = 0;
        for (int bit = 0; bit < qubits.size(); bit++) {
            state |= (k >> (qubits.size() - 1 - bit) & 1) << (all - 1 - qubits.get(bit));
        }
        return state;
    }

    /** The inputs: they are amplitudes rather than angles, but what a gate depends on is asked for here. */
    @Override
    @JsonIgnore
    public List<Angle> angles() {
        return IntStream.range(0, inputs())
                .mapToObj(k -> Angle.input(first + k))
                .toList();
    }

    /** One of the unitaries that prepare the state a: {@code 1 - w w^+ / (1 - conj(a_0))} with w = |0...0> - a. */
    @Override
    public Unitary matrix(double... parts) {
        int size = 1 << qubits.size();
        double norm = 0;
        for (double part : parts) {
            norm = Math.hypot(norm, part);
        }
        double[] re = new double[size];
        double[] im = new double[size];
        double square = 0;
        for (int k = 0; k < count && norm != 0; k++) {
            re[k] = (k == 0 ? 1 : 0) - parts[k] / norm;
            im[k] = complex ? -parts[count + k] / norm : 0;
            square += re[k] * re[k] + im[k] * im[k];
        }
        // 1 - conj(a_0), but without the cancellation that would cost unitarity.
        double divisorRe = square == 0 ? 1 : square / 2;
        double divisorIm = -im[0];
        double divisor = divisorRe * divisorRe + divisorIm * divisorIm;
        double[] real = new double[size * size];
        double[] imaginary = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double productRe = re[row] * re[column] + im[row] * im[column];
                double productIm = im[row] * re[column] - re[row] * im[column];
                real[row * size + column] =
                        (row == column ? 1 : 0) - (productRe * divisorRe + productIm * divisorIm) / divisor;
                imaginary[row * size + column] = -(productIm * divisorRe - productRe * divisorIm) / divisor;
            }
        }
        return new Unitary(real, imaginary);
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
        Gate moved = new AmplitudeEmbedding(qubits, input, count, complex);
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

    /** @throws IllegalArgumentException always: it says what becomes of |0...0> alone */
    @Override
    public List<PrimitiveGate> inverse() {
        throw new IllegalArgumentException(this + " prepares a state and has no inverse.");
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
