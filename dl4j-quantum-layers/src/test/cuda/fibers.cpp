#include "fibers.h"

#include <cstdlib>
#include <vector>

#include "memory_check.h"

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
    // Where in the code the first one waits: all must wait there.
    const void* place;
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

void arrive(Meeting& meeting, const void* place) {
    if (meeting.arrived == 0) {
        meeting.place = place;
    } else if (meeting.place != place) {
        report(DIVERGED, "threads that wait for each other at different places");
    }
    if (++meeting.arrived >= meeting.members) {
        meeting.arrived = 0;
        meeting.round++;
    }
    progress++;
}

void await(Meeting& meeting, const void* place) {
    long long round = meeting.round;
    arrive(meeting, place);
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

Thread self() { return fibers[running].thread; }
dim3 blockIndex() { return blockAt; }
dim3 blockSize() { return blockOf; }
dim3 gridSize() { return gridOf; }
unsigned char* sharedMemory() { return sharedBytes.data(); }

bool onOwnStack(const void* address, size_t bytes) {
    auto* at = static_cast<const unsigned char*>(address);
    const unsigned char* stack = stacks.data() + running * STACK;
    return at >= stack && at + bytes <= stack + STACK;
}

void syncBlock() {
    await(all, __builtin_return_address(0));
    fibers[running].thread.blockSyncs++;
}

void syncWarp() {
    await(warps[size_t(self().warp)].meeting, __builtin_return_address(0));
    fibers[running].thread.warpSyncs++;
}

uint64_t exchange(uint64_t own, int lane) {
    Warp& warp = warps[size_t(self().warp)];
    uint64_t* values = warp.values[warp.meeting.round & 1];
    values[self().lane] = own;
    await(warp.meeting, __builtin_return_address(0));
    return values[lane];
}

void runBlock(void (*kernel)(void**), void** parameters, dim3 block, dim3 grid, dim3 threads, unsigned shared,
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
    sharedBytes.assign(shared, 0xFF);
    beginBlock(sharedBytes.data(), shared);
    for (size_t i = 0; i < count; i++) {
        unsigned thread = unsigned(i);
        fibers[i].thread = {{thread % threads.x, thread / threads.x, 0}, int(i) / WARP_SIZE, int(i) % WARP_SIZE, 0, 0};
        warps[i / WARP_SIZE].meeting.members++;
        prepare(fibers[i], stacks.data() + i * STACK);
    }
    all = {int(count), 0, 0, nullptr};
    alive = count;
    step = reverse ? -1 : 1;
    running = reverse ? count - 1 : 0;
    progress = seen = 0;
    idle = 0;
    stuck = false;
    switchStack(&host, fibers[running].stack);
    if (stuck) {
        report(DIVERGED, "threads that wait for each other in vain");
    }
}

}  // namespace emulator
