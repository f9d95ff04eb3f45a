// Kernels that misuse memory, one way each, and one that does not: what the watch over memory must tell apart. Two blocks
// of two warps, with a shared number for each thread; `memory` has one for each thread of a block, all written.
#pragma once

#include "device.cuh"

namespace faulty {

using dl4jquantum::ALL_LANES;
using dl4jquantum::WARP;

constexpr int THREADS = 2 * WARP;

inline float* sharedNumbers() {
    DYNAMIC_SHARED_MEMORY(shared);
    return reinterpret_cast<float*>(shared);
}

inline void none(float* memory) {
    float* shared = sharedNumbers();
    shared[threadIdx.x] = 1;
    __syncwarp();
    float neighbour = shared[threadIdx.x ^ 1];
    __syncthreads();
    shared[threadIdx.x] = neighbour;
    __syncthreads();
    neighbour = shared[THREADS - 1 - threadIdx.x];
    if (blockIdx.x == 0) {
        memory[threadIdx.x] += neighbour;
    }
}

inline void beyondDeviceMemory(float* memory) { memory[THREADS] = 1; }

inline void beyondSharedMemory(float*) {
    float* shared = sharedNumbers();
    shared[threadIdx.x] = shared[THREADS];
}

inline void unwritten(float*) {
    float* shared = sharedNumbers();
    shared[threadIdx.x] += 1;
}

inline void noBarrierInAWarp(float*) {
    float* shared = sharedNumbers();
    shared[threadIdx.x] = 1;
    __shfl_xor_sync(ALL_LANES, 1.0f, 1);
    shared[threadIdx.x] += shared[threadIdx.x ^ 1];
}

inline void noBarrierInABlock(float*) {
    float* shared = sharedNumbers();
    shared[threadIdx.x] = 1;
    __syncthreads();
    shared[threadIdx.x] = 2;
    __syncwarp();
    shared[threadIdx.x] += shared[threadIdx.x ^ WARP];
}

inline void writtenTooEarly(float* memory) {
    float* shared = sharedNumbers();
    shared[threadIdx.x] = 1;
    __syncthreads();
    float first = shared[0];
    if (threadIdx.x == THREADS - 1) {
        shared[0] = first + memory[0];
    }
}

inline void blocksMeet(float* memory) {
    if (threadIdx.x == 0) {
        memory[0] = float(blockIdx.x);
    }
}

inline void barriersApart(float*) {
    if (threadIdx.x % WARP == 0) {
        __syncwarp();
    } else {
        __syncwarp();
        __syncwarp();
    }
}

inline void inVain(float*) {
    if (threadIdx.x % WARP == 0) {
        __syncwarp();
    }
    __syncthreads();
}

inline void misaligned(float* memory) {
    auto* pair = reinterpret_cast<dl4jquantum::Complex<float>*>(memory + 1);
    sharedNumbers()[threadIdx.x] = pair->re;
}

inline void beyondArray(float*) {
    int digits[4] = {};
    for (unsigned k = 0; k <= threadIdx.x; k++) {
        digits[k & 7] = int(k);
    }
    sharedNumbers()[threadIdx.x] = float(digits[threadIdx.x & 3]);
}

inline void overflow(float*) {
    int huge = 0x7fffffff - THREADS + 2;
    sharedNumbers()[threadIdx.x] = float(huge + int(threadIdx.x));
}

}  // namespace faulty
