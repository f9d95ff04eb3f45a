package io.github.dl4jquantum.circuit;

import java.util.Arrays;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A fixed pure state of a few qubits: 2^k complex amplitudes of norm 1, the first qubit the most significant bit. */
public final class Ket {

    /** Most qubits: 1,024 amplitudes. */
    public static final int MAX_QUBITS = 10;

    /** Largest accepted difference of the squared norm from 1: 8 typed digits pass. */
    private static final double TOLERANCE = 1e-7;

    private final double[] real;
    private final double[] imaginary;

    /**
     * A state of given amplitudes.
     *
     * @param real real parts of the amplitudes, [2^k]
     * @param imaginary imaginary parts, [2^k]
     * @throws IllegalArgumentException if these are not 2^k amplitudes of 1 to {@value #MAX_QUBITS} qubits, or their norm
     *     is not 1
     */
    @JsonCreator
    public Ket(@JsonProperty("real") double[] real, @JsonProperty("imaginary") double[] imaginary) {
        double square = squaredNorm(real, imaginary);
        if (!(Math.abs(square - 1) <= TOLERANCE)) {
            throw new IllegalArgumentException("A state of norm " + Math.sqrt(square)
                    + "; it must be 1, to 8 digits: Ket.normalised(...) divides by the norm.");
        }
        this.real = real.clone();
        this.imaginary = imaginary.clone();
    }

    /**
     * {@return the state along a vector}
     *
     * @param real real parts of 2^k amplitudes, of any norm but 0
     * @param imaginary their imaginary parts, as many
     * @throws IllegalArgumentException if these are not 2^k numbers of 1 to {@value #MAX_QUBITS} qubits, all are 0, or one
     *     is not finite
     */
    public static Ket normalised(double[] real, double[] imaginary) {
        double norm = Math.sqrt(squaredNorm(real, imaginary));
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new IllegalArgumentException("A vector of norm " + norm + " cannot be normalised; give finite"
                    + " amplitudes that are not all 0.");
        }
        return new Ket(
                Arrays.stream(real).map(amplitude -> amplitude / norm).toArray(),
                Arrays.stream(imaginary).map(amplitude -> amplitude / norm).toArray());
    }

    /**
     * {@return the basis state |bits>, {@code "010"} for three qubits}
     *
     * @param bits 0 or 1 for each of 1 to {@value #MAX_QUBITS} qubits, qubit 0 first
     */
    public static Ket basis(String bits) {
        if (!bits.matches("[01]{1," + MAX_QUBITS + "}")) {
            throw new IllegalArgumentException(
                    "'" + bits + "' is no basis state; write 0 or 1 for each of 1 to " + MAX_QUBITS + " qubits.");
        }
        double[] real = new double[1 << bits.length()];
        real[Integer.parseInt(bits, 2)] = 1;
        return new Ket(real, new double[real.length]);
    }

    private static double squaredNorm(double[] real, double[] imaginary) {
        if (real == null || imaginary == null || real.length != imaginary.length) {
            throw new IllegalArgumentException("A state needs as many imaginary parts as real parts.");
        }
        if (real.length < 2 || real.length > 1 << MAX_QUBITS || Integer.bitCount(real.length) != 1) {
            throw new IllegalArgumentException(real.length + " amplitudes are not 2^k of 1 to " + MAX_QUBITS
                    + " qubits; give 2, 4, 8, ... amplitudes, zeros included.");
        }
        double sum = 0;
        for (int k = 0; k < real.length; k++) {
            sum += real[k] * real[k] + imaginary[k] * imaginary[k];
        }
        return sum;
    }

    /**
     * {@return what prepares this state of qubits that are in |0...0>, global phase included: up to 2^(k+2) gates of
     * one and two qubits, drawn as one box, for every engine and OpenQASM}
     *
     * @param qubits the first the most significant bit of the amplitudes' indices
     * @throws IllegalArgumentException for more or fewer qubits than the state has, or one twice
     */
    public Gate preparation(int... qubits) {
        if (qubits.length != qubits() || Arrays.stream(qubits).distinct().count() != qubits.length) {
            throw new IllegalArgumentException(this + " cannot be prepared on qubits " + Arrays.toString(qubits)
                    + "; name " + qubits() + " different ones.");
        }
        return new SubCircuit("ψ", StatePreparation.of(this, qubits));
    }

    /** {@return the number of qubits k} */
    public int qubits() {
        return Integer.numberOfTrailingZeros(real.length);
    }

    /** {@return real parts of the amplitudes, [2^k]} */
    @JsonProperty("real")
    public double[] real() {
        return real.clone();
    }

    /** {@return imaginary parts of the amplitudes, [2^k]} */
    @JsonProperty("imaginary")
    public double[] imaginary() {
        return imaginary.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ket that && Arrays.equals(real, that.real) && Arrays.equals(imaginary, that.imaginary);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(real) + Arrays.hashCode(imaginary);
    }

    @Override
    public String toString() {
        return "Ket(" + qubits() + " qubits)";
    }
}
