package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often chunks are decoded, counted. */
@Timeout(60)
class ChunkCacheTest {
    private final List<Long> decoded = new ArrayList<>();

    @Test
    void windowsInRandomOrderDecodeEachChunkOnce() {
        ChunkedArray array = array(new ChunkCache());
        Random random = new Random(3);
        float[] two = new float[2];
        for (int i = 0; i < 1000; i++) {
            int start = random.nextInt(79);
            array.read(new long[] {start}, new int[] {2}, two, 0, new int[] {1});
            assertEquals(start % 8 + start / 8, two[0]);
        }
        assertEquals(10, decoded.size());
    }

    @Test
    void whatExceedsTheMemoryLimitGoesOldestFirst() {
        ChunkCache cache = new ChunkCache();
        long half = MemoryLimit.bytes() / 2;
        for (long origin : new long[] {0, 1, 0, 2, 0, 1}) {
            cache.get("u", List.of(origin), half, () -> {
                decoded.add(origin);
                return StridedArray.cOrder("u", new long[] {0}, elements(new byte[0]));
            });
        }
        assertEquals(List.of(0L, 1L, 2L, 1L), decoded, "0 was used last when 2 came");
        assertTrue(half > 0);
    }

    /** 80 numbers in chunks of 8: place within the chunk plus the chunk's number. */
    private ChunkedArray array(ChunkCache cache) {
        return new ChunkedArray("u", new long[] {80}, new int[] {8}, 1, cache, origin -> {
            decoded.add(origin[0]);
            byte[] bytes = new byte[8];
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (i + origin[0] / 8);
            }
            return elements(bytes);
        });
    }

    private static Elements elements(byte[] bytes) {
        ElementType type = new ElementType(ElementType.Kind.SIGNED, 1, ByteOrder.LITTLE_ENDIAN);
        return Elements.in(bytes, 0, bytes.length, type, Conversion.none(Path.of("file"), "u"));
    }
}
