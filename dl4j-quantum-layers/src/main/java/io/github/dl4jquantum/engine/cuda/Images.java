package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.engine.spi.Precision;
import java.util.List;

/**
 * What kernels read of circuits and cells, on the device.
 *
 * @param integers address of the images
 * @param constants address of the constants
 * @param <A> {@code float[]} or {@code double[]}
 */
record Images<A>(long integers, long constants) {

    static <A> Images<A> upload(
            Session<A> session, Precision<A> precision, String what, int[] integers, double[] constants) {
        long bytes = Math.max(4, 4L * integers.length);
        long first = session.memory("image", bytes, what, free -> "use fewer qubits");
        session.upload(first, integers);
        long length = Math.max(1, constants.length) * (long) precision.bytes();
        long second = session.memory("constants", length, what, free -> "use smaller unitaries");
        session.upload(second, List.of(Numbers.of(precision, constants)));
        return new Images<>(first, second);
    }
}
