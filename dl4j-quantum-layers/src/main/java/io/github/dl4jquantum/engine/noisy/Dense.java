package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.noisy.Elementary.Linear;
import java.util.List;

/** A constant map on some qubits whose matrix is not sparse. */
final class Dense extends Step {

    private final int rows;
    /** What the matrix's index adds to that of a row where the map's qubits are at I. */
    private final int[] offsets;

    private final int mask;
    private final double[] matrix;

    Dense(Linear map, int qubits) {
        rows = 1 << 2 * qubits;
        matrix = map.matrix();
        offsets = offsets(map.qubits(), qubits);
        mask = offsets[offsets.length - 1]; // all digits 3
    }

    /** What each digit of a matrix's index adds to that of a row. */
    static int[] offsets(List<Integer> on, int qubits) {
        int[] offsets = new int[1 << 2 * on.size()];
        for (int k = 0; k < offsets.length; k++) {
            for (int position = 0; position < on.size(); position++) {
                int digit = k >> 2 * (on.size() - 1 - position) & 3;
                offsets[k] += digit * PauliString.stride(qubits, on.get(position));
            }
        }
        return offsets;
    }

    @Override
    <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to) {
        apply(kernels, from, to, offsets.length, 1);
    }

    @Override
    <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to) {
        apply(kernels, from, to, 1, offsets.length);
    }

    private <A> void apply(RowKernels<A> kernels, A[] from, A[] to, int rowStep, int columnStep) {
        for (int base = 0; base < rows; base++) {
            for (int row = 0; (base & mask) == 0 && row < offsets.length; row++) {
                A sum = to[base + offsets[row]];
                kernels.fill(sum, 0);
                for (int column = 0; column < offsets.length; column++) {
                    double entry = matrix[row * rowStep + column * columnStep];
                    if (Math.abs(entry) > Sparse.ZERO) {
                        kernels.addScaled(from[base + offsets[column]], entry, sum);
                    }
                }
            }
        }
    }
}
