// Rotations about the axes, as they act on one amplitude.
#pragma once

#include "device.cuh"

namespace dl4jquantum {

// cos and sin of half an angle.
template <class S>
struct HalfAngle {
    S c;
    S s;
};

// exp(-i angle Z / 2) on an amplitude whose bit is `bit`.
template <class S>
__device__ __forceinline__ Complex<S> turn(HalfAngle<S> a, bool bit, Complex<S> own) {
    return Complex<S>{a.c, bit ? a.s : -a.s} * own;
}

template <class S>
__device__ __forceinline__ HalfAngle<S> back(HalfAngle<S> a) {
    return {a.c, -a.s};
}

// exp(-i angle Y / 2) and exp(-i angle X / 2), on an amplitude and the one where the qubit's bit is the other.
template <class S>
__device__ __forceinline__ Complex<S> rotateY(HalfAngle<S> a, bool bit, Complex<S> own, Complex<S> there) {
    S s = bit ? a.s : -a.s;
    return {a.c * own.re + s * there.re, a.c * own.im + s * there.im};
}

template <class S>
__device__ __forceinline__ Complex<S> rotateX(HalfAngle<S> a, Complex<S> own, Complex<S> there) {
    return {a.c * own.re + a.s * there.im, a.c * own.im - a.s * there.re};
}

}  // namespace dl4jquantum
