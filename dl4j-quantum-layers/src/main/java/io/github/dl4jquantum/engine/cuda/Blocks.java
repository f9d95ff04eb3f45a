package io.github.dl4jquantum.engine.cuda;

/** How many blocks share out a minibatch. The same on every GPU, so that sums are added up in the same order. */
final class Blocks {

    private static final int MOST = 2048;
    /** Most bytes of the arrays of all blocks. */
    private static final long MOST_BYTES = 512L << 20;

    private Blocks() {}

    /**
     * Number of blocks.
     *
     * @param examples examples of the minibatch
     * @param each examples that a block works on at a time
     * @param bytes bytes of a block's arrays
     */
    static int count(int examples, int each, long bytes) {
        long needed = (examples + each - 1L) / each;
        long allowed = Math.max(1, MOST_BYTES / Math.max(1, bytes));
        return (int) Math.min(needed, Math.min(MOST, allowed));
    }

    /**
     * What to do about a minibatch that needs more than there is: the size that would fit, in proportion.
     *
     * @param each examples that a block works on at a time: blocks that are not full need as much as full ones
     */
    static String remedy(int minibatch, int each, long needed, long available) {
        // One in a hundred stays free for rounding up to pages.
        long proportional = (long) (minibatch * .99 * available / needed);
        long fits = proportional - proportional % each;
        return fits == 0
                ? "use fewer qubits, fewer circuits or a GPU with more memory"
                : "use a minibatch of at most " + Math.min(fits, minibatch - 1);
    }
}
