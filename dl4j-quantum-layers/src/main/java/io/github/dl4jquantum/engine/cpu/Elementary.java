package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Unitary;
import java.util.List;

/**
 * What every gate is made of. Qubits are bit masks of a basis state's index; a global phase does not count.
 *
 * <p>Flips, swaps and phases only permute basis states and turn their phases: any number of them in a row is one
 * gather with one factor a row.
 */
sealed interface Elementary {

    /** Mask of the qubits that take part. */
    int qubits();

    /** A permutation of basis states or a phase for each of them. */
    sealed interface Monomial extends Elementary {}

    /** Flips the target where {@code control}, one qubit or 0 for none, is 1. */
    record Flip(int control, int target) implements Monomial {
        @Override
        public int qubits() {
            return control | target;
        }
    }

    /** Exchanges two qubits. */
    record Swap(int first, int second) implements Monomial {
        @Override
        public int qubits() {
            return first | second;
        }

        int apply(int state) {
            boolean differ = ((state & first) == 0) != ((state & second) == 0);
            return differ ? state ^ first ^ second : state;
        }
    }

    /**
     * A phase factor e^(i h angle / 2). h is 0 where not all of {@code control} is 1. Elsewhere it is 2 if there is no
     * target, and -1 or 1 as the target is 0 or 1. {@code slot} numbers the angles of inputs; it is -1 for others.
     */
    record Phase(Angle angle, int slot, int control, int target) implements Monomial {
        @Override
        public int qubits() {
            return control | target;
        }

        int halves(int state) {
            if ((state & control) != control) {
                return 0;
            }
            if (target == 0) {
                return 2;
            }
            return (state & target) == 0 ? -1 : 1;
        }
    }

    /** A rotation of one qubit about y. {@code slot} numbers the angles of inputs; it is -1 for others. */
    record Rotation(Angle angle, int slot, int qubit) implements Elementary {
        @Override
        public int qubits() {
            return qubit;
        }
    }

    /** A fixed unitary; {@code masks} are its qubits, the matrix's most significant bit first. */
    record Dense(Unitary unitary, List<Integer> masks) implements Elementary {
        @Override
        public int qubits() {
            return masks.stream().mapToInt(Integer::intValue).sum();
        }
    }
}
