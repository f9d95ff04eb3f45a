package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Amplitudes of inputs on some qubits of the product state, which has |0> there: psi_(k + e) = a_e psi_k for all e of these
 * qubits and all k of the others, a = x / |x|. Each input is a part of an amplitude, real or imaginary.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class AmplitudeStart<A> {

    private final Kernels<A> kernels;
    private final int all;
    /** Of each amplitude, its bits in the index of a basis state. */
    private final int[] places;

    private final A[] inputs;
    /** The inputs over their norm. */
    private final A[] parts;

    private final A inverseNorm;

    /** @param inputs rows of all the circuit's inputs */
    AmplitudeStart(AmplitudeEmbedding embedding, int qubits, Kernels<A> kernels, A[] inputs) {
        this.kernels = kernels;
        all = embedding.basisState((1 << embedding.qubits().size()) - 1, qubits);
        places = IntStream.range(0, embedding.count())
                .map(e -> embedding.basisState(e, qubits))
                .toArray();
        this.inputs = ofEmbedding(inputs, embedding);
        parts = kernels.realRows(embedding.inputs());
        inverseNorm = kernels.realRows(1)[0];
    }

    private static <A> A[] ofEmbedding(A[] rows, AmplitudeEmbedding embedding) {
        return Arrays.copyOfRange(rows, embedding.first(), embedding.first() + embedding.inputs());
    }

    private int place(int part) {
        return places[part % places.length];
    }

    private int re(int part) {
        return part < places.length ? 1 : 0;
    }

    private int im(int part) {
        return 1 - re(part);
    }

    /** @param state the product state; becomes the start */
    void forward(A[] state) {
        kernels.normalise(inputs, parts, inverseNorm);
        A row = kernels.complexRows(1)[0];
        for (int k = 0; k < state.length; k++) {
            if ((k & all) == 0) {
                System.arraycopy(state[k], 0, row, 0, 2 * kernels.lanes());
                for (int place : places) {
                    kernels.fill(state[k | place], 0);
                }
                for (int i = 0; i < parts.length; i++) {
                    kernels.addWeighted(parts[i], row, re(i), im(i), state[k | place(i)]);
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
        A[] ofParts = kernels.realRows(parts.length);
        A[] row = kernels.complexRows(2);
        for (int k = 0; k < lambda.length; k++) {
            if ((k & all) == 0) {
                product.write(k, row[0]);
                kernels.fill(row[1], 0);
                for (int i = 0; i < parts.length; i++) {
                    A upstream = lambda[k | place(i)];
                    kernels.addOverlap(row[0], upstream, re(i), -im(i), ofParts[i]);
                    kernels.addWeighted(parts[i], upstream, re(i), -im(i), row[1]);
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
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, room[0], 0, kernels.lanes());
            kernels.multiplyReal(ofParts[i], room[0]);
            kernels.addReal(room[0], 1, along);
        }
        A[] sums = ofEmbedding(gradients, embedding);
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, room[0], 0, kernels.lanes());
            kernels.multiplyReal(along, room[0]);
            kernels.addReal(room[0], -1, ofParts[i]);
            kernels.multiplyReal(inverseNorm, ofParts[i]);
            kernels.addReal(ofParts[i], 1, sums[i]);
        }
    }

    /** Writes a row of the product state. */
    interface ProductRow<A> {
        void write(int state, A row);
    }
}
