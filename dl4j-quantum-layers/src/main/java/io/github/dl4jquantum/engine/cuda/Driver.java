package io.github.dl4jquantum.engine.cuda;

import jcuda.driver.CUresult;

/** What the driver's return codes mean. */
final class Driver {

    private Driver() {}

    /** @throws CudaException for every code but success */
    static void check(int code, String call) {
        if (code != CUresult.CUDA_SUCCESS) {
            throw new CudaException(call + " failed: " + CUresult.stringFor(code) + " (code " + code + ").");
        }
    }
}
