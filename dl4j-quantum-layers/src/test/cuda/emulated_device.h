// The builtins of CUDA C++ that the kernels use, on the CPU. The threads of a block are fibers of one thread of the
// host; they run in a fixed order and change places where they wait for each other.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#define __device__
#define __global__
#define __forceinline__ inline
#define __noinline__
#define __shared__ static  // Blocks run one after the other.
#define __align__(bytes) alignas(bytes)
#define __launch_bounds__(...)
#define DYNAMIC_SHARED_MEMORY(name) unsigned char* name = emulator::sharedMemory()

struct dim3 {
    unsigned x, y, z;
};

namespace emulator {

constexpr int WARP_SIZE = 32;

// What a thread knows of itself, and how many barriers it has passed.
struct Thread {
    dim3 index;
    int warp;
    int lane;
    int warpSyncs;
    int blockSyncs;
};

// By value: a kernel's every access to memory is watched, and it has no business in the emulator's.
Thread self();
dim3 blockIndex();
dim3 blockSize();
dim3 gridSize();
unsigned char* sharedMemory();

// Waits for all threads of the block, or of the warp, that still run.
void syncBlock();
void syncWarp();

// Of eight bytes that each lane of the caller's warp hands in, those of one lane.
uint64_t exchange(uint64_t own, int lane);

template <class T>
T shuffle(T value, int lane) {
    static_assert(sizeof(T) <= 8, "a shuffle moves up to eight bytes");
    uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(T));
    uint64_t there = exchange(bits, lane & (WARP_SIZE - 1));
    std::memcpy(&value, &there, sizeof(T));
    return value;
}

}  // namespace emulator

#define threadIdx (emulator::self().index)
#define blockIdx (emulator::blockIndex())
#define blockDim (emulator::blockSize())
#define gridDim (emulator::gridSize())

inline void __syncthreads() { emulator::syncBlock(); }
inline void __syncwarp() { emulator::syncWarp(); }

template <class T>
T __shfl_sync(unsigned, T value, int lane) {
    return emulator::shuffle(value, lane);
}

template <class T>
T __shfl_xor_sync(unsigned, T value, int mask) {
    return emulator::shuffle(value, emulator::self().lane ^ mask);
}

inline int __popc(unsigned bits) { return __builtin_popcount(bits); }

inline void sincospi(double x, double* sine, double* cosine) {
    double turned = x - 2 * std::rint(x / 2);
    *sine = std::sin(M_PI * turned);
    *cosine = std::cos(M_PI * turned);
}

inline void sincospi(float x, float* sine, float* cosine) {
    double s, c;
    sincospi(double(x), &s, &c);
    *sine = float(s);
    *cosine = float(c);
}

using std::atan;
using std::tanh;
using std::rint;
