package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import java.util.Arrays;
import java.util.List;

/**
 * Amplitudes of inputs on some qubits of the product state, which has |0> there: psi_(k + e) = a_e psi_k for all e of these
 * qubits and all k of the others, a = x / |x|.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class AmplitudeStart<A> {

    private final Kernels<A> kernels;
    private final int all;
    /** Of each amplitude, its bits in the index of a basis state. */
    private final int[] places;

    private final A[] inputs;
    private final A[] amplitudes;
    private final A inverseNorm;

    /** @param inputs rows of all the circuit's inputs */
    AmplitudeStart(AmplitudeEmbedding embedding, int qubits, Kernels<A> kernels, A[] inputs) {
        this.kernels = kernels;
        List<Integer> masks = embedding.qubits().stream()
                .map(qubit -> 1 << (qubits - 1 - qubit))
                .toList();
        all = masks.stream().mapToInt(Integer::intValue).sum();
        places = new int[embedding.count()];
        for (int e = 0; e < places.length; e++) {
            for (int bit = 0; bit < masks.size(); bit++) {
                places[e] |= (e >> (masks.size() - 1 - bit) & 1) == 1 ? masks.get(bit) : 0;
            }
        }
        this.inputs = ofEmbedding(inputs, embedding);
        amplitudes = kernels.realRows(places.length);
        inverseNorm = kernels.realRows(1)[0];
    }

    private static <A> A[] ofEmbedding(A[] rows, AmplitudeEmbedding embedding) {
        return Arrays.copyOfRange(rows, embedding.first(), embedding.first() + embedding.count());
    }

    /** @param state the product state; becomes the start */
    void forward(A[] state) {
        kernels.normalise(inputs, amplitudes, inverseNorm);
        A zero = kernels.realRows(1)[0];
        for (int k = 0; k < state.length; k++) {
            if ((k & all) == 0) {
                for (int e = places.length - 1; e >= 0; e--) {
                    kernels.weigh(amplitudes[e], zero, state[k], state[k | places[e]]);
                }
            }
        }
    }

    /**
     * @param product a row of the product state before {@link #forward}, for the index of a basis state
     * @param lambda d loss / d start; becomes d loss / d product state
     * @param gradients rows of all inputs, to which d loss / d inputs is added
     */
    void backward(AmplitudeEmbedding embedding, ProductRow<A> product, A[] lambda, A[] gradients) {
        A[] ofAmplitudes = kernels.realRows(places.length);
        A[] row = kernels.complexRows(2);
        for (int k = 0; k < lambda.length; k++) {
            if ((k & all) == 0) {
                product.write(k, row[0]);
                kernels.fill(row[1], 0);
                for (int e = 0; e < places.length; e++) {
                    A upstream = lambda[k | places[e]];
                    kernels.addOverlap(row[0], upstream, 1, 0, ofAmplitudes[e]);
                    kernels.addWeighted(amplitudes[e], upstream, 1, 0, row[1]);
                }
                System.arraycopy(row[1], 0, lambda[k], 0, 2 * kernels.lanes());
            }
        }
        for (int k = 0; k < lambda.length; k++) {
            if ((k & all) != 0) {
                kernels.fill(lambda[k], 0);
            }
        }
        // d loss / d x = (g - a (a . g)) / |x|
        A along = kernels.realRows(1)[0];
        A[] room = kernels.realRows(1);
        for (int e = 0; e < places.length; e++) {
            System.arraycopy(amplitudes[e], 0, room[0], 0, kernels.lanes());
            kernels.multiplyReal(ofAmplitudes[e], room[0]);
            kernels.addReal(room[0], 1, along);
        }
        A[] sums = ofEmbedding(gradients, embedding);
        for (int e = 0; e < places.length; e++) {
            System.arraycopy(amplitudes[e], 0, room[0], 0, kernels.lanes());
            kernels.multiplyReal(along, room[0]);
            kernels.addReal(room[0], -1, ofAmplitudes[e]);
            kernels.multiplyReal(inverseNorm, ofAmplitudes[e]);
            kernels.addReal(ofAmplitudes[e], 1, sums[e]);
        }
    }

    /** Writes a row of the product state. */
    interface ProductRow<A> {
        void write(int state, A row);
    }
}
