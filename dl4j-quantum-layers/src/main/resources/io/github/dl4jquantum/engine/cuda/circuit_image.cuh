// A circuit as a list of operations, as io.github.dl4jquantum.engine.cuda.CircuitImage writes it.
//
// Bit n-1-q of an amplitude's index is qubit q.
#pragma once

#include "device.cuh"

namespace dl4jquantum {

enum OperationKind {
    ROTATION,     // RZ(angles[2]) RY(angles[1]) RZ(angles[0])
    ROTATION_X,   // exp(-i angles[0] P / 2) where all control bits are 1
    ROTATION_Y,
    ROTATION_Z,
    PHASE,        // a constant factor where all control bits are 1
    MATRIX,       // a constant matrix on one qubit
    DENSE,        // a constant matrix on several qubits
    PERMUTATION   // psi_k = psi_{table[k]}
};

// One operation. `data` is an index of the constants or, of DENSE and PERMUTATION, of the image.
struct __align__(16) Operation {
    int kind;
    int control;
    int target;
    int data;
    // An index of the fixed angles, or ~slot of an angle that depends on an input.
    int angles[3];
    // Of ROTATION: 1 if its angles are three different parameters.
    int independent;
};

// The head of a circuit's image; all other fields of the image are found by these indices.
struct CircuitHead {
    int qubits;
    int inputs;
    int parameters;
    int observables;
    // Different angles that depend on inputs.
    int slots;
    int operations;
    // The first operation that has a gradient: the way back ends there.
    int firstGradient;
    // Qubits that begin in (|0> + |1>) / sqrt 2.
    int superposed;
    int operationsAt;
    // Of each slot: index of its input, and of its function of it.
    int slotsAt;
    // Of each fixed angle: index of its parameter, or -1.
    int parametersAt;
    // Of each observable: index of its first string; after the last, number of strings.
    int observablesAt;
    // Of each Pauli string: qubits that it flips, and qubits under Y or Z.
    int stringsAt;
    // Constants: factor of each slot, of each fixed angle, real and imaginary part of each string.
    int slotFactorsAt;
    int angleFactorsAt;
    int stringFactorsAt;
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

    __device__ __forceinline__ const Operation& operation(int index) const {
        return reinterpret_cast<const Operation*>(image + head().operationsAt)[index];
    }
};

}  // namespace dl4jquantum
