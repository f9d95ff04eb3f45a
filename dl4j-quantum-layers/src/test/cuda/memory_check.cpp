#include "memory_check.h"

#include <dlfcn.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <utility>

#include "fibers.h"

// Where the linker put what is neither constant nor on a stack: static shared memory among it.
extern "C" __attribute__((visibility("hidden"))) char __bss_start, _end;

namespace emulator {

namespace {

constexpr size_t GRAIN = 4;
constexpr int SEVERAL = -2;
// What the host does is ordered before every launch.
constexpr int64_t HOST = 1;

// Who came last, and when: the launch, and what each thread has passed by then.
struct Visit {
    int64_t launch;
    int block, blockSyncs;
    int warp, warpSyncs;
    int thread;
};

// Of four bytes. Memory that is all zero has never been visited.
struct Record {
    Visit write, read;
};

struct Free {
    void operator()(void* memory) const { std::free(memory); }
};

struct Region {
    size_t bytes;
    std::unique_ptr<Record[], Free> records;
};

int64_t launch = HOST;
std::map<const char*, Region> deviceMemory;
std::map<const char*, Region> blockMemory;
Fault first = NO_FAULT;

Region region(size_t bytes) {
    // Pages that nobody visits take no room.
    return {bytes, std::unique_ptr<Record[], Free>(
                           static_cast<Record*>(std::calloc((bytes + GRAIN - 1) / GRAIN, sizeof(Record))))};
}

// The records of bytes that lie within a region, or null.
Record* find(std::map<const char*, Region>& regions, const char* address, size_t bytes) {
    auto after = regions.upper_bound(address);
    if (after == regions.begin()) {
        return nullptr;
    }
    auto& [start, found] = *std::prev(after);
    bool inside = address + bytes <= start + found.bytes;
    return inside ? &found.records[size_t(address - start) / GRAIN] : nullptr;
}

// Whether a barrier lies between a visit and now.
bool ordered(const Visit& then, const Visit& now) {
    if (then.launch != now.launch || (then.block == now.block && then.blockSyncs != now.blockSyncs)) {
        return true;
    }
    if (then.block != now.block || then.warp != now.warp) {
        return false;
    }
    return then.thread == now.thread || then.warpSyncs != now.warpSyncs;
}

// What a later write must be ordered against: this reader, and those before it that no barrier divides from it.
Visit readers(const Visit& then, Visit now) {
    if (then.launch != now.launch || (then.block == now.block && then.blockSyncs != now.blockSyncs)) {
        return now;
    }
    if (then.block != now.block) {
        now.block = SEVERAL;
    } else if (then.warp != now.warp) {
        now.warp = SEVERAL;
    } else if (then.warpSyncs == now.warpSyncs && then.thread != now.thread) {
        now.thread = SEVERAL;
    }
    return now;
}

std::string text(const Visit& visit) {
    auto number = [](int value) { return value == SEVERAL ? std::string("several") : std::to_string(value); };
    return "block " + number(visit.block) + ", warp " + number(visit.warp) + ", thread " + number(visit.thread);
}

// For addr2line.
std::string place(const void* code) {
    Dl_info info;
    if (dladdr(code, &info) == 0) {
        return "";
    }
    char offset[32];
    std::snprintf(offset, sizeof offset, " 0x%zx", size_t(static_cast<const char*>(code) - static_cast<char*>(info.dli_fbase)));
    return std::string(" (addr2line -Cfipe ") + info.dli_fname + offset + ")";
}

void visit(const void* at, size_t bytes, bool writes, const void* code) {
    const char* address = static_cast<const char*>(at);
    if (onOwnStack(at, bytes)) {
        return;
    }
    const Thread thread = self();
    const Visit now{launch, int(blockIndex().x), thread.blockSyncs, thread.warp, thread.warpSyncs,
            thread.warp * WARP_SIZE + thread.lane};
    const std::string who = writes ? " written by " : " read by ";
    Record* record = find(blockMemory, address, bytes);
    if (record == nullptr) {
        record = find(deviceMemory, address, bytes);
    }
    if (record == nullptr) {
        report(OUTSIDE, "memory that is not the kernel's," + who + text(now) + place(code));
        return;
    }
    for (size_t grain = 0; grain < (bytes + GRAIN - 1) / GRAIN; grain++, record++) {
        if (!writes && record->write.launch == 0) {
            report(UNWRITTEN, "memory that nobody has written," + who + text(now) + place(code));
        } else if (!ordered(record->write, now)) {
            report(UNORDERED, "memory written by " + text(record->write) + " and, with no barrier between," + who + text(now)
                    + place(code));
        } else if (writes && !ordered(record->read, now)) {
            report(UNORDERED, "memory read by " + text(record->read) + " and, with no barrier between," + who + text(now)
                    + place(code));
        }
        if (writes) {
            record->write = now;
        } else {
            record->read = readers(record->read, now);
        }
    }
}

}  // namespace

void watch(const void* start, size_t bytes) { deviceMemory[static_cast<const char*>(start)] = region(bytes); }

void unwatch(const void* start) { deviceMemory.erase(static_cast<const char*>(start)); }

void copiedTo(const void* start, size_t bytes) {
    Record* record = find(deviceMemory, static_cast<const char*>(start), bytes);
    for (size_t grain = 0; grain < bytes / GRAIN; grain++) {
        record[grain].write.launch = HOST;
    }
}

void copiedFrom(const void* start, size_t bytes) {
    Record* record = find(deviceMemory, static_cast<const char*>(start), bytes);
    for (size_t grain = 0; grain < bytes / GRAIN; grain++) {
        if (record[grain].write.launch == 0) {
            report(UNWRITTEN, "memory that nobody has written, copied to the host");
            return;
        }
    }
}

void beginLaunch() { launch++; }

void beginBlock(const void* shared, size_t bytes) {
    blockMemory.clear();
    blockMemory[&__bss_start] = region(size_t(&_end - &__bss_start));
    blockMemory[static_cast<const char*>(shared)] = region(bytes);
}

void report(Fault fault, const std::string& what) {
    if (first == NO_FAULT) {
        first = fault;
        std::fprintf(stderr, "emulated driver: %s\n", what.c_str());
    }
}

Fault takeFault() { return std::exchange(first, NO_FAULT); }

}  // namespace emulator

// What the compiler calls before each access, and where behaviour is undefined.

#define CODE __builtin_return_address(0)
#define ACCESS(name, bytes, writes) \
    extern "C" void __tsan_##name(void* at) { emulator::visit(at, bytes, writes, CODE); }
#define ACCESSES(bytes)                              \
    ACCESS(read##bytes, bytes, false)                \
    ACCESS(write##bytes, bytes, true)                \
    ACCESS(unaligned_read##bytes, bytes, false)      \
    ACCESS(unaligned_write##bytes, bytes, true)

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

extern "C" void __tsan_read_range(void* at, size_t bytes) { emulator::visit(at, bytes, false, CODE); }
extern "C" void __tsan_write_range(void* at, size_t bytes) { emulator::visit(at, bytes, true, CODE); }
extern "C" void __tsan_func_entry(void*) {}
extern "C" void __tsan_func_exit() {}
extern "C" void __tsan_init() {}

struct SourcePlace {
    const char* file;
    uint32_t line;
};

#define HANDLER(name, what)                                                                              \
    extern "C" void __ubsan_handle_##name(SourcePlace* place, uintptr_t, uintptr_t) {                      \
        emulator::report(emulator::UNDEFINED, std::string(what) + " in " + place->file + ":" + std::to_string(place->line));     \
    }

HANDLER(type_mismatch_v1, "a pointer that is null or not aligned")
HANDLER(out_of_bounds, "an index beyond its array")
HANDLER(add_overflow, "an overflow of +")
HANDLER(sub_overflow, "an overflow of -")
HANDLER(mul_overflow, "an overflow of *")
HANDLER(negate_overflow, "an overflow of -")
HANDLER(divrem_overflow, "an overflow of /")
