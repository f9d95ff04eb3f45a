package io.github.dl4jquantum.bench.job;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads ND4J uses. Engines of this project have threads of their own. */
public final class Threads {

    private Threads() {}

    /**
     * One: the small arrays of a recurrent cell are several times faster so. The autoencoder's products gain nothing from
     * a second core, and take many times as long once another program wants it too, for ND4J's threads wait actively. And
     * the numbers do not depend on the machine's cores.
     */
    public static void one() {
        use(1);
    }

    public static void use(int threads) {
        Nd4j.getEnvironment().setMaxMasterThreads(threads); // first: it loads the backend
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }
}
