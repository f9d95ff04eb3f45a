#include "fibers.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

// Saves what a call preserves on the stack, stores the stack in *from and goes on from the stack `to`.
extern "C" void switchStack(void** from, void* to);
asm(R"(
.text
.hidden switchStack
.global switchStack
switchStack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
)");

namespace emulator {

namespace {

constexpr size_t STACK = 64 << 10;
constexpr size_t SHARED_FENCE = 256;
constexpr unsigned char FENCE_BYTE = 0xA5;
// Rounds of all threads without anyone getting on, after which they never will.
constexpr int PATIENCE = 3;

struct Fiber {
    Thread thread;
    void* stack;
    bool done;
};

// Threads that meet at a barrier.
struct Meeting {
    int members;
    int arrived;
    long long round;
};

struct Warp {
    Meeting meeting;
    // The values of this exchange and of the one before, which slower lanes may still read.
    uint64_t values[2][WARP_SIZE];
};

void (*body)(void**);
void** arguments;
dim3 blockAt, blockOf, gridOf;
std::vector<Fiber> fibers;
std::vector<Warp> warps;
std::vector<unsigned char> stacks, sharedBytes;
Meeting all;
size_t running;
size_t alive;
int step;
long long progress;
long long seen;
int idle;
bool stuck;
void* host;

// Hands over to the next thread that has not ended, or back to the host when none has.
void handOver(void** from) {
    if (alive == 0 || stuck) {
        switchStack(from, host);
        return;
    }
    size_t before = running;
    do {
        running = (running + fibers.size() + size_t(step)) % fibers.size();
    } while (fibers[running].done);
    bool wrapped = step > 0 ? running <= before : running >= before;
    if (wrapped) {
        idle = progress == seen ? idle + 1 : 0;
        seen = progress;
        if (idle > PATIENCE) {
            stuck = true;
            switchStack(from, host);
            return;
        }
    }
    if (running != before || fibers[before].done) {
        switchStack(from, fibers[running].stack);
    }
}

void arrive(Meeting& meeting) {
    if (++meeting.arrived >= meeting.members) {
        meeting.arrived = 0;
        meeting.round++;
    }
    progress++;
}

void await(Meeting& meeting) {
    long long round = meeting.round;
    arrive(meeting);
    while (meeting.round == round) {
        handOver(&fibers[running].stack);
    }
}

// A thread that has ended is waited for no longer.
void leave(Meeting& meeting) {
    meeting.members--;
    if (meeting.arrived > 0 && meeting.arrived >= meeting.members) {
        meeting.arrived = 0;
        meeting.round++;
    }
}

void run() {
    body(arguments);
    Fiber& fiber = fibers[running];
    fiber.done = true;
    alive--;
    progress++;
    leave(all);
    leave(warps[size_t(fiber.thread.warp)].meeting);
    handOver(&fiber.stack);
    std::abort();
}

void prepare(Fiber& fiber, unsigned char* stack) {
    void** top = reinterpret_cast<void**>(stack + STACK);
    *--top = nullptr;  // Alignment as after a call.
    *--top = reinterpret_cast<void*>(run);
    for (int saved = 0; saved < 6; saved++) {
        *--top = nullptr;
    }
    fiber.stack = top;
    fiber.done = false;
}

}  // namespace

Thread& self() { return fibers[running].thread; }
dim3& blockIndex() { return blockAt; }
dim3& blockSize() { return blockOf; }
dim3& gridSize() { return gridOf; }
unsigned char* sharedMemory() { return sharedBytes.data(); }

void syncBlock() { await(all); }

void syncWarp() { await(warps[size_t(self().warp)].meeting); }

const uint64_t* exchange(uint64_t own) {
    Warp& warp = warps[size_t(self().warp)];
    uint64_t* values = warp.values[warp.meeting.round & 1];
    values[self().lane] = own;
    await(warp.meeting);
    return values;
}

bool runBlock(void (*kernel)(void**), void** parameters, dim3 block, dim3 grid, dim3 threads, unsigned shared,
        bool reverse) {
    body = kernel;
    arguments = parameters;
    blockAt = block;
    blockOf = threads;
    gridOf = grid;
    const size_t count = threads.x * threads.y;
    stacks.resize(count * STACK);
    fibers.resize(count);
    warps.assign((count + WARP_SIZE - 1) / WARP_SIZE, Warp{});
    sharedBytes.assign(shared + SHARED_FENCE, 0xFF);
    std::fill(sharedBytes.end() - SHARED_FENCE, sharedBytes.end(), FENCE_BYTE);
    for (size_t i = 0; i < count; i++) {
        unsigned thread = unsigned(i);
        fibers[i].thread = {{thread % threads.x, thread / threads.x, 0}, int(i) / WARP_SIZE, int(i) % WARP_SIZE};
        warps[i / WARP_SIZE].meeting.members++;
        prepare(fibers[i], stacks.data() + i * STACK);
    }
    all = {int(count), 0, 0};
    alive = count;
    step = reverse ? -1 : 1;
    running = reverse ? count - 1 : 0;
    progress = seen = 0;
    idle = 0;
    stuck = false;
    switchStack(&host, fibers[running].stack);
    for (size_t i = 0; i < SHARED_FENCE; i++) {
        if (sharedBytes[shared + i] != FENCE_BYTE) {
            std::fprintf(stderr, "emulated driver: a kernel wrote beyond %u bytes of shared memory\n", shared);
            return false;
        }
    }
    if (stuck) {
        std::fprintf(stderr, "emulated driver: threads of a block wait for each other in vain\n");
    }
    return !stuck;
}

}  // namespace emulator
