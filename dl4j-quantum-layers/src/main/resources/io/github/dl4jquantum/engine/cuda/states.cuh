// Statevectors psi, and lambda = d loss / d psi, spread over a team. Both kinds offer the same operations:
//
//   fill(f)               psi_k = f(k); the team must have met since it last used psi
//   update(bit, f)        psi_k = f(k, psi_k, psi_{k ^ bit})
//   updateBoth(bit, f)    the same for psi and lambda at once: f(k, psi_k, psi_{k ^ bit}, lambda_k, lambda_{k ^ bit}) may
//                         change psi_k and lambda_k
//   gather(f)             psi_k = f(k, read), read(j) = psi_j of before
//   gatherBoth(f)         the same for psi and lambda, one after the other
//   measure(f)            the thread's share of sum_k f(k, psi_k, read)
//   differentiate(f)      lambda_k = f(k, psi_k, read), read(j) = psi_j
//   keep(to), recall(from)    psi, if it is in lanes: an amplitude each
//
// All threads of a team, and all of a warp, must call them together.
#pragma once

#include "device.cuh"

namespace dl4jquantum {

// One amplitude a lane, in registers: up to 5 qubits. Lanes beyond the state hold 0.
template <class S>
class LaneStates {
public:
    typedef S Scalar;
    static constexpr bool IN_LANES = true;
    // Most threads of a block, and blocks that a multiprocessor has registers for: 128 for a float thread, 168 for a
    // double one.
    static constexpr int MOST_THREADS = sizeof(S) == sizeof(float) ? 512 : 384;
    static constexpr int LEAST_BLOCKS = 1;

    // NVRTC 11.6 takes no generic lambdas, so that it has a name.
    struct Read {
        Complex<S> own;
        int base;
        __device__ __forceinline__ Complex<S> operator()(int k) const { return shuffle(own, base + k); }
    };

    __device__ LaneStates(const Team& team, int, Complex<S>*)
        : rank(team.rank), base(threadIdx.x % WARP - team.rank), psi{0, 0}, lambda{0, 0} {}

    static __device__ long long memory(int) { return 0; }

    template <class F>
    __device__ __forceinline__ void fill(F f) {
        psi = f(rank);
    }

    template <class F>
    __device__ __forceinline__ void update(int bit, F f) {
        psi = f(rank, psi, bit == 0 ? psi : shuffleXor(psi, bit));
    }

    template <class F>
    __device__ __forceinline__ void updateBoth(int bit, F f) {
        Complex<S> psiThere = bit == 0 ? psi : shuffleXor(psi, bit);
        Complex<S> lambdaThere = bit == 0 ? lambda : shuffleXor(lambda, bit);
        f(rank, psi, psiThere, lambda, lambdaThere);
    }

    template <class F>
    __device__ __forceinline__ void gather(F f) {
        psi = f(rank, Read{psi, base});
    }

    template <class F>
    __device__ __forceinline__ void gatherBoth(F f) {
        psi = f(rank, Read{psi, base});
        lambda = f(rank, Read{lambda, base});
    }

    __device__ __forceinline__ void keep(Complex<S>* to) const { to[rank] = psi; }

    __device__ __forceinline__ void recall(const Complex<S>* from) { psi = from[rank]; }

    // That of the basis state whose number is the thread's.
    __device__ __forceinline__ S probability() const { return overlapRe(psi, psi); }

    template <class F>
    __device__ __forceinline__ S measure(F f) {
        return f(rank, psi, Read{psi, base});
    }

    template <class F>
    __device__ __forceinline__ void differentiate(F f) {
        lambda = f(rank, psi, Read{psi, base});
    }

private:
    int rank;
    int base;
    Complex<S> psi;
    Complex<S> lambda;
};

// Amplitudes in shared or device memory: any number of qubits. Three arrays of 2^n: psi, lambda and a spare one.
template <class S>
class MemoryStates {
public:
    typedef S Scalar;
    static constexpr bool IN_LANES = false;
    static constexpr int MOST_THREADS = 256;
    static constexpr int LEAST_BLOCKS = 2;

    struct Read {
        const Complex<S>* amplitudes;
        __device__ __forceinline__ Complex<S> operator()(int k) const { return amplitudes[k]; }
    };

    __device__ MemoryStates(const Team& team, int qubits, Complex<S>* memory)
        : team(team), size(1 << qubits), psi(memory), lambda(memory + size), spare(memory + 2 * size) {}

    // Complex numbers that a team needs.
    static __device__ long long memory(int qubits) { return 3LL << qubits; }

    template <class F>
    __device__ void fill(F f) {
        #pragma unroll 1
        for (int k = team.rank; k < size; k += team.size) {
            psi[k] = f(k);
        }
        team.sync();
    }

    template <class F>
    __device__ void update(int bit, F f) {
        each(bit, [&](int k, int there) {
            Complex<S> here = psi[k];
            Complex<S> other = psi[there];
            // A loop, so that f is compiled once.
            #pragma unroll 1
            for (int side = 0; side < (bit == 0 ? 1 : 2); side++) {
                int at = side == 0 ? k : there;
                psi[at] = f(at, here, other);
                exchange(here, other);
            }
        });
        team.sync();
    }

    template <class F>
    __device__ void updateBoth(int bit, F f) {
        each(bit, [&](int k, int there) {
            Complex<S> psiHere = psi[k];
            Complex<S> psiThere = psi[there];
            Complex<S> lambdaHere = lambda[k];
            Complex<S> lambdaThere = lambda[there];
            #pragma unroll 1
            for (int side = 0; side < (bit == 0 ? 1 : 2); side++) {
                int at = side == 0 ? k : there;
                Complex<S> a = psiHere;
                Complex<S> b = lambdaHere;
                f(at, a, psiThere, b, lambdaThere);
                psi[at] = a;
                lambda[at] = b;
                exchange(psiHere, psiThere);
                exchange(lambdaHere, lambdaThere);
            }
        });
        team.sync();
    }

    template <class F>
    __device__ void gather(F f) {
        move(psi, f);
    }

    template <class F>
    __device__ void gatherBoth(F f) {
        move(psi, f);
        move(lambda, f);
    }

    __device__ __forceinline__ void keep(Complex<S>*) const {}

    __device__ __forceinline__ void recall(const Complex<S>*) {}

    __device__ __forceinline__ S probability() const { return 0; }

    template <class F>
    __device__ S measure(F f) {
        S sum = 0;
        #pragma unroll 1
        for (int k = team.rank; k < size; k += team.size) {
            sum += f(k, psi[k], Read{psi});
        }
        return sum;
    }

    template <class F>
    __device__ void differentiate(F f) {
        #pragma unroll 1
        for (int k = team.rank; k < size; k += team.size) {
            lambda[k] = f(k, psi[k], Read{psi});
        }
        team.sync();
    }

private:
    static __device__ __forceinline__ void exchange(Complex<S>& a, Complex<S>& b) {
        Complex<S> c = a;
        a = b;
        b = c;
    }

    // Every pair k, k | bit once; every k where the bit is 0.
    template <class F>
    __device__ void each(int bit, F f) {
        if (bit == 0) {
            #pragma unroll 1
            for (int k = team.rank; k < size; k += team.size) {
                f(k, k);
            }
        } else {
            #pragma unroll 1
            for (int pair = team.rank; pair < size / 2; pair += team.size) {
                int low = pair & (bit - 1);
                int k = ((pair - low) << 1) | low;
                f(k, k | bit);
            }
        }
    }

    template <class F>
    __device__ void move(Complex<S>*& amplitudes, F f) {
        #pragma unroll 1
        for (int k = team.rank; k < size; k += team.size) {
            spare[k] = f(k, Read{amplitudes});
        }
        team.sync();
        Complex<S>* old = amplitudes;
        amplitudes = spare;
        spare = old;
    }

    const Team& team;
    int size;
    Complex<S>* psi;
    Complex<S>* lambda;
    Complex<S>* spare;
};

}  // namespace dl4jquantum
