// What the kernels need of the device: complex numbers, teams of threads, sums in a fixed order.
//
// The same text is compiled by NVRTC or nvcc for GPUs and, for tests without one, by a C++ compiler against
// "emulated_device.h", which supplies the builtins.
#pragma once

#ifdef DL4JQUANTUM_EMULATED
#include "emulated_device.h"
#else
#define DYNAMIC_SHARED_MEMORY(name) extern __shared__ __align__(16) unsigned char name[]
#endif

namespace dl4jquantum {

constexpr int WARP = 32;
constexpr unsigned ALL_LANES = 0xffffffffu;
constexpr double HALF_TURN = 3.14159265358979323846;

template <class S>
struct __align__(2 * sizeof(S)) Complex {
    S re;
    S im;
};

template <class S>
__device__ __forceinline__ Complex<S> operator*(Complex<S> a, Complex<S> b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

template <class S>
__device__ __forceinline__ Complex<S> operator+(Complex<S> a, Complex<S> b) {
    return {a.re + b.re, a.im + b.im};
}

template <class S>
__device__ __forceinline__ Complex<S> operator*(S a, Complex<S> b) {
    return {a * b.re, a * b.im};
}

template <class S>
__device__ __forceinline__ Complex<S> conjugate(Complex<S> a) {
    return {a.re, -a.im};
}

// Real and imaginary part of conj(a) b.
template <class S>
__device__ __forceinline__ S overlapRe(Complex<S> a, Complex<S> b) {
    return a.re * b.re + a.im * b.im;
}

template <class S>
__device__ __forceinline__ S overlapIm(Complex<S> a, Complex<S> b) {
    return a.re * b.im - a.im * b.re;
}

template <class S>
__device__ __forceinline__ Complex<S> shuffle(Complex<S> a, int lane) {
    return {__shfl_sync(ALL_LANES, a.re, lane), __shfl_sync(ALL_LANES, a.im, lane)};
}

template <class S>
__device__ __forceinline__ Complex<S> shuffleXor(Complex<S> a, int mask) {
    return {__shfl_xor_sync(ALL_LANES, a.re, mask), __shfl_xor_sync(ALL_LANES, a.im, mask)};
}

// Sum over aligned groups of `lanes` lanes, a power of two up to a warp; every lane gets it.
template <class S>
__device__ __forceinline__ S sumLanes(S value, int lanes) {
    #pragma unroll 1
    for (int mask = lanes >> 1; mask > 0; mask >>= 1) {
        value += __shfl_xor_sync(ALL_LANES, value, mask);
    }
    return value;
}

// Threads that hold one state: 2 to 32 lanes of a warp, or all threads of a block.
struct Team {
    int size;
    int rank;
    int index;
    int count;

    __device__ explicit Team(int threads)
        : size(threads),
          rank(threadIdx.x & (threads - 1)),
          index(threadIdx.x / threads),
          count(blockDim.x / threads) {}

    __device__ __forceinline__ void sync() const {
        if (size <= WARP) {
            __syncwarp();
        } else {
            __syncthreads();
        }
    }

    // Of values v_j of the team's first 2^bits threads, in one warp: sum_j (-1)^(number of ones of j & rank) v_j.
    template <class S>
    __device__ __forceinline__ S transform(S value, int bits) const {
        #pragma unroll 1
        for (int bit = 1; bit < 1 << bits; bit <<= 1) {
            S other = __shfl_xor_sync(ALL_LANES, value, bit);
            value = (rank & bit) != 0 ? other - value : value + other;
        }
        return value;
    }

    // Three sums at once.
    template <class S>
    __device__ void sumAll(S& a, S& b, S& c, S* exchange) const {
        if (size > WARP) {
            a = sum(a, exchange);
            b = sum(b, exchange);
            c = sum(c, exchange);
            return;
        }
        #pragma unroll 1
        for (int mask = size >> 1; mask > 0; mask >>= 1) {
            a += __shfl_xor_sync(ALL_LANES, a, mask);
            b += __shfl_xor_sync(ALL_LANES, b, mask);
            c += __shfl_xor_sync(ALL_LANES, c, mask);
        }
    }

    // The sum of everybody's value, for everybody, always added in the same order. `exchange` has room for one number a
    // warp.
    template <class S>
    __device__ S sum(S value, S* exchange) const {
        if (size <= WARP) {
            return sumLanes(value, size);
        }
        value = sumLanes(value, WARP);
        __syncthreads();
        if (threadIdx.x % WARP == 0) {
            exchange[threadIdx.x / WARP] = value;
        }
        __syncthreads();
        value = 0;
        #pragma unroll 1
        for (int warp = 0; warp < size / WARP; warp++) {
            value += exchange[warp];
        }
        return value;
    }
};

// Where arrays of a block lie: in shared memory, or in the block's part of a workspace in device memory.
template <class S>
struct Places {
    S* shared;
    S* workspace;

    // The array at that index of shared memory; a negative one stands for the next `length` numbers of the workspace,
    // which is dealt out in fours, so that rotations are aligned.
    __device__ S* at(int sharedIndex, long long length) {
        if (sharedIndex >= 0) {
            return shared + sharedIndex;
        }
        S* place = workspace;
        workspace += (length + 3) & ~3LL;
        return place;
    }
};

}  // namespace dl4jquantum
