package io.github.dl4jquantum.pde.record;

/** An array of floating-point numbers in a file, of any number of axes, read block by block. Safe for several threads. */
interface NumericArray {

    /** Its name in the file. */
    String name();

    /** Length of each axis. */
    long[] shape();

    /** Bytes of memory that reading any block needs beside the block itself. */
    long workingBytes();

    /**
     * Reads a block into {@code target}: element {@code start + k} goes to index {@code at + sum of k_d * strides_d}.
     *
     * @throws DataFileException if the file cannot be read there
     */
    void read(long[] start, int[] count, float[] target, int at, int[] strides);
}
