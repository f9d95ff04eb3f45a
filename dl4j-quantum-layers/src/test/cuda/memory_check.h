// Watches every access of the kernels to memory, which the compiler reports (-fsanitize=thread and parts of
// -fsanitize=undefined, both without their own libraries). A fault is
//
//   - an access outside the device memory, the block's shared memory and the thread's own stack,
//   - a read of what nobody has written,
//   - two accesses to the same place, one of them a write, by threads that no barrier between orders: of one warp
//     __syncwarp or __syncthreads, of one block __syncthreads, of two blocks nothing. A shuffle orders no memory,
//   - threads of a warp, or of a block, that wait for each other at different places, or in vain,
//   - a pointer that is not aligned to what it points at, an index beyond an array, an overflow of integers.
#pragma once

#include <cstddef>
#include <string>

namespace emulator {

// Device memory, which nobody has written yet.
void watch(const void* start, size_t bytes);
void unwatch(const void* start);

// A copy to or from device memory.
void copiedTo(const void* start, size_t bytes);
void copiedFrom(const void* start, size_t bytes);

// A launch and a block begin; nobody has written the block's shared memory yet.
void beginLaunch();
void beginBlock(const void* shared, size_t bytes);

// As in the test class EmulatedDriver.
enum Fault { NO_FAULT, OUTSIDE, UNWRITTEN, UNORDERED, DIVERGED, UNDEFINED };

// Remembers the first fault, and says it on stderr.
void report(Fault fault, const std::string& what);

// The first fault since this was last asked for.
Fault takeFault();

}  // namespace emulator
