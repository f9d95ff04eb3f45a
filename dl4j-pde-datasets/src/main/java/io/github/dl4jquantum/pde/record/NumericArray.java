package io.github.dl4jquantum.pde.record;

/** An array of floating-point numbers in a file, of any number of axes, read block by block. Safe for several threads. */
interface NumericArray {

    /** Its name in the file. */
    String name();

    /** Length of each axis. */
    long[] shape();

    /** Bytes of memory that reading any block needs beside the block itself. */
    long workingBytes();

    /** Bytes of memory that the decoded chunks which a block touches take; 0 where elements are read as they lie. */
    default double decodedBytes(long[] start, long[] count) {
        return 0;
    }

    /** Elements along an axis that are decoded together; 1 where they are read as they lie. */
    default int chunkLength(int axis) {
        return 1;
    }

    /**
     * Reads a block into {@code target}: element {@code start + k} goes to index {@code at + sum of k_d * strides_d}.
     *
     * @throws DataFileException if the file cannot be read there
     */
    void read(long[] start, int[] count, float[] target, int at, int[] strides);
}
