package io.github.dl4jquantum.engine.cuda;

import java.util.Set;
import jcuda.driver.CUresult;

/** What the driver's return codes mean. */
final class Driver {

    /**
     * Errors of a kernel that has run. They come with whatever call waits for it, and with every call of the program after
     * that.
     */
    private static final Set<Integer> LOST = Set.of(
            CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
            CUresult.CUDA_ERROR_NVLINK_UNCORRECTABLE,
            CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
            CUresult.CUDA_ERROR_LAUNCH_TIMEOUT,
            CUresult.CUDA_ERROR_ASSERT,
            CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
            CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
            CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
            CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
            CUresult.CUDA_ERROR_INVALID_PC,
            CUresult.CUDA_ERROR_LAUNCH_FAILED);

    private Driver() {}

    /** @throws CudaException for every code but success */
    static void check(int code, String call) {
        if (code != CUresult.CUDA_SUCCESS) {
            String name = CUresult.stringFor(code);
            throw new CudaException(call + " failed: " + name + " (code " + code + ")." + remedy(code), code);
        }
    }

    /** Whether the GPU is of no more use to this program. */
    static boolean lost(int code) {
        return LOST.contains(code);
    }

    private static String remedy(int code) {
        if (code == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
            return " The GPU's memory is full, with what others hold of it: use a smaller minibatch.";
        }
        if (code == CUresult.CUDA_ERROR_LAUNCH_TIMEOUT) {
            return " A GPU that drives a display stops a kernel after some seconds: start the program anew, with a smaller"
                    + " minibatch or shorter sequences.";
        }
        return lost(code) ? " The GPU has dropped all that this program held: start the program anew." : "";
    }
}
