package io.github.dl4jquantum.pde.record;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Decoded chunks of a file. Those used last are kept, up to {@link MemoryLimit}: windows that overlap, or come in random
 * order, find theirs decoded. With several files open, the collector takes back what exceeds the heap.
 */
final class ChunkCache {
    private final Map<Key, Held> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(String dataset, List<Long> origin) {}

    private record Held(SoftReference<StridedArray> chunk, long bytes) {}

    /** A chunk, decoded if it is not held. */
    synchronized StridedArray get(String dataset, List<Long> origin, long chunkBytes, Supplier<StridedArray> decoder) {
        Key key = new Key(dataset, origin);
        Held held = chunks.get(key);
        StridedArray chunk = held == null ? null : held.chunk.get();
        if (chunk == null) {
            if (chunks.remove(key) != null) {
                bytes -= chunkBytes;
            }
            makeRoom(chunkBytes);
            chunk = decoder.get();
            chunks.put(key, new Held(new SoftReference<>(chunk), chunkBytes));
            bytes += chunkBytes;
        }
        return chunk;
    }

    private void makeRoom(long needed) {
        Iterator<Held> oldest = chunks.values().iterator();
        while (oldest.hasNext() && bytes + needed > MemoryLimit.bytes()) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }
}
