package io.github.dl4jquantum.engine.cuda;

/**
 * Where the arrays of a block lie: in shared memory as long as there is room, otherwise in the block's part of a workspace
 * in device memory. States may take all of the shared memory, other arrays only what lets several blocks share a
 * multiprocessor. Arrays are placed in the order in which the kernel asks for them.
 */
final class Placement {

    /** Bytes of shared memory that every GPU gives a block. */
    static final int MODEST_BYTES = 48 << 10;

    private final long modestRoom;
    private final long room;
    private long shared;
    private long workspace;

    /**
     * @param bytes bytes of shared memory of a block
     * @param each bytes of a number
     */
    Placement(int bytes, int each) {
        modestRoom = MODEST_BYTES / each;
        room = bytes / each;
    }

    /**
     * Places an array of so many numbers.
     *
     * @return its index in shared memory, or -1 if it lies in the workspace
     */
    int place(long length) {
        return place(length, modestRoom);
    }

    /** Places the states. */
    int placeStates(long length) {
        return place(length, room);
    }

    private int place(long length, long limit) {
        long aligned = length + 3 & ~3L; // for rotations, of four numbers
        if (shared + aligned <= limit) {
            shared += aligned;
            return (int) (shared - aligned);
        }
        workspace += aligned;
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
