package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Fault;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Setting;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The watch over the kernels' memory, without which that of the other tests would mean nothing. Oracle: kernels that are
 * wrong in one known way each.
 */
@Timeout(120)
class MemoryCheckTest {

    /** In the order of faulty_kernels.h. */
    enum Kernel {
        NONE(Fault.NONE),
        BEYOND_DEVICE_MEMORY(Fault.OUTSIDE),
        BEYOND_SHARED_MEMORY(Fault.OUTSIDE),
        UNWRITTEN(Fault.UNWRITTEN),
        NO_BARRIER_IN_A_WARP(Fault.UNORDERED),
        NO_BARRIER_IN_A_BLOCK(Fault.UNORDERED),
        WRITTEN_TOO_EARLY(Fault.UNORDERED),
        BLOCKS_MEET(Fault.UNORDERED),
        BARRIERS_APART(Fault.DIVERGED),
        IN_VAIN(Fault.DIVERGED),
        MISALIGNED(Fault.UNDEFINED),
        BEYOND_ARRAY(Fault.UNDEFINED),
        OVERFLOW(Fault.UNDEFINED);

        private final Fault fault;

        Kernel(Fault fault) {
            this.fault = fault;
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultsAreFoundInEveryOrderOfThreads(Kernel kernel) {
        EmulatedDriver.require();
        for (int reverse = 0; reverse < 2; reverse++) {
            Setting.REVERSE.set(reverse);
            assertEquals(kernel.fault, EmulatedDriver.fault(kernel.ordinal()));
        }
    }
}
