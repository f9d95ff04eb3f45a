// Amplitudes that are inputs: a = x / |x| on some qubits, which are |0> in the product state that a circuit starts from. Few
// circuits have them: what does not touch states is not inlined, so that the others pay no registers.
#pragma once

#include "circuit_image.cuh"
#include "rotations.cuh"

namespace dl4jquantum {

// The slots of the inputs, the real parts' and then the imaginary ones', of which each holds {x / |x|, 1 / |x|}.
template <class S>
struct AmplitudeSlots {
    const int* image;
    Rotation<S>* slots;

    __device__ __forceinline__ const CircuitHead& head() const { return *reinterpret_cast<const CircuitHead*>(image); }

    // The bits of the amplitudes' qubits.
    __device__ __forceinline__ int mask() const { return image[head().amplitudeQubitsAt]; }

    __device__ __forceinline__ int index(int part) const {
        return image[head().firstSlotsAt + head().firstAmplitude + part];
    }

    // Behind the slots the scratch goes on with the qubits' initial states, the gradients of the slots and room for sums.
    __device__ __forceinline__ S* gradients() const {
        return reinterpret_cast<S*>(slots) + 4 * (head().slots + head().qubits);
    }

    __device__ __forceinline__ S* exchange() const { return gradients() + head().slots; }

    // That room for doubles, one a warp of at most 8.
    __device__ __forceinline__ double* doubles() const {
        return reinterpret_cast<double*>(gradients() + (head().slots + 1 & ~1));
    }

    __device__ __forceinline__ Complex<S>& at(int part) const { return slots[index(part)].a; }

    // The amplitude that belongs to a basis state's bits; from the number of amplitudes on it is 0.
    __device__ __forceinline__ int ofState(int k) const {
        const int* qubits = image + head().amplitudeQubitsAt;
        int amplitude = 0;
        #pragma unroll 1
        for (int j = 1; j <= __popc(qubits[0]); j++) {
            amplitude = 2 * amplitude + ((k & qubits[j]) != 0 ? 1 : 0);
        }
        return amplitude;
    }
};

template <class S>
__device__ __noinline__ Complex<S> amplitudeOf(AmplitudeSlots<S> slots, int k) {
    const int count = slots.head().amplitudes;
    const int amplitude = slots.ofState(k);
    if (amplitude >= count) {
        return {0, 0};
    }
    return {slots.at(amplitude).re, slots.head().complexAmplitudes != 0 ? slots.at(count + amplitude).re : S(0)};
}

// Fills the slots; inputs that are all 0 stand for |0...0>.
template <class S>
__device__ __noinline__ void prepareAmplitudes(
        AmplitudeSlots<S> slots, const S* x, int stride, int threads) {
    const Team team(threads);
    const CircuitHead& head = slots.head();
    const S* own = x + head.firstAmplitude * stride;
    const int parts = head.amplitudes << head.complexAmplitudes;
    double square = 0;
    #pragma unroll 1
    for (int part = team.rank; part < parts; part += team.size) {
        square += double(own[part * stride]) * own[part * stride];
    }
    square = team.sum(square, slots.doubles());
    const S inverse = square == 0 ? S(0) : S(1 / sqrt(square));
    #pragma unroll 1
    for (int part = team.rank; part < parts; part += team.size) {
        slots.at(part) = {square == 0 && part == 0 ? S(1) : own[part * stride] * inverse, inverse};
    }
}

// From g = 2 conj(product) lambda, summed up, to d loss / d x = (g - a Re <psi|2 lambda>) / |x|.
template <class S>
__device__ __noinline__ void amplitudeGradient(AmplitudeSlots<S> slots, int k, Complex<S> half, S along) {
    const int count = slots.head().amplitudes;
    const int amplitude = slots.ofState(k);
    if (amplitude < count) {
        Complex<S> own = slots.at(amplitude);
        slots.gradients()[slots.index(amplitude)] = 2 * (half.re - own.re * along) * own.im;
        if (slots.head().complexAmplitudes != 0) {
            own = slots.at(count + amplitude);
            slots.gradients()[slots.index(count + amplitude)] = 2 * (half.im - own.re * along) * own.im;
        }
    }
}

// psi_k = amplitude(k) psi_{k with 0 for the bits of the amplitudes' qubits}.
template <class States>
__device__ __forceinline__ void applyAmplitudes(States& states, const AmplitudeSlots<typename States::Scalar>& slots) {
    const int target = slots.mask();
    states.gather([&](int k, typename States::Read read) { return amplitudeOf(slots, k) * read(k & ~target); });
}

// From psi and lambda behind the amplitudes to the gradients of their slots. product(k) is an amplitude of the product
// state. Leaves no state behind.
template <class States, class Product>
__device__ __forceinline__ void takeBackAmplitudes(States& states, const Team& team,
        const AmplitudeSlots<typename States::Scalar>& slots, Product product) {
    typedef typename States::Scalar S;
    const int target = slots.mask();
    S along = 0;
    states.updateBoth(0, [&](int k, Complex<S>& psi, Complex<S>, Complex<S>& lambda, Complex<S>) {
        along += overlapRe(psi, lambda);
        psi = conjugate(product(k & ~target)) * lambda;
    });
    along = team.sum(along, slots.exchange());
    const int highest = 1 << slots.head().qubits >> 1;
    #pragma unroll 1
    for (int bit = highest; bit > 0; bit >>= 1) {
        if ((target & bit) == 0) {
            states.update(bit, [&](int, Complex<S> own, Complex<S> there) { return own + there; });
        }
    }
    states.update(0, [&](int k, Complex<S> own, Complex<S>) {
        if ((k & ~target) == 0) {
            amplitudeGradient(slots, k, own, along);
        }
        return own;
    });
}

}  // namespace dl4jquantum
