// The shipped source, compiled for the CPU with every access to memory watched.
#include <utility>

#include "emulated_device.h"
#include "faulty_kernels.h"
#include "kernels.cu"

#undef KERNELS
#include "emulated_kernels.h"

namespace emulator {

namespace {

constexpr int MAX_SHARED = 48 << 10;

// Not watched: the parameters are the host's.
template <class... A, size_t... I>
__attribute__((no_sanitize("thread"))) void call(
        void (*kernel)(A...), void** parameters, std::index_sequence<I...>) {
    kernel(*static_cast<A*>(parameters[I])...);
}

template <class... A>
void launch(void (*kernel)(A...), void** parameters) {
    call(kernel, parameters, std::index_sequence_for<A...>());
}

#define ENTRY(name, states) \
    {#name, [](void** p) { launch(name, p); }, dl4jquantum::states::MOST_THREADS, 0, MAX_SHARED}
// Adds up 8 x 32 doubles in shared memory.
#define SUM(name) {#name, [](void** p) { launch(name, p); }, 256, 2048, MAX_SHARED}
#define ENTRIES_OF(name)                                                                \
    ENTRY(name##LanesFloat, LaneStates<float>), ENTRY(name##LanesDouble, LaneStates<double>),          \
            ENTRY(name##MemoryFloat, MemoryStates<float>), ENTRY(name##MemoryDouble, MemoryStates<double>)

}  // namespace

Kernel kernels[KERNELS] = {ENTRIES_OF(circuitForward), ENTRIES_OF(circuitBackward), ENTRIES_OF(qlstmForward),
        ENTRIES_OF(qlstmBackward), ENTRIES_OF(qgruForward), ENTRIES_OF(qgruBackward),
        SUM(sumPartialsFloat), SUM(sumPartialsDouble)};

#define FAULTY(name) {#name, [](void** p) { launch(faulty::name, p); }, faulty::THREADS, 0, MAX_SHARED}

Kernel faultyKernels[FAULTY_KERNELS] = {FAULTY(none), FAULTY(beyondDeviceMemory), FAULTY(beyondSharedMemory),
        FAULTY(unwritten), FAULTY(noBarrierInAWarp), FAULTY(noBarrierInABlock), FAULTY(writtenTooEarly),
        FAULTY(blocksMeet), FAULTY(barriersApart), FAULTY(inVain), FAULTY(misaligned), FAULTY(beyondArray),
        FAULTY(overflow)};

}  // namespace emulator
