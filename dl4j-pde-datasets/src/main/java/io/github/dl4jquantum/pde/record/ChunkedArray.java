package io.github.dl4jquantum.pde.record;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An array stored in equal chunks, those at the far edges partly outside of it. Chunks are decoded when a block touches
 * them, and kept in the file's cache, since the next snapshot often lies in the same ones.
 */
final class ChunkedArray implements NumericArray {
    private final String name;
    private final long[] shape;
    private final int[] chunkShape;
    private final long chunkBytes;
    private final ChunkDecoder decoder;
    private final ChunkCache cache;

    /** Gives the numbers of the chunk whose first element lies at {@code origin}. */
    @FunctionalInterface
    interface ChunkDecoder {
        Elements decode(long[] origin);
    }

    ChunkedArray(
            String name, long[] shape, int[] chunkShape, int elementBytes, ChunkCache cache, ChunkDecoder decoder) {
        this.name = name;
        this.shape = shape;
        this.chunkShape = chunkShape;
        this.cache = cache;
        this.decoder = decoder;
        chunkBytes = elementBytes * Arrays.stream(chunkShape).asLongStream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** A chunk as stored, while its filters are undone, and decoded. */
    @Override
    public long workingBytes() {
        return 3 * chunkBytes;
    }

    @Override
    public double decodedBytes(long[] start, long[] count) {
        double bytes = chunkBytes;
        for (int axis = 0; axis < shape.length; axis++) {
            long last = (start[axis] + count[axis] - 1) / chunkShape[axis];
            bytes *= last - start[axis] / chunkShape[axis] + 1;
        }
        return bytes;
    }

    @Override
    public int chunkLength(int axis) {
        return chunkShape[axis];
    }

    @Override
    public void read(long[] start, int[] count, float[] target, int at, int[] strides) {
        readChunks(0, new long[shape.length], start, count, target, at, strides);
    }

    private void readChunks(int axis, long[] origin, long[] start, int[] count, float[] target, int at, int[] strides) {
        if (axis == shape.length) {
            copyFrom(origin, start, count, target, at, strides);
            return;
        }
        long first = start[axis] / chunkShape[axis] * chunkShape[axis];
        for (long at0 = first; at0 < start[axis] + count[axis]; at0 += chunkShape[axis]) {
            origin[axis] = at0;
            readChunks(axis + 1, origin, start, count, target, at, strides);
        }
    }

    /** Copies what the block and one chunk have in common. */
    private void copyFrom(long[] origin, long[] start, int[] count, float[] target, int at, int[] strides) {
        long[] within = new long[shape.length];
        int[] common = new int[shape.length];
        int to = at;
        for (int axis = 0; axis < shape.length; axis++) {
            long from = Math.max(start[axis], origin[axis]);
            long end = Math.min(start[axis] + count[axis], origin[axis] + chunkShape[axis]);
            within[axis] = from - origin[axis];
            common[axis] = (int) (end - from);
            to += (int) (from - start[axis]) * strides[axis];
        }
        chunk(origin).read(within, common, target, to, strides);
    }

    private StridedArray chunk(long[] origin) {
        List<Long> key = LongStream.of(origin).boxed().toList();
        long[] lengths = Arrays.stream(chunkShape).asLongStream().toArray();
        return cache.get(name, key, chunkBytes, () -> StridedArray.cOrder(name, lengths, decoder.decode(origin)));
    }
}
