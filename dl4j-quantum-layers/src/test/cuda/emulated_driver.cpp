// A CUDA driver without a GPU: the functions of libcuda.so.1 that the engine calls through JCuda, over the kernels of
// this very library, which are the shipped source compiled for the CPU. Device memory is host memory, fenced and counted;
// freshly allocated it holds NaN. Copies happen as late as they may, when a kernel or somebody waits for them, or at once:
// host memory that is changed or read too early shows in one of the two.
//
// The test class EmulatedDriver steers it by Setting and reads its Counters; both are numbered as there.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "emulated_kernels.h"
#include "fibers.h"
#include "memory_check.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum Result {
    SUCCESS = 0,
    INVALID_VALUE = 1,
    OUT_OF_MEMORY = 2,
    NOT_INITIALIZED = 3,
    NO_DEVICE = 100,
    INVALID_DEVICE = 101,
    INVALID_IMAGE = 200,
    INVALID_CONTEXT = 201,
    INVALID_HANDLE = 400,
    NOT_FOUND = 500,
    ILLEGAL_ADDRESS = 700,
    LAUNCH_FAILED = 719
};

// As a driver aligns its allocations.
constexpr size_t ALIGNMENT = 256;

enum Setting { DEVICES, INIT_ERROR, DRIVER_VERSION, MAJOR, MINOR, SHARED_OPTIN, MEMORY, LAUNCH_ERROR, REVERSE, EAGER, SETTINGS };
enum Counter { USED, ALLOCATIONS, LAUNCHES, UPLOADS, DOWNLOADS, STREAMS, EVENTS, PINNED, CONTEXTS, COUNTERS };

std::recursive_mutex mutex;
long long settings[SETTINGS] = {1, 0, 12060, 8, 0, 99 << 10, 1LL << 30, 0, 0, 0};
long long counters[COUNTERS];
std::map<unsigned char*, size_t> allocations;
bool initialised = false;

// What a GPU has for this program: an error of a kernel stays for ever.
struct Context {
    int lost = SUCCESS;
};

constexpr int MOST_DEVICES = 64;
Context contexts[MOST_DEVICES];
thread_local std::vector<Context*> current;

// What every call returns unless it has a reason of its own.
int state() { return current.empty() || current.back() == nullptr ? INVALID_CONTEXT : current.back()->lost; }

// Errors that a kernel makes while it runs.
bool comesLater(long long error) { return error == ILLEGAL_ADDRESS || error == LAUNCH_FAILED; }

// Whether bytes lie within one allocation.
bool allocated(unsigned char* address, size_t bytes) {
    auto after = allocations.upper_bound(address);
    if (after == allocations.begin()) {
        return false;
    }
    auto& [start, size] = *std::prev(after);
    return address + bytes <= start + size;
}

struct Copy {
    unsigned char* to;
    const unsigned char* from;
    size_t bytes;
};

struct Stream {
    std::deque<Copy> waiting;
    // Copies that have happened.
    size_t done = 0;

    // Lets the first `count` copies of the stream happen.
    void run(size_t count) {
        for (; done < count; done++) {
            std::memcpy(waiting.front().to, waiting.front().from, waiting.front().bytes);
            waiting.pop_front();
        }
    }

    size_t enqueued() const { return done + waiting.size(); }
};

// A place in a stream.
struct Event {
    Stream* stream = nullptr;
    size_t after = 0;
};

int enqueue(void* to, const void* from, size_t bytes, bool valid, void* stream, Counter counter) {
    if (state() != SUCCESS || !valid) {
        return state() != SUCCESS ? state() : INVALID_VALUE;
    }
    auto* queue = static_cast<Stream*>(stream);
    queue->waiting.push_back({static_cast<unsigned char*>(to), static_cast<const unsigned char*>(from), bytes});
    if (settings[EAGER] != 0) {
        queue->run(queue->enqueued());
    }
    counters[counter]++;
    return SUCCESS;
}

}  // namespace

// Native methods of the test class; JNI's environment and class are not looked at.
EXPORT void Java_io_github_dl4jquantum_engine_cuda_EmulatedDriver_set(void*, void*, int setting, int64_t value) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    settings[setting] = value;
}

EXPORT int64_t Java_io_github_dl4jquantum_engine_cuda_EmulatedDriver_get(void*, void*, int counter) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    return counters[counter];
}

// What a faulty kernel is found to do wrong.
EXPORT int Java_io_github_dl4jquantum_engine_cuda_EmulatedDriver_faultOf(void*, void*, int kernel) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    const unsigned threads = unsigned(emulator::faultyKernels[kernel].maxThreads);
    // One number more than it may touch.
    std::vector<float> memory(threads + 1);
    float* start = memory.data();
    void* parameters[] = {&start};
    emulator::watch(start, threads * sizeof(float));
    emulator::copiedTo(start, threads * sizeof(float));
    emulator::beginLaunch();
    for (unsigned block = 0; block < 2; block++) {
        emulator::runBlock(emulator::faultyKernels[kernel].launch, parameters, {block, 0, 0}, {2, 1, 1},
                {threads, 1, 1}, threads * unsigned(sizeof(float)), settings[REVERSE] != 0);
    }
    emulator::unwatch(start);
    return emulator::takeFault();
}

EXPORT int cuInit(unsigned) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    if (settings[INIT_ERROR] != 0) {
        return int(settings[INIT_ERROR]);
    }
    initialised = true;
    return settings[DEVICES] == 0 ? NO_DEVICE : SUCCESS;
}

EXPORT int cuDriverGetVersion(int* version) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *version = int(settings[DRIVER_VERSION]);
    return SUCCESS;
}

EXPORT int cuDeviceGetCount(int* count) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *count = int(settings[DEVICES]);
    return initialised ? SUCCESS : NOT_INITIALIZED;
}

EXPORT int cuDeviceGet(int* device, int ordinal) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *device = ordinal;
    return ordinal >= 0 && ordinal < std::min<long long>(settings[DEVICES], MOST_DEVICES) ? SUCCESS : INVALID_DEVICE;
}

EXPORT int cuDeviceGetName(char* name, int length, int) {
    std::snprintf(name, size_t(length), "Emulated device");
    return SUCCESS;
}

EXPORT int cuDeviceGetAttribute(int* value, int attribute, int) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    switch (attribute) {
        case 75: *value = int(settings[MAJOR]); break;
        case 76: *value = int(settings[MINOR]); break;
        case 97: *value = int(settings[SHARED_OPTIN]); break;
        default: return INVALID_VALUE;
    }
    return SUCCESS;
}

EXPORT int cuDevicePrimaryCtxRetain(void** handle, int device) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *handle = &contexts[device];
    counters[CONTEXTS]++;
    return SUCCESS;
}

EXPORT int cuCtxPushCurrent_v2(void* handle) {
    current.push_back(static_cast<Context*>(handle));
    return SUCCESS;
}

EXPORT int cuCtxPopCurrent_v2(void** handle) {
    if (current.empty()) {
        return INVALID_CONTEXT;
    }
    *handle = current.back();
    current.pop_back();
    return SUCCESS;
}

EXPORT int cuCtxGetCurrent(void** handle) {
    *handle = current.empty() ? nullptr : current.back();
    return SUCCESS;
}

// A module is the only kernel that its PTX names.
EXPORT int cuModuleLoadDataEx(void** module, const void* image, unsigned, int*, void**) {
    if (state() != SUCCESS) {
        return state();
    }
    const char* ptx = static_cast<const char*>(image);
    const char* entry = std::strstr(ptx, ".visible .entry ");
    if (std::strstr(ptx, ".version 7.6\n") == nullptr || entry == nullptr) {
        return INVALID_IMAGE;
    }
    entry += std::strlen(".visible .entry ");
    for (emulator::Kernel& kernel : emulator::kernels) {
        size_t length = std::strlen(kernel.name);
        if (std::strncmp(entry, kernel.name, length) == 0 && entry[length] == '(') {
            *module = &kernel;
            return SUCCESS;
        }
    }
    return INVALID_IMAGE;
}

EXPORT int cuModuleGetFunction(void** function, void* module, const char* name) {
    *function = module;
    return std::strcmp(static_cast<emulator::Kernel*>(module)->name, name) == 0 ? SUCCESS : NOT_FOUND;
}

EXPORT int cuFuncGetAttribute(int* value, int attribute, void* function) {
    *value = static_cast<emulator::Kernel*>(function)->staticShared;
    return attribute == 1 ? SUCCESS : INVALID_VALUE;
}

EXPORT int cuFuncSetAttribute(void* function, int attribute, int value) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    int staticShared = static_cast<emulator::Kernel*>(function)->staticShared;
    if (attribute != 8 || value + staticShared > settings[SHARED_OPTIN]) {
        return INVALID_VALUE;
    }
    static_cast<emulator::Kernel*>(function)->maxShared = value;
    return SUCCESS;
}

EXPORT int cuMemGetInfo_v2(size_t* available, size_t* total) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *total = size_t(settings[MEMORY]);
    *available = size_t(settings[MEMORY] - counters[USED]);
    return SUCCESS;
}

EXPORT int cuMemAlloc_v2(unsigned long long* address, size_t bytes) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    if (state() != SUCCESS) {
        return state();
    }
    if (bytes == 0) {
        return INVALID_VALUE;
    }
    if (counters[USED] + (long long) bytes > settings[MEMORY]) {
        return OUT_OF_MEMORY;
    }
    size_t whole = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    auto* start = static_cast<unsigned char*>(std::aligned_alloc(ALIGNMENT, whole));
    std::memset(start, 0xFF, bytes);
    allocations[start] = bytes;
    emulator::watch(start, bytes);
    counters[USED] += (long long) bytes;
    counters[ALLOCATIONS]++;
    *address = reinterpret_cast<unsigned long long>(start);
    return SUCCESS;
}

EXPORT int cuMemFree_v2(unsigned long long address) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    auto* start = reinterpret_cast<unsigned char*>(address);
    auto found = allocations.find(start);
    if (found == allocations.end()) {
        return INVALID_VALUE;
    }
    counters[USED] -= (long long) found->second;
    allocations.erase(found);
    emulator::unwatch(start);
    std::free(start);
    return SUCCESS;
}

EXPORT int cuMemHostAlloc(void** address, size_t bytes, unsigned) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *address = std::calloc(bytes, 1);
    counters[PINNED]++;
    return state();
}

EXPORT int cuMemFreeHost(void* address) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    std::free(address);
    counters[PINNED]--;
    return SUCCESS;
}

EXPORT int cuStreamCreate(void** stream, unsigned) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *stream = new Stream();
    counters[STREAMS]++;
    return state();
}

EXPORT int cuStreamDestroy_v2(void* stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    delete static_cast<Stream*>(stream);
    counters[STREAMS]--;
    return SUCCESS;
}

EXPORT int cuStreamSynchronize(void* stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    auto* waited = static_cast<Stream*>(stream);
    waited->run(waited->enqueued());
    return state();
}

EXPORT int cuEventCreate(void** event, unsigned) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    *event = new Event();
    counters[EVENTS]++;
    return state();
}

EXPORT int cuEventDestroy_v2(void* event) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    delete static_cast<Event*>(event);
    counters[EVENTS]--;
    return SUCCESS;
}

EXPORT int cuEventRecord(void* event, void* stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    auto* recorded = static_cast<Stream*>(stream);
    *static_cast<Event*>(event) = {recorded, recorded->enqueued()};
    return state();
}

EXPORT int cuEventSynchronize(void* event) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    auto* waited = static_cast<Event*>(event);
    waited->stream->run(waited->after);
    return state();
}

EXPORT int cuMemcpyHtoDAsync_v2(unsigned long long to, const void* from, size_t bytes, void* stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    auto* target = reinterpret_cast<unsigned char*>(to);
    int result = enqueue(target, from, bytes, allocated(target, bytes), stream, UPLOADS);
    if (result == SUCCESS) {
        emulator::copiedTo(target, bytes);
    }
    return result;
}

EXPORT int cuMemcpyDtoHAsync_v2(void* to, unsigned long long from, size_t bytes, void* stream) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    auto* source = reinterpret_cast<unsigned char*>(from);
    int result = enqueue(to, source, bytes, allocated(source, bytes), stream, DOWNLOADS);
    if (result == SUCCESS) {
        emulator::copiedFrom(source, bytes);
        result = emulator::takeFault() == emulator::NO_FAULT ? SUCCESS : INVALID_VALUE;
    }
    return result;
}

EXPORT int cuLaunchKernel(void* function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
        unsigned blockY, unsigned blockZ, unsigned shared, void* stream, void** parameters, void**) {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    if (state() != SUCCESS) {
        return state();
    }
    if (int error = int(std::exchange(settings[LAUNCH_ERROR], 0))) {
        if (comesLater(error)) {
            current.back()->lost = error;
        }
        return comesLater(error) ? SUCCESS : error;
    }
    auto* kernel = static_cast<emulator::Kernel*>(function);
    bool valid = gridX > 0 && gridY == 1 && gridZ == 1 && blockZ == 1 && blockX * blockY > 0
            && blockX * blockY <= unsigned(kernel->maxThreads) && shared <= unsigned(kernel->maxShared);
    if (!valid) {
        return INVALID_VALUE;
    }
    counters[LAUNCHES]++;
    cuStreamSynchronize(stream);
    emulator::beginLaunch();
    for (unsigned block = 0; block < gridX; block++) {
        emulator::runBlock(kernel->launch, parameters, {block, 0, 0}, {gridX, 1, 1}, {blockX, blockY, 1}, shared,
                settings[REVERSE] != 0);
    }
    return emulator::takeFault() == emulator::NO_FAULT ? SUCCESS : INVALID_VALUE;
}
