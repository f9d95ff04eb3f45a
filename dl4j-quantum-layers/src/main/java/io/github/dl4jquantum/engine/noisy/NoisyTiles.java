package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import java.lang.reflect.Array;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How a minibatch is cut into tiles of 8, 32 or 64 lanes, the narrowest that takes all of it and fits. Depends on the minibatch and the heap, never on the number of threads, so
 * that no result does.
 *
 * @param kernels loops of the tiles' width
 * @param minibatch number of examples
 * @param keep whether all tiles may keep their tapes from forward to backward
 * @param <A> {@code float[]} or {@code double[]}
 */
record NoisyTiles<A>(RowKernels<A> kernels, int minibatch, boolean keep) {

    /** Most qubits: a density matrix of 65,536 numbers. */
    static final int MAX_QUBITS = 8;

    /** Numbers of lanes, from narrow to wide. */
    private static final int[] WIDTHS = {8, 32, 64};

    /** The system property that limits engines' threads. */
    private static final String THREADS = "dl4jquantum.threads";

    /** Header of a row, and the reference to it. */
    private static final int ROW_OVERHEAD = 24;

    /**
     * Cuts a minibatch.
     *
     * @throws StateTooLargeException if the heap has no room for one tile
     */
    static <A> NoisyTiles<A> of(NoisyPlan plan, Precision<A> precision, int minibatch) {
        long available = Runtime.getRuntime().maxMemory() / 2;
        int lanes = 8;
        for (int wider : WIDTHS) {
            lanes = lanes < minibatch && tile(plan, precision, wider) <= available ? wider : lanes;
        }
        long tile = tile(plan, precision, lanes);
        if (tile > available) {
            throw new StateTooLargeException(
                    plan.circuit().toString(),
                    tile,
                    available,
                    "take fewer qubits or layers, or a larger heap with -Xmx" + (2 * tile / (1 << 20) + 1) + "m");
        }
        long tiles = (minibatch + lanes - 1) / lanes;
        return new NoisyTiles<>(kernels(precision, lanes), minibatch, tiles * tile <= available);
    }

    /** Bytes of a tile: the tape, and rows to work on. */
    private static long tile(NoisyPlan plan, Precision<?> precision, int lanes) {
        return (plan.tape() + 6) * plan.rows() * ((long) lanes * precision.bytes() + ROW_OVERHEAD);
    }

    /** @throws UnsupportedCircuitException if there are too many qubits */
    static void check(int qubits) {
        if (qubits > MAX_QUBITS) {
            throw new UnsupportedCircuitException("A density matrix of " + qubits + " qubits is too large; use at most "
                    + MAX_QUBITS + " qubits, QuantumTrajectories for up to " + QuantumTrajectories.MAX_QUBITS
                    + " (without gradients), or run without noise and shots.");
        }
    }

    @SuppressWarnings("unchecked") // The precision says which type of array A is.
    private static <A> RowKernels<A> kernels(Precision<A> precision, int lanes) {
        boolean single = precision == (Precision<?>) Precision.FLOAT;
        return (RowKernels<A>)
                switch (lanes) {
                    case 8 -> single ? new FloatRowKernels8() : new DoubleRowKernels8();
                    case 32 -> single ? new FloatRowKernels() : new DoubleRowKernels32();
                    default -> single ? new FloatRowKernels64() : new DoubleRowKernels64();
                };
    }

    int lanes() {
        return kernels.lanes();
    }

    int count() {
        return (minibatch + lanes() - 1) / lanes();
    }

    /** Runs a task for every tile, on the caller's thread alone if tapes are not kept. */
    void run(IntConsumer task) {
        forEach(count(), keep ? threads() : 1, task);
    }

    /**
     * Runs tasks 0 .. tasks - 1 on at most so many threads, of the common pool or of the pool that the caller is in.
     *
     * @throws IllegalArgumentException if the system property is no number from 1 on
     */
    static void forEach(int tasks, int threads, IntConsumer task) {
        int groups = Math.min(tasks, threads);
        IntStream all = IntStream.range(0, groups);
        (groups > 1 ? all.parallel() : all).forEach(group -> {
            for (int index = group; index < tasks; index += groups) {
                task.accept(index);
            }
        });
    }

    /** What the system property says, or a thread a processor. */
    static int threads() {
        String asked = System.getProperty(THREADS);
        if (asked == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!asked.trim().matches("0*[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "System property " + THREADS + " is '" + asked + "'; set it to a number of threads from 1 on.");
        }
        return Integer.parseInt(asked.trim());
    }

    /** Copies a tile of [minibatch, rows] into rows; lanes beyond the minibatch become 0. */
    void load(A from, int tile, A[] rows) {
        int first = tile * lanes();
        int examples = Math.min(lanes(), minibatch - first);
        for (int row = 0; row < rows.length; row++) {
            kernels.fill(rows[row], 0);
            System.arraycopy(from, row * minibatch + first, rows[row], 0, examples);
        }
    }

    /** The same, to double. */
    void load(A from, int tile, double[][] rows) {
        A[] typed = kernels.rows(rows.length);
        load(from, tile, typed);
        for (int row = 0; row < rows.length; row++) {
            kernels.toDoubles(typed[row], rows[row]);
        }
    }

    /** Copies rows of a tile to [minibatch, rows]. */
    void store(A[] rows, A to, int tile) {
        int first = tile * lanes();
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, to, row * minibatch + first, Math.min(lanes(), minibatch - first));
        }
    }

    /** The same, from double. */
    void store(double[][] rows, A to, int tile) {
        A[] typed = kernels.rows(rows.length);
        for (int row = 0; row < rows.length; row++) {
            kernels.fromDoubles(rows[row], typed[row]);
        }
        store(typed, to, tile);
    }

    /** @throws IllegalArgumentException if an array does not have minibatch * features numbers */
    static void checkLength(String what, Object array, int minibatch, int features) {
        if (minibatch < 1) {
            throw new IllegalArgumentException("Minibatch of " + minibatch + "; it needs at least one example.");
        }
        if (Array.getLength(array) != (long) minibatch * features) {
            throw new IllegalArgumentException("Array of " + what + " has " + Array.getLength(array)
                    + " numbers; it must have " + minibatch + " x " + features + ".");
        }
    }

    /** Numbers as doubles. */
    static double[] toDoubles(Object array) {
        return array instanceof float[] floats
                ? IntStream.range(0, floats.length).mapToDouble(k -> floats[k]).toArray()
                : ((double[]) array).clone();
    }

    /** Numbers in a precision. */
    static <A> A fromDoubles(double[] numbers, Precision<A> precision) {
        A array = precision.allocate(numbers.length);
        for (int k = 0; k < numbers.length; k++) {
            if (array instanceof float[] floats) {
                floats[k] = (float) numbers[k];
            } else {
                ((double[]) array)[k] = numbers[k];
            }
        }
        return array;
    }
}
