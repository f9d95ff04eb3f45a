// The kernels for the CPU.
#pragma once

namespace emulator {

struct Kernel {
    const char* name;
    void (*launch)(void** parameters);
    int maxThreads;
    int staticShared;
    // Most bytes of dynamic shared memory that a launch may ask for.
    int maxShared;
};

constexpr int KERNELS = 26;
extern Kernel kernels[KERNELS];

constexpr int FAULTY_KERNELS = 13;
extern Kernel faultyKernels[FAULTY_KERNELS];

}  // namespace emulator
