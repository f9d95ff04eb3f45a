// Angles that are polynomials of inputs, term by term. None of this is inlined: few circuits have such angles, and those
// that have none should not pay for them with registers.
#pragma once

#include "circuit_image.cuh"
#include "rotations.cuh"

namespace dl4jquantum {

// f(number of a term's coefficient, its functions, their number), for every term.
template <class F>
__device__ __forceinline__ void eachTerm(const int* polynomial, F f) {
    const int terms = polynomial[0];
    const int* at = polynomial + 1;
    #pragma unroll 1
    for (int term = 0; term < terms; term++) {
        const int count = at[1];
        f(at[0], at + 2, count);
        at += 2 + 2 * count;
    }
}

// The product of a term's functions, but for one of them.
template <class S>
__device__ __noinline__ S termProduct(const int* functions, int count, int left, const S* x, int stride) {
    S product = 1;
    #pragma unroll 1
    for (int k = 0; k < count; k++) {
        if (k != left) {
            product *= valueAt(functions[2 * k + 1], x[functions[2 * k] * stride]);
        }
    }
    return product;
}

// f(slot, its polynomial), for every slot of a circuit that has one.
template <class F>
__device__ __forceinline__ void eachPolynomial(const int* image, F f) {
    const CircuitHead& head = *reinterpret_cast<const CircuitHead*>(image);
    #pragma unroll 1
    for (int slot = image[head.firstSlotsAt + head.inputs]; slot < head.slots; slot++) {
        f(slot, image + reinterpret_cast<const Slot*>(image + head.slotsAt)[slot].polynomial);
    }
}

// The rotations by polynomials, every so many from `rank` on.
template <class S>
__device__ __noinline__ void preparePolynomials(
        const int* image, const S* coefficients, const S* x, int stride, Rotation<S>* slots, int rank, int step) {
    eachPolynomial(image, [&](int slot, const int* polynomial) {
        if (slot % step == rank) {
            S sum = 0;
            eachTerm(polynomial, [&](int index, const int* functions, int count) {
                sum += coefficients[index] * termProduct(functions, count, -1, x, stride);
            });
            const CircuitHead& head = *reinterpret_cast<const CircuitHead*>(image);
            slots[slot] = halfTurned(S(1), sum, reinterpret_cast<const Slot*>(image + head.slotsAt)[slot].axis);
        }
    });
}

// Adds what polynomials tell of the inputs first, first + step, ... to dx.
template <class S>
__device__ __noinline__ void addPolynomialGradients(const int* image, const S* coefficients, const S* slotGradients,
        const S* x, int stride, S* dx, int dxStride, int first, int step) {
    const int inputs = reinterpret_cast<const CircuitHead*>(image)->inputs;
    #pragma unroll 1
    for (int input = first; input < inputs; input += step) {
        S sum = 0;
        eachPolynomial(image, [&](int slot, const int* polynomial) {
            eachTerm(polynomial, [&](int index, const int* functions, int count) {
                #pragma unroll 1
                for (int k = 0; k < count; k++) {
                    if (functions[2 * k] == input) {
                        S slope = slopeAt(functions[2 * k + 1], x[input * stride]);
                        S others = termProduct(functions, count, k, x, stride);
                        sum += slotGradients[slot] * coefficients[index] * slope * others;
                    }
                }
            });
        });
        dx[input * dxStride] += sum;
    }
}

// Adds d loss / d coefficients, summed over those threads of the warp that add. All its lanes come along.
template <class S>
__device__ __noinline__ void addCoefficientGradients(
        const int* image, const S* slotGradients, bool adds, const S* x, int stride, S* sums) {
    const int first = reinterpret_cast<const CircuitHead*>(image)->coefficientSumsAt;
    eachPolynomial(image, [&](int slot, const int* polynomial) {
        eachTerm(polynomial, [&](int index, const int* functions, int count) {
            S share = adds ? slotGradients[slot] * termProduct(functions, count, -1, x, stride) : S(0);
            #pragma unroll 1
            for (int mask = WARP / 2; mask > 0; mask /= 2) {
                share += __shfl_xor_sync(ALL_LANES, share, mask);
            }
            if (threadIdx.x % WARP == 0) {
                sums[first + index] += share;
            }
        });
    });
}

}  // namespace dl4jquantum
