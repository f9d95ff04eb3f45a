// A circuit as a list of operations, as io.github.dl4jquantum.engine.cuda.CircuitImage writes it.
//
// Bit n-1-q of an amplitude's index is qubit q.
#pragma once

#include "device.cuh"

namespace dl4jquantum {

enum OperationKind {
    // A rotation of the target where all control bits are 1. `data` is the number of its run of gates or, of the
    // last three, of its slot.
    FIXED_ROTATION,
    TRAINED_ROTATION,  // by angles that have a gradient
    INPUT_ROTATION_X,  // exp(-i angle P / 2), the angle a function of an input
    INPUT_ROTATION_Y,
    INPUT_ROTATION_Z,
    PHASE,       // a factor where all control bits are 1; `data` is its index among the constants
    DENSE,       // a matrix on several qubits; `data` is an index of the image
    PERMUTATION  // psi_k = psi_{table[k]}; `data` is an index of the image
};

struct __align__(16) Operation {
    int kind;
    int control;
    int target;
    int data;
};

// A rotation by inputs. Its angle is a factor times a function of an input; or, where `polynomial` is not 0, a sum of
// terms, of which each is a coefficient times a product of functions of inputs. `polynomial` is then an index of the image:
// number of terms; of each term the number of its coefficient, how many functions, and input and function of each.
struct __align__(16) Slot {
    int input;
    int function;
    int axis;
    int polynomial;
};

// The head of a circuit's image; all other fields of the image are found by these indices. Operations follow the head:
// first those that make the initial state of each qubit, qubit by qubit.
struct CircuitHead {
    int qubits;
    int inputs;
    int observables;
    int slots;
    // Overlaps of all runs, three each, and one number for each coefficient.
    int sums;
    // Operations of the initial state, and all operations.
    int start;
    int operations;
    // The first operation that the way back takes back.
    int firstGradient;
    // Qubits that begin in (|0> + |1>) / sqrt 2.
    int superposed;
    // 1 if every observable is a string of Zs, each another one.
    int diagonal;
    int slotsAt;
    // Of each qubit, its first operation of the initial state; after the last, their number.
    int startsAt;
    // Of each input, its first slot; after the last, the first slot that is a polynomial.
    int firstSlotsAt;
    // Of each observable: index of its first string; after the last, number of strings.
    int observablesAt;
    // Of each Pauli string: qubits that it flips, and qubits under Y or Z.
    int stringsAt;
    // If diagonal: of each basis state, the observable whose qubits are its ones, or -1.
    int diagonalAt;
    // Constants: factor of each slot, real and imaginary part of each string.
    int slotFactorsAt;
    int stringFactorsAt;
    // Where the coefficients of polynomials lie: behind the rotations of runs, and behind the overlaps of runs.
    int coefficientsAt;
    int coefficientSumsAt;
    // Amplitudes that are inputs: how many, 0 for none; the first input; 1 if imaginary parts follow behind all real parts.
    // Each of these inputs has a slot, its first one, which holds no rotation.
    int amplitudes;
    int firstAmplitude;
    int complexAmplitudes;
    // The bits of their qubits; then each bit, the most significant one first.
    int amplitudeQubitsAt;
};

enum InputFunction { IDENTITY, ARCTAN, ARCTAN_SQUARE };

template <class S>
__device__ __forceinline__ S valueAt(int function, S x) {
    return function == IDENTITY ? x : atan(function == ARCTAN ? x : x * x);
}

// The function's derivative.
template <class S>
__device__ __forceinline__ S slopeAt(int function, S x) {
    S square = x * x;
    S slope = 1;
    if (function == ARCTAN) {
        slope = 1 / (1 + square);
    } else if (function == ARCTAN_SQUARE) {
        // 2 x / (1 + x^4), without an overflow.
        slope = square < 1 ? 2 * x / (1 + square * square) : 2 / (x * (square + 1 / square));
    }
    return slope;
}

template <class S>
struct Circuit {
    const int* image;
    const S* constants;

    __device__ __forceinline__ const CircuitHead& head() const {
        return *reinterpret_cast<const CircuitHead*>(image);
    }

    __device__ __forceinline__ const Operation* operations() const {
        return reinterpret_cast<const Operation*>(image + sizeof(CircuitHead) / sizeof(int));
    }

    __device__ __forceinline__ Slot slot(int index) const {
        return reinterpret_cast<const Slot*>(image + head().slotsAt)[index];
    }
};

}  // namespace dl4jquantum
