// Rotations of a qubit, and how much a rotation about each axis would change the loss.
#pragma once

#include "device.cuh"

namespace dl4jquantum {

// [[a, -b*], [b, a*]]: every unitary of one qubit, but for its phase.
template <class S>
struct __align__(16) Rotation {
    Complex<S> a;
    Complex<S> b;

    __device__ __forceinline__ Rotation inverse() const { return {conjugate(a), {-b.re, -b.im}}; }

    // An amplitude whose bit is `bit`, from itself and the one where the bit is the other.
    __device__ __forceinline__ Complex<S> of(bool bit, Complex<S> own, Complex<S> there) const {
        return Complex<S>{a.re, bit ? -a.im : a.im} * own + Complex<S>{bit ? b.re : -b.re, b.im} * there;
    }
};

// exp(-i factor angle P / 2), P the Pauli matrix of an axis: 0 for X, 1 for Y, 2 for Z.
template <class S>
__device__ __forceinline__ Rotation<S> halfTurned(S factor, S angle, int axis) {
    // In half turns, whose sines need no reduction by many digits of pi; in double, or of many turns few digits would be left.
    double half = double(factor) * angle * (0.5 / HALF_TURN);
    S s, c;
    sincospi(S(half - 2 * rint(half / 2)), &s, &c);
    return {{c, axis == 2 ? -s : S(0)}, {axis == 1 ? s : S(0), axis == 0 ? -s : S(0)}};
}

// Im <lambda| P psi> for the Pauli matrices P of a qubit.
template <class S>
struct Overlaps {
    S x;
    S y;
    S z;

    // Adds the share of an amplitude whose bit is `bit`.
    __device__ __forceinline__ void add(bool bit, Complex<S> psi, Complex<S> psiThere, Complex<S> lambda) {
        S real = overlapRe(lambda, psiThere);
        S imaginary = overlapIm(lambda, psi);
        x += overlapIm(lambda, psiThere);
        y += bit ? real : -real;
        z += bit ? -imaginary : imaginary;
    }

    // Those before a rotation w - i (x X + y Y + z Z), from those after it: they turn as a vector does.
    __device__ __forceinline__ Overlaps before(const Rotation<S>& rotation) const {
        S w = rotation.a.re;
        S u = rotation.b.im;
        S v = -rotation.b.re;
        S t = rotation.a.im;
        // 2 (u, v, t) x (x, y, z), with (u, v, t) = -(x, y, z) of the rotation.
        S p = 2 * (v * z - t * y);
        S q = 2 * (t * x - u * z);
        S r = 2 * (u * y - v * x);
        return {x + w * p + v * r - t * q, y + w * q + t * p - u * r, z + w * r + u * q - v * p};
    }
};

}  // namespace dl4jquantum
