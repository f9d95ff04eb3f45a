package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A Hermitian observable, {@code sum_j c_j P_j} with real weights c and Pauli strings P. What a circuit returns for it
 * is its expectation {@code <psi| O |psi>}.
 *
 * @param terms the weighted Pauli strings, at least one
 */
public record Observable(@JsonProperty("terms") List<Term> terms) {

    /**
     * One weighted Pauli string.
     *
     * @param coefficient its weight, finite
     * @param paulis the Pauli matrix on each qubit that is not left alone; empty for the identity
     */
    public record Term(
            @JsonProperty("coefficient") double coefficient, @JsonProperty("paulis") SortedMap<Integer, Pauli> paulis) {

        /**
         * Checks the components.
         *
         * @param coefficient its weight, finite
         * @param paulis the Pauli matrix on each qubit that is not left alone; empty for the identity
         * @throws IllegalArgumentException for a coefficient that is not finite
         */
        public Term {
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException("Coefficient " + coefficient + " of a Pauli string is not finite.");
            }
            paulis = Collections.unmodifiableSortedMap(new TreeMap<>(paulis));
        }
    }

    /** Most bits whose {@link #probability} can be asked for: 1,024 Pauli strings. */
    public static final int MAX_BITS = 10;

    private static final Pattern FACTOR = Pattern.compile("([XYZ])(\\d{1,4})");

    /**
     * Checks the components.
     *
     * @param terms the weighted Pauli strings, at least one
     * @throws IllegalArgumentException if there is no term
     */
    public Observable {
        if (terms == null || terms.isEmpty()) {
            throw new IllegalArgumentException("An observable needs at least one Pauli string.");
        }
        terms = List.copyOf(terms);
    }

    /**
     * {@return Z on one qubit}
     *
     * @param qubit from 0
     */
    public static Observable z(int qubit) {
        return new Observable(List.of(new Term(1, new TreeMap<>(Map.of(qubit, Pauli.Z)))));
    }

    /**
     * {@return a weighted Pauli string, written like {@code "X0 Z2"}; the empty string is the identity}
     *
     * @param coefficient the weight, finite
     * @param string one of X, Y, Z and the qubit it acts on, for each factor, with spaces between; qubits differ
     * @throws IllegalArgumentException for a string that is not of this form or names a qubit twice
     */
    public static Observable pauli(double coefficient, String string) {
        SortedMap<Integer, Pauli> paulis = new TreeMap<>();
        for (String factor : string.isBlank() ? new String[0] : string.trim().split("\\s+")) {
            var match = FACTOR.matcher(factor);
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "'" + factor + "' in Pauli string '" + string + "' is not of the form X0, Y1, Z2.");
            }
            int qubit = Integer.parseInt(match.group(2));
            if (paulis.put(qubit, Pauli.valueOf(match.group(1))) != null) {
                throw new IllegalArgumentException("Pauli string '" + string + "' names qubit " + qubit + " twice.");
            }
        }
        return new Observable(List.of(new Term(coefficient, paulis)));
    }

    /**
     * {@return the probability of reading the given bits: {@code "01-1"} asks for 0 on qubit 0, 1 on qubits 1 and 3,
     * and anything on qubit 2 and those that are not named} It is the projector {@code prod_q (1 + (-1)^b_q Z_q) / 2},
     * a sum of 2^k strings of Z for k bits.
     *
     * @param bits 0, 1 or - for qubits 0, 1, 2, ..., with at most {@value #MAX_BITS} bits that are not -
     * @throws IllegalArgumentException for another character or too many bits
     */
    public static Observable probability(String bits) {
        List<Term> product = List.of(new Term(1, new TreeMap<>()));
        for (int qubit = 0; qubit < bits.length(); qubit++) {
            char bit = bits.charAt(qubit);
            if (bit != '0' && bit != '1' && bit != '-') {
                throw new IllegalArgumentException(
                        "'" + bit + "' in bits '" + bits + "' is not 0, 1 or - (for a qubit that is not read).");
            }
            if (bit != '-') {
                product = timesProjector(product, qubit, bit == '0' ? 0.5 : -0.5);
            }
            if (product.size() > 1 << MAX_BITS) {
                throw new IllegalArgumentException("Bits '" + bits + "' would need more than " + (1 << MAX_BITS)
                        + " Pauli strings; read at most " + MAX_BITS + " qubits.");
            }
        }
        return new Observable(product);
    }

    /**
     * {@return a Hermitian matrix on some qubits, written as Pauli strings: 4^k of them at most}
     *
     * @param matrix of size 2^k for k qubits
     * @param qubits one for each bit of the matrix's rows, the first the most significant
     * @throws IllegalArgumentException if the matrix does not fit the number of qubits, or one is named twice
     */
    public static Observable hermitian(Hermitian matrix, int... qubits) {
        return Observables.of(matrix, qubits);
    }

    /**
     * {@return the fidelity with a fixed state, {@code <phi| rho |phi>} of the qubits' density matrix rho, which is
     * {@code |<phi|psi>|²} where these are all qubits} Of more than 6, append the {@link Gate#adjoint} of what prepares
     * phi and ask for the {@link #probability} of zeros.
     *
     * @param phi a state of 1 to 6 qubits
     * @param qubits the first the most significant bit of phi's indices
     * @throws IllegalArgumentException if the state does not fit the number of qubits, or one is named twice
     */
    public static Observable fidelity(Ket phi, int... qubits) {
        return Observables.projector(phi, qubits);
    }

    private static List<Term> timesProjector(List<Term> product, int qubit, double signedHalf) {
        List<Term> terms = new ArrayList<>();
        for (Term term : product) {
            terms.add(new Term(0.5 * term.coefficient, term.paulis));
            SortedMap<Integer, Pauli> withZ = new TreeMap<>(term.paulis);
            withZ.put(qubit, Pauli.Z);
            terms.add(new Term(signedHalf * term.coefficient, withZ));
        }
        return terms;
    }

    /**
     * {@return the sum of this and another observable}
     *
     * @param other what is added
     */
    public Observable plus(Observable other) {
        List<Term> sum = new ArrayList<>(terms);
        sum.addAll(other.terms);
        return new Observable(sum);
    }

    /**
     * {@return O², whose expectation less the square of O's is the variance of O} Strings that anticommute cancel; the
     * product of two that commute is a string, or minus one.
     */
    public Observable squared() {
        List<Term> square = new ArrayList<>();
        double identity = 0;
        for (int a = 0; a < terms.size(); a++) {
            identity += terms.get(a).coefficient * terms.get(a).coefficient;
            for (int b = a + 1; b < terms.size(); b++) {
                addProduct(terms.get(a), terms.get(b), square);
            }
        }
        square.add(new Term(identity, new TreeMap<>()));
        return new Observable(square);
    }

    /** Adds a b + b a. */
    private static void addProduct(Term a, Term b, List<Term> sum) {
        SortedMap<Integer, Pauli> product = new TreeMap<>(a.paulis);
        int quarters = 0;
        for (var factor : b.paulis.entrySet()) {
            Pauli left = a.paulis.get(factor.getKey());
            Pauli right = factor.getValue();
            if (left == right) {
                product.remove(factor.getKey());
            } else if (left == null) {
                product.put(factor.getKey(), right);
            } else {
                // X Y = i Z and in turn; Y X = -i Z.
                quarters += (right.ordinal() - left.ordinal() + 3) % 3 == 1 ? 1 : 3;
                product.put(factor.getKey(), Pauli.values()[3 - left.ordinal() - right.ordinal()]);
            }
        }
        if (quarters % 2 == 0) {
            double sign = quarters % 4 == 0 ? 2 : -2;
            sum.add(new Term(sign * a.coefficient * b.coefficient, product));
        }
    }

    /** {@return whether this is diagonal in the computational basis: made of Z and identity alone} */
    @JsonIgnore
    public boolean isDiagonal() {
        return terms.stream().allMatch(term -> term.paulis().values().stream().allMatch(p -> p == Pauli.Z));
    }
}
