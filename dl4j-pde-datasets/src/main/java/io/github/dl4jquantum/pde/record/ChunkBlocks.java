package io.github.dl4jquantum.pde.record;

/**
 * Trajectories whose chunks, decoded, fit into memory together; see {@link DataFile#chunkBlocks}.
 *
 * @param trajectories how many at a time
 * @param neighbours how many that follow one another in the file share their chunks; 1 where each has its own
 */
public record ChunkBlocks(int trajectories, int neighbours) {
    /** All trajectories at once. */
    public static final ChunkBlocks ALL = new ChunkBlocks(Integer.MAX_VALUE, 1);

    /**
     * Checks the components.
     *
     * @param trajectories how many at a time
     * @param neighbours how many that follow one another in the file share their chunks; 1 where each has its own
     * @throws IllegalArgumentException if a number is below 1, or fewer trajectories than neighbours are kept
     */
    public ChunkBlocks {
        if (neighbours < 1 || trajectories < neighbours) {
            throw new IllegalArgumentException("ChunkBlocks of " + trajectories + " trajectories, " + neighbours
                    + " neighbours: give at least 1 neighbour, and as many trajectories");
        }
    }

    /**
     * As many as a memory holds, at least those that share their chunks.
     *
     * @param bytes of the chunks of so many neighbours; 0 if nothing is decoded
     */
    static ChunkBlocks in(long memory, double bytes, int neighbours) {
        if (bytes == 0) {
            return ALL;
        }
        double trajectories = Math.max(1, Math.floor(memory / bytes)) * neighbours;
        return new ChunkBlocks((int) Math.min(Integer.MAX_VALUE, trajectories), neighbours);
    }

    /** What suits both. */
    ChunkBlocks and(ChunkBlocks other) {
        int shared = Math.max(neighbours, other.neighbours);
        return new ChunkBlocks(Math.max(shared, Math.min(trajectories, other.trajectories)), shared);
    }
}
