package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Angle;
import java.util.List;

/** What gates and channels are lowered to. */
sealed interface Elementary {

    /** The qubits acted on, in order. */
    List<Integer> qubits();

    /** Whether examples differ in it. */
    boolean dependsOnInputs();

    /**
     * The rotation {@code exp(-i factor angle P / 2)} about a Pauli string.
     *
     * @param qubits where P is not the identity
     * @param string P, an index of all qubits
     * @param angle the gate's angle
     * @param factor what it is multiplied by
     * @param occurrence the number of the gate's angle, counted over all that are not constant; -1 for a constant
     */
    record Turn(List<Integer> qubits, int string, Angle angle, double factor, int occurrence) implements Elementary {

        @Override
        public boolean dependsOnInputs() {
            return angle.hasInputs();
        }
    }

    /**
     * A constant linear map.
     *
     * @param qubits the most significant digit of the matrix's index first
     * @param matrix its transfer matrix, [4^k, 4^k]
     */
    record Linear(List<Integer> qubits, double[] matrix) implements Elementary {

        @Override
        public boolean dependsOnInputs() {
            return false;
        }
    }
}
