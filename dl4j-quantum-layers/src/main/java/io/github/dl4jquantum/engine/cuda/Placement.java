package io.github.dl4jquantum.engine.cuda;

/**
 * Where the arrays of a block lie: in shared memory as long as there is room, otherwise in the block's part of a workspace
 * in device memory. Arrays are placed in the order in which the kernel asks for them.
 */
final class Placement {

    private final long room;
    private long shared;
    private long workspace;

    /** @param room numbers that fit in shared memory */
    Placement(long room) {
        this.room = room;
    }

    /**
     * Places an array.
     *
     * @return its index in shared memory, or -1 if it lies in the workspace
     */
    int place(long length) {
        long even = length + 1 & ~1L;
        if (shared + even <= room) {
            shared += even;
            return (int) (shared - even);
        }
        workspace += even;
        return -1;
    }

    /** Numbers of shared memory. */
    int shared() {
        return (int) shared;
    }

    /** Numbers of the workspace, of each block. */
    long workspace() {
        return workspace;
    }
}
