// The kernels by name: each for states in registers (up to 5 qubits) and in memory, in float and double.
#include "vqc.cuh"

using namespace dl4jquantum;

#define CIRCUIT_KERNELS(NAME, STATES, S)                                                                             \
    extern "C" __global__ void __launch_bounds__(MAX_THREADS, 2) circuitForward##NAME(const int* image,                 \
            const S* constants, const S* fixed, int minibatch, CircuitLayout layout, S* workspace,                   \
            long long workspaceLength, const S* x, S* z) {                                                           \
        DYNAMIC_SHARED_MEMORY(shared);                                                                               \
        S* own = workspace + workspaceLength * blockIdx.x;                                                           \
        circuitForward<STATES<S>>(                                                                                   \
                {{image, constants}, fixed, minibatch, layout, {reinterpret_cast<S*>(shared), own}}, x, z);          \
    }                                                                                                                \
    extern "C" __global__ void __launch_bounds__(MAX_THREADS, 2) circuitBackward##NAME(const int* image,                \
            const S* constants, const S* fixed, int minibatch, CircuitLayout layout, S* workspace,                   \
            long long workspaceLength, const S* x, const S* upstream, S* dx, S* partials) {                          \
        DYNAMIC_SHARED_MEMORY(shared);                                                                               \
        S* own = workspace + workspaceLength * blockIdx.x;                                                           \
        circuitBackward<STATES<S>>(                                                                                  \
                {{image, constants}, fixed, minibatch, layout, {reinterpret_cast<S*>(shared), own}}, x, upstream,    \
                dx, partials);                                                                                       \
    }

CIRCUIT_KERNELS(LanesFloat, LaneStates, float)
CIRCUIT_KERNELS(LanesDouble, LaneStates, double)
CIRCUIT_KERNELS(MemoryFloat, MemoryStates, float)
CIRCUIT_KERNELS(MemoryDouble, MemoryStates, double)

extern "C" __global__ void sumPartialsFloat(const float* partials, int blocks, int length, float* total) {
    sumPartials(partials, blocks, length, total);
}

extern "C" __global__ void sumPartialsDouble(const double* partials, int blocks, int length, double* total) {
    sumPartials(partials, blocks, length, total);
}
