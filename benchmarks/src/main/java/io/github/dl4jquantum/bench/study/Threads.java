package io.github.dl4jquantum.bench.study;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads ND4J uses. The wide arrays of an autoencoder want all cores; the small ones of a recurrent cell are
 * several times faster with one. BLAS has one in a study: on two cores a second made an update of the autoencoder slower,
 * and so the numbers do not depend on the machine's cores. Engines of this project have threads of their own.
 */
final class Threads {

    private Threads() {}

    static void all() {
        use(Runtime.getRuntime().availableProcessors(), 1);
    }

    static void one() {
        use(1, 1);
    }

    static void use(int threads, int blasThreads) {
        Nd4j.getEnvironment().setMaxMasterThreads(threads); // first: it loads the backend
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        Nd4j.factory().blas().setMaxThreads(blasThreads);
    }
}
