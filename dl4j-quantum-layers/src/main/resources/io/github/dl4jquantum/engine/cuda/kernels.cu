// The kernels by name: each for states in registers (up to 5 qubits) and in memory, in float and double.
#include "qgru.cuh"
#include "qlstm.cuh"
#include "vqc.cuh"

using namespace dl4jquantum;

#define KERNEL(STATES) extern "C" __global__ void __launch_bounds__(STATES::MOST_THREADS, STATES::LEAST_BLOCKS)

#define WORKSPACE(S) \
    { reinterpret_cast<S*>(shared), workspace + workspaceLength * blockIdx.x }

#define CIRCUIT_KERNELS(NAME, STATES, S)                                                                              \
    KERNEL(STATES<S>) circuitForward##NAME(const int* image, const S* constants, const S* fixed, int minibatch,       \
            CircuitLayout layout, S* workspace, long long workspaceLength, const S* x, S* tape, S* z) {               \
        DYNAMIC_SHARED_MEMORY(shared);                                                                                \
        circuitForward<STATES<S>>({{image, constants}, fixed, minibatch, layout, WORKSPACE(S)}, x, tape, z);          \
    }                                                                                                                 \
    KERNEL(STATES<S>) circuitBackward##NAME(const int* image, const S* constants, const S* fixed, int minibatch,      \
            CircuitLayout layout, S* workspace, long long workspaceLength, const S* x, const S* tape,                 \
            const S* upstream, S* dx, S* partials) {                                                                  \
        DYNAMIC_SHARED_MEMORY(shared);                                                                                \
        circuitBackward<STATES<S>>(                                                                                   \
                {{image, constants}, fixed, minibatch, layout, WORKSPACE(S)}, x, tape, upstream, dx, partials);       \
    }

#define CELL_KERNELS(CELL, PREFIX, NAME, STATES, S)                                                                   \
    KERNEL(STATES<S>) PREFIX##Forward##NAME(const int* image, const S* constants, const S* fixed, const S* parameters,\
            int minibatch, int steps, CellLayout layout, S* workspace, long long workspaceLength, const S* x,         \
            const S* mask, const S* states, S* tape, S* y, S* last) {                                                 \
        DYNAMIC_SHARED_MEMORY(shared);                                                                                \
        CellTask<S> task{image, constants, fixed, parameters, minibatch, steps, layout, WORKSPACE(S), x, mask,        \
                states, tape};                                                                                        \
        CELL<STATES<S>>(task).forward(y, last);                                                                       \
    }                                                                                                                 \
    KERNEL(STATES<S>) PREFIX##Backward##NAME(const int* image, const S* constants, const S* fixed, const S* parameters,\
            int minibatch, int steps, CellLayout layout, S* workspace, long long workspaceLength, const S* x,         \
            const S* mask, const S* states, S* tape, const S* upstream, int back, S* dx, S* partials) {               \
        DYNAMIC_SHARED_MEMORY(shared);                                                                                \
        CellTask<S> task{image, constants, fixed, parameters, minibatch, steps, layout, WORKSPACE(S), x, mask,        \
                states, tape};                                                                                        \
        CELL<STATES<S>>(task).backward(upstream, back, dx, partials);                                                 \
    }

#define KERNELS(NAME, STATES, S)                \
    CIRCUIT_KERNELS(NAME, STATES, S)            \
    CELL_KERNELS(Qlstm, qlstm, NAME, STATES, S) \
    CELL_KERNELS(Qgru, qgru, NAME, STATES, S)

KERNELS(LanesFloat, LaneStates, float)
KERNELS(LanesDouble, LaneStates, double)
KERNELS(MemoryFloat, MemoryStates, float)
KERNELS(MemoryDouble, MemoryStates, double)

extern "C" __global__ void sumPartialsFloat(const float* partials, int blocks, int length, float* total) {
    sumPartials(partials, blocks, length, total);
}

extern "C" __global__ void sumPartialsDouble(const double* partials, int blocks, int length, double* total) {
    sumPartials(partials, blocks, length, total);
}
