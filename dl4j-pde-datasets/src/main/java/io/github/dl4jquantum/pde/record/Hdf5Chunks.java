package io.github.dl4jquantum.pde.record;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Chunks of a dataset as they are stored. jHDF hands out a chunk's bytes, but not its filter mask: that takes its index
 * of chunks, which is not public.
 */
final class Hdf5Chunks {
    private static final long UNDEFINED = -1;
    private static final Method INDEX = index();

    private Hdf5Chunks() {}

    private static Method index() {
        try {
            Method method = ChunkedDatasetBase.class.getDeclaredMethod("getChunkLookup");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new LinkageError("this version of jHDF keeps its chunks elsewhere: use the one of this project", e);
        }
    }

    /** The chunk whose first element lies at {@code origin}, or null if it was never written. */
    static Chunk find(ChunkedDataset dataset, long[] origin) {
        try {
            Chunk chunk = (Chunk) ((Map<?, ?>) INDEX.invoke(dataset)).get(new ChunkOffset(origin));
            return chunk == null || chunk.getAddress() == UNDEFINED ? null : chunk;
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new HdfException("its index of chunks cannot be read: " + cause.getMessage(), cause);
        }
    }

    /** Its bytes in the file; at most {@code longest} are read. */
    static byte[] bytes(HdfBackingStorage storage, Chunk chunk, long longest) {
        if (chunk.getSize() < 0 || chunk.getSize() > longest) {
            throw new HdfException("a chunk takes " + Integer.toUnsignedString(chunk.getSize()) + " bytes in the file");
        }
        ByteBuffer stored = storage.map(chunk.getAddress(), chunk.getSize());
        byte[] bytes = new byte[stored.remaining()];
        stored.get(bytes);
        return bytes;
    }
}
