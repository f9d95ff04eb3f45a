// A recurrent cell, as io.github.dl4jquantum.engine.cuda.CellImage writes it: where its parameters lie, and how its
// blocks are laid out.
#pragma once

#include "device.cuh"

namespace dl4jquantum {

// The circuits of the gates, or those of the other banks (heads, candidate): one image for all of them. Indices of it and
// of its constants, of the rotations and overlaps of the first circuit, and numbers of rotations and overlaps of each.
struct CellCircuits {
    int imageAt;
    int constantsAt;
    int fixedAt;
    int fixedLength;
    int sumsAt;
    int sums;
};

// A linear map from a bank's expectations to nOut, by indices of the cell's parameters; -1 where there is none.
struct OutputMap {
    int weightsAt;
    int biasAt;
};

// A linear map from two vectors to a bank's inputs; the second vector may be missing. All are -1 where the circuit takes
// the vectors as they are, the second before the first.
struct Projection {
    int weightsAt;
    int recurrentAt;
    int biasAt;
};

constexpr int MOST_BANKS = 6;
constexpr int MOST_VECTORS = 20;

// What is looked up while the cell runs.
struct CellTables {
    CellCircuits circuits[2];
    // Of each bank.
    OutputMap outputMaps[MOST_BANKS];
    // Those of the gates, then those of the other banks.
    Projection projections[MOST_BANKS];
};

// Sizes of a cell and how a block is laid out. It comes as an argument, since arguments cost no registers.
struct CellLayout {
    int inputs;
    int outputs;
    int parameters;
    // Overlaps of all circuits.
    int overlaps;
    // Circuits of a bank: each gate, head and candidate has one.
    int bank;
    // Maps to the gates' banks: 1 for all, or one each.
    int gateProjections;
    // Of all circuits of a gate's bank, and of a bank after the gates.
    int gateInputs;
    int gateObservables;
    int otherInputs;
    int otherObservables;
    // QLSTM: the weights of the map from m to the activations, an index of the cell's parameters; -1 for none.
    int directAt;
    // Most rotations of a circuit by inputs, and most qubits.
    int slots;
    int qubits;
    // Threads of a team, log2 of the examples.
    int team;
    int shift;
    // Threads that share a long sum: of an input of the gates' banks, of one of the others', and of an expectation's
    // gradient.
    int gateSharers;
    int otherSharers;
    int backSharers;
    // Where each vector of the work memory begins, in rows; rows of the tape, which are the first; rows of it all.
    int rows[MOST_VECTORS];
    int keptRows;
    int workRows;
    // Numbers of a block's tape of one time step: of its circuits' states, and of all.
    int keptStates;
    int tapeLength;
    // Where arrays lie, placed in this order.
    int workAt;
    int scratchAt;
    int statesAt;
    int overlapsAt;
    int sumsAt;
};

template <class S>
struct CellTask {
    const int* image;
    const S* constants;
    const S* fixed;
    const S* parameters;
    int minibatch;
    int steps;
    CellLayout layout;
    Places<S> places;
    // [steps, inputs, minibatch].
    const S* x;
    // [steps, minibatch], or null.
    const S* mask;
    // The states before the first step, [states, outputs, minibatch], or null for zeros.
    const S* states;
    // [blocks, steps]: the states of the circuits, [circuits, examples, amplitudes], then [rows, examples]; or null.
    S* tape;
};

}  // namespace dl4jquantum
