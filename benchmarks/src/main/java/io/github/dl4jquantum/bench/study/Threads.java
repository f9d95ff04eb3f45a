package io.github.dl4jquantum.bench.study;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads ND4J and its BLAS use. The wide matrices of an autoencoder want all cores; the small ones of a
 * recurrent cell are several times faster with one. Engines of this project have threads of their own.
 */
final class Threads {

    private Threads() {}

    static void all() {
        use(Runtime.getRuntime().availableProcessors());
    }

    static void one() {
        use(1);
    }

    static void use(int threads) {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }
}
