package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.noisy.Elementary.Linear;
import java.util.List;

/** Any constant map on some qubits, by the entries of its matrix that are not 0. */
final class Block extends Step {

    /** Below that an entry is what rounding left of a 0. */
    static final double ZERO = 1e-15;

    private final int rows;
    /** What the matrix's index adds to that of a row where the map's qubits are at I. */
    private final int[] offsets;

    private final int mask;
    private final double[] matrix;

    Block(Linear map, int qubits) {
        rows = 1 << 2 * qubits;
        matrix = map.matrix();
        offsets = offsets(map.qubits(), qubits);
        mask = offsets[offsets.length - 1]; // all digits 3
    }

    private static int[] offsets(List<Integer> on, int qubits) {
        int[] offsets = new int[1 << 2 * on.size()];
        for (int k = 0; k < offsets.length; k++) {
            for (int position = 0; position < on.size(); position++) {
                int digit = k >> 2 * (on.size() - 1 - position) & 3;
                offsets[k] += digit * PauliString.stride(qubits, on.get(position));
            }
        }
        return offsets;
    }

    /** The same as a {@link Gather} if each row of the matrix has at most one entry, and each column; else null. */
    static Gather monomial(Linear map, int qubits) {
        double[] matrix = map.matrix();
        int[] offsets = offsets(map.qubits(), qubits);
        int size = offsets.length;
        int[] columns = new int[size];
        boolean[] used = new boolean[size];
        for (int row = 0; row < size; row++) {
            columns[row] = -1;
            for (int column = 0; column < size; column++) {
                if (Math.abs(matrix[row * size + column]) > ZERO) {
                    if (columns[row] >= 0 || used[column]) {
                        return null;
                    }
                    columns[row] = column;
                    used[column] = true;
                }
            }
        }
        for (int row = 0, free = 0; row < size; row++) {
            while (columns[row] < 0) { // a row of zeros may come from any row that is left
                columns[row] = used[free] ? -1 : free;
                used[free++] = true;
            }
        }
        int rows = 1 << 2 * qubits;
        int[] source = new int[rows];
        double[] factor = new double[rows];
        int mask = offsets[size - 1];
        for (int base = 0; base < rows; base++) {
            for (int row = 0; (base & mask) == 0 && row < size; row++) {
                source[base + offsets[row]] = base + offsets[columns[row]];
                factor[base + offsets[row]] = matrix[row * size + columns[row]];
            }
        }
        return new Gather(source, factor);
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
                    if (Math.abs(entry) > ZERO) {
                        kernels.addScaled(from[base + offsets[column]], entry, sum);
                    }
                }
            }
        }
    }
}
