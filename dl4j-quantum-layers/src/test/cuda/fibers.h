// Runs one block: every thread a fiber with a stack of its own, x86-64 only.
#pragma once

#include "emulated_device.h"

namespace emulator {

// False if the threads wait for each other in vain, or write beyond the shared memory.
bool runBlock(void (*kernel)(void**), void** parameters, dim3 block, dim3 grid, dim3 threads, unsigned shared,
        bool reverse);

}  // namespace emulator
