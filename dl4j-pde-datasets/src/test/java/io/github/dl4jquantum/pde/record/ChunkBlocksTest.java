package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.iterator.NotFinite;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * 12 trajectories of 9 snapshots, every value naming its trajectory and time, in chunks that claim a share of the memory
 * limit. Oracle: which windows there are, by hand, and how often chunks are decoded, counted.
 */
@Timeout(60)
class ChunkBlocksTest {
    private static final int TRAJECTORIES = 12;
    private static final int TIMES = 9;
    /** Windows of 2 + 1 snapshots start at 0 to 6. */
    private static final int WINDOWS = 7;

    private final List<Long> decoded = new ArrayList<>();

    @Test
    void aChunkATrajectoryIsDecodedOnceAPass() {
        Block block = block(1, 5);
        assertEquals(new ChunkBlocks(5, 1), block.chunkBlocks());
        PdeSequenceIterator shuffled = shuffled(block, block.chunkBlocks());
        List<Integer> first = assertEachWindowOnceInBlocks(shuffled, 5);
        assertEquals(TRAJECTORIES, decoded.size());
        decoded.clear();
        shuffled.reset();
        assertNotEquals(first, assertEachWindowOnceInBlocks(shuffled, 5));
        assertTrue(decoded.size() <= TRAJECTORIES, decoded + " again");
        assertEquals(first, assertEachWindowOnceInBlocks(shuffled(block, block.chunkBlocks()), 5));
    }

    @Test
    void neighboursThatShareAChunkAreReadTogether() {
        Block block = block(3, 3);
        assertEquals(new ChunkBlocks(9, 3), block.chunkBlocks());
        PdeSequenceIterator shuffled = shuffled(block, block.chunkBlocks());
        assertEachWindowOnceInBlocks(shuffled, 9);
        assertEquals(Set.of(0L, 3L, 6L, 9L), Set.copyOf(decoded));
        assertEquals(4, decoded.size());
    }

    /** The order of version 0.1, on which saved results rest: its first windows for this seed, trajectory and time. */
    @Test
    void whereAllFitTheOrderIsThePlainShuffle() {
        Block block = block(1, 12);
        List<Integer> plain = places(shuffled(block, ChunkBlocks.ALL));
        assertEquals(List.of(906, 1100, 601, 604, 3, 204, 904, 104), plain.subList(0, 8));
        assertEquals(plain, places(shuffled(block, block.chunkBlocks())));
    }

    @Test
    void aPlainShuffleDecodesMoreWhereTheyDoNotFit() {
        places(shuffled(block(1, 5), ChunkBlocks.ALL));
        assertTrue(decoded.size() > 2 * TRAJECTORIES, decoded.size() + " decoded");
    }

    @Test
    void aFileSaysHowManyFit() {
        try (DataFile gzip = DataFile.open(Fixtures.file("the_well.hdf5"));
                DataFile mapped = DataFile.open(Fixtures.file("own.h5"))) {
            assertEquals(ChunkBlocks.ALL, mapped.chunkBlocks(null, null));
            assertEquals(1, gzip.chunkBlocks(null, null).neighbours());
        }
        assertThrows(IllegalArgumentException.class, () -> new ChunkBlocks(2, 3));
        assertThrows(IllegalArgumentException.class, () -> new ChunkBlocks(2, 0));
    }

    /** @return the windows' places in order: 100 trajectory + start */
    private List<Integer> assertEachWindowOnceInBlocks(PdeSequenceIterator windows, int trajectories) {
        List<Integer> places = places(windows);
        Set<Integer> expected = new TreeSet<>();
        for (int trajectory = 0; trajectory < TRAJECTORIES; trajectory++) {
            for (int start = 0; start < WINDOWS; start++) {
                expected.add(100 * trajectory + start);
            }
        }
        assertEquals(expected, new TreeSet<>(places));
        assertEquals(expected.size(), places.size());
        Set<Integer> seen = new TreeSet<>();
        for (int from = 0; from < places.size(); from += trajectories * WINDOWS) {
            Set<Integer> block = new TreeSet<>();
            places.subList(from, Math.min(places.size(), from + trajectories * WINDOWS))
                    .forEach(place -> block.add(place / 100));
            assertTrue(block.size() <= trajectories, block + " in a block");
            assertTrue(seen.stream().noneMatch(block::contains), block + " after " + seen);
            seen.addAll(block);
        }
        return places;
    }

    private List<Integer> places(PdeSequenceIterator windows) {
        List<Integer> places = new ArrayList<>();
        while (windows.hasNext()) {
            INDArray features = windows.next().getFeatures();
            for (int b = 0; b < features.size(0); b++) {
                int value = features.getInt(b, 0, 0);
                assertEquals(value + 1, features.getInt(b, 0, 1));
                places.add(value / TIMES * 100 + value % TIMES);
            }
        }
        return places;
    }

    /** Minibatches of 4 windows straddle the blocks' borders. */
    private PdeSequenceIterator shuffled(Block block, ChunkBlocks blocks) {
        return PdeSequenceIterator.builder(block.open(Path.of("file"), null))
                .contextLength(2)
                .stride(1)
                .minibatch(4)
                .shuffle(7, blocks)
                .notFinite(NotFinite.MASK) // or building reads everything
                .build();
    }

    /**
     * @param neighbours trajectories in a chunk
     * @param fit chunks that take the memory limit
     */
    private Block block(int neighbours, int fit) {
        int bytes = Math.toIntExact(MemoryLimit.bytes() / fit / (neighbours * TIMES));
        long[] shape = {TRAJECTORIES, TIMES, 1};
        int[] chunk = {neighbours, TIMES, 1};
        ElementType type = new ElementType(ElementType.Kind.SIGNED, 1, ByteOrder.LITTLE_ENDIAN);
        NumericArray array = new ChunkedArray("u", shape, chunk, bytes, new ChunkCache(), origin -> {
            decoded.add(origin[0]);
            byte[] values = new byte[neighbours * TIMES];
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) (origin[0] * TIMES + i);
            }
            return Elements.in(values, 0, values.length, type, Conversion.none(Path.of("file"), "u"));
        });
        List<Axis> axes = List.of(Axis.TRAJECTORY, Axis.TIME, Axis.X);
        double[] times = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        return new Block(List.of(new FieldArray(array, axes, List.of("u"))), times, Map.of());
    }
}
