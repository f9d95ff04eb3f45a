// Runs one block: every thread a fiber with a stack of its own, x86-64 only.
#pragma once

#include "emulated_device.h"

namespace emulator {

// Whether bytes lie on the stack of the thread that runs.
bool onOwnStack(const void* address, size_t bytes);

void runBlock(void (*kernel)(void**), void** parameters, dim3 block, dim3 grid, dim3 threads, unsigned shared,
        bool reverse);

}  // namespace emulator
