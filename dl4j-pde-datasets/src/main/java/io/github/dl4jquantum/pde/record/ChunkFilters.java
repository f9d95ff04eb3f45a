package io.github.dl4jquantum.pde.record;

import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes gzip and shuffle, the filters that nearly all files use, without ever allocating more than a chunk may hold: a
 * few damaged or malicious bytes can unpack to gigabytes.
 */
final class ChunkFilters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;

    private ChunkFilters() {}

    static boolean known(List<PipelineFilterWithData> filters) {
        return filters.stream().allMatch(filter -> filter.getId() == DEFLATE || filter.getId() == SHUFFLE);
    }

    /** The chunk's {@code bytes} bytes; filters are undone in reverse order. */
    static byte[] undo(List<PipelineFilterWithData> filters, byte[] stored, int bytes) {
        byte[] data = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            PipelineFilterWithData filter = filters.get(i);
            data = filter.getId() == DEFLATE ? inflate(data, bytes) : unshuffle(data, filter.getFilterData()[0]);
        }
        return data;
    }

    private static byte[] inflate(byte[] compressed, int bytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] data = new byte[bytes];
            int length = 0;
            int read;
            while (length < bytes && (read = inflater.inflate(data, length, bytes - length)) > 0) {
                length += read;
            }
            // What may follow the last byte is the stream's checksum, which is verified at its end.
            boolean more = inflater.inflate(new byte[1]) > 0;
            if (more || !inflater.finished()) {
                throw new HdfException("a chunk does not unpack to its " + bytes + " bytes");
            }
            return Arrays.copyOf(data, length);
        } catch (DataFormatException e) {
            throw new HdfException("a chunk is no gzip stream: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** Shuffled data holds the first byte of every element, then the second of every one, and so on. */
    private static byte[] unshuffle(byte[] shuffled, int width) {
        int elements = shuffled.length / width;
        byte[] data = shuffled.clone(); // bytes beyond the last whole element stay in place
        for (int part = 0; part < width; part++) {
            int from = part * elements;
            for (int i = 0; i < elements; i++) {
                data[i * width + part] = shuffled[from + i];
            }
        }
        return data;
    }
}
