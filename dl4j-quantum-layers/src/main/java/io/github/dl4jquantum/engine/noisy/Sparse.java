package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.noisy.Elementary.Linear;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A constant map of all rows with few entries in each: Clifford gates and Pauli channels have one, relaxation adds another
 * where a qubit is at Z. Steps in a row become one wherever their product has fewer entries than both.
 */
final class Sparse extends Step {

    /** Below that an entry is what rounding left of a 0. */
    static final double ZERO = 1e-15;

    /** By row: entries from first[row] to first[row + 1]. */
    private final int[] first;

    private final int[] source;
    private final double[] value;
    private Sparse transposed;

    private Sparse(int[] first, int[] source, double[] value) {
        this.first = first;
        this.source = source;
        this.value = value;
    }

    /** A map on some qubits, or null if a row of its matrix has more than {@code most} entries. */
    static Sparse of(Linear map, int qubits, int most) {
        int[] offsets = Dense.offsets(map.qubits(), qubits);
        int size = offsets.length;
        int rows = 1 << 2 * qubits;
        int mask = offsets[size - 1]; // all digits 3
        int[] index = new int[rows];
        for (int k = 0; k < size; k++) {
            index[offsets[k]] = k;
        }
        int[][] columns = new int[size][];
        for (int row = 0; row < size; row++) {
            int at = row * size;
            columns[row] = IntStream.range(0, size)
                    .filter(column -> Math.abs(map.matrix()[at + column]) > ZERO)
                    .toArray();
            if (columns[row].length > most) {
                return null;
            }
        }
        Entries entries = new Entries(rows);
        for (int row = 0; row < rows; row++) {
            int own = index[row & mask];
            for (int column : columns[own]) {
                entries.add((row & ~mask) + offsets[column], map.matrix()[own * size + column]);
            }
            entries.end();
        }
        return entries.build();
    }

    /** This map, and another one after it. */
    Sparse then(Sparse next) {
        int rows = first.length - 1;
        Entries product = new Entries(rows);
        double[] sum = new double[rows];
        boolean[] there = new boolean[rows];
        int[] found = new int[rows];
        for (int row = 0; row < rows; row++) {
            int count = 0;
            for (int k = next.first[row]; k < next.first[row + 1]; k++) {
                for (int j = first[next.source[k]]; j < first[next.source[k] + 1]; j++) {
                    int column = source[j];
                    if (!there[column]) {
                        there[column] = true;
                        found[count++] = column;
                    }
                    sum[column] += next.value[k] * value[j];
                }
            }
            for (int k = 0; k < count; k++) {
                product.add(found[k], sum[found[k]]);
                sum[found[k]] = 0;
                there[found[k]] = false;
            }
            product.end();
        }
        return product.build();
    }

    /** Number of entries. */
    int entries() {
        return source.length;
    }

    @Override
    <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to) {
        apply(kernels, from, to);
    }

    @Override
    <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to) {
        transposed.apply(kernels, from, to);
    }

    private <A> void apply(RowKernels<A> kernels, A[] from, A[] to) {
        for (int row = 0; row < to.length; row++) {
            int k = first[row];
            int end = first[row + 1];
            if (k == end) {
                kernels.fill(to[row], 0);
            } else if (k + 1 == end && value[k] == 1) {
                System.arraycopy(from[source[k]], 0, to[row], 0, kernels.lanes());
                k++;
            } else if (k + 1 == end) {
                kernels.scale(from[source[k]], value[k], to[row]);
                k++;
            } else {
                kernels.combine(from[source[k]], value[k], from[source[k + 1]], value[k + 1], to[row]);
                k += 2;
            }
            for (; k < end; k++) {
                kernels.addScaled(from[source[k]], value[k], to[row]);
            }
        }
    }

    private Sparse transpose() {
        int rows = first.length - 1;
        int[] begin = new int[rows + 1];
        for (int column : source) {
            begin[column + 1]++;
        }
        Arrays.parallelPrefix(begin, Integer::sum);
        int[] next = begin.clone();
        int[] rowOf = new int[source.length];
        double[] values = new double[source.length];
        for (int row = 0; row < rows; row++) {
            for (int k = first[row]; k < first[row + 1]; k++) {
                int at = next[source[k]]++;
                rowOf[at] = row;
                values[at] = value[k];
            }
        }
        return new Sparse(begin, rowOf, values);
    }

    /** Collects entries row by row. */
    private static final class Entries {

        private final int[] first;
        private int[] source;
        private double[] value;
        private int row;
        private int count;

        Entries(int rows) {
            first = new int[rows + 1];
            source = new int[2 * rows];
            value = new double[2 * rows];
        }

        void add(int from, double entry) {
            if (count == source.length) {
                source = Arrays.copyOf(source, 2 * count);
                value = Arrays.copyOf(value, 2 * count);
            }
            source[count] = from;
            value[count++] = entry;
        }

        void end() {
            first[++row] = count;
        }

        Sparse build() {
            Sparse map = new Sparse(first, Arrays.copyOf(source, count), Arrays.copyOf(value, count));
            map.transposed = map.transpose();
            return map;
        }
    }
}
