package io.github.dl4jquantum.pde.record;

import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.FilterManager;
import io.jhdf.filter.FilterPipeline;
import io.jhdf.filter.PipelineFilterWithData;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes the filters of a chunk. gzip and shuffle, which nearly all files use, never allocate more than a chunk may
 * hold: a few damaged or malicious bytes can unpack to gigabytes. Checksums (fletcher32) are compared; other filters are
 * jHDF's.
 */
final class ChunkFilters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    /** Bytes of a checksum, behind what it is of. */
    private static final int CHECKSUM = 4;
    /** Pairs of bytes after which sums must be reduced, lest they exceed 32 bits. */
    private static final int PAIRS = 360;

    private static final Pattern MISSING =
            Pattern.compile("A required filter is not available: .*id=(?<id>\\d+).*", Pattern.DOTALL);
    private static final Map<String, String> NAMES = Map.of(
            "4",
            " (szip)",
            "5",
            " (nbit)",
            "6",
            " (scaleoffset)",
            "32001",
            " (blosc)",
            "32013",
            " (zfp)",
            "32015",
            " (zstd)");

    private ChunkFilters() {}

    /**
     * A chunk's bytes; filters are undone in reverse order.
     *
     * @param skipped the chunk's filter mask: filters that were not applied to it
     * @param bytes of the chunk without filters
     */
    static byte[] undo(List<PipelineFilterWithData> filters, BitSet skipped, byte[] stored, int bytes) {
        byte[] data = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (!skipped.get(i)) {
                // A filter before this one may have made its input longer than the chunk is.
                data = undo(filters.get(i), data, bytes + CHECKSUM * i);
            }
        }
        return data;
    }

    private static byte[] undo(PipelineFilterWithData filter, byte[] data, int longest) {
        return switch (filter.getId()) {
            case DEFLATE -> inflate(data, longest);
            case SHUFFLE -> unshuffle(data, filter.getFilterData()[0]);
            case FLETCHER32 -> verified(data);
            default -> alone(filter).decode(data);
        };
    }

    /** What to say of a filter that jHDF does not have; empty for any other trouble. */
    static Optional<String> missing(HdfFilterException trouble) {
        Matcher missing = MISSING.matcher(String.valueOf(trouble.getMessage()));
        if (!missing.matches()) {
            return Optional.empty();
        }
        String id = missing.group("id");
        return Optional.of("filter " + id + NAMES.getOrDefault(id, "")
                + " of its chunks is not read: write it again with gzip, such as by h5repack -f GZIP=4");
    }

    /** As a pipeline of its own, which is how jHDF undoes a filter. */
    private static FilterPipeline alone(PipelineFilterWithData filter) {
        return FilterManager.getPipeline(
                List.of(new FilterInfo(filter.getId(), filter.getName(), false, filter.getFilterData())));
    }

    private static byte[] inflate(byte[] compressed, int longest) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] data = new byte[longest];
            int length = 0;
            int read;
            while (length < longest && (read = inflater.inflate(data, length, longest - length)) > 0) {
                length += read;
            }
            // What may follow the last byte is the stream's checksum, which is verified at its end.
            boolean more = inflater.inflate(new byte[1]) > 0;
            if (more || !inflater.finished()) {
                throw new HdfException("a chunk does not unpack to its " + longest + " bytes");
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

    /** Data without its checksum, which follows it, little endian. */
    private static byte[] verified(byte[] data) {
        int length = data.length - CHECKSUM;
        if (length < 0) {
            throw new HdfException("a chunk is shorter than its checksum");
        }
        int stored = 0;
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            stored = stored << 8 | data[length + i] & 0xFF;
        }
        int sum = fletcher32(data, length);
        // HDF5 before 1.6.3 swapped the bytes of each half; its files are read to this day.
        int swapped = (sum & 0x00FF00FF) << 8 | sum >>> 8 & 0x00FF00FF;
        if (stored != sum && stored != swapped) {
            throw new HdfException(
                    String.format("a chunk has the checksum %08x, not %08x with which it was written", sum, stored));
        }
        return Arrays.copyOf(data, length);
    }

    /** J. Fletcher's checksum of big-endian pairs of bytes, as HDF5 has it: an odd last byte is the upper of its pair. */
    static int fletcher32(byte[] data, int length) {
        int sum = 0;
        int sumOfSums = 0;
        for (int at = 0; at < length; at += 2) {
            int lower = at + 1 < length ? data[at + 1] & 0xFF : 0;
            sum += (data[at] & 0xFF) << 8 | lower;
            sumOfSums += sum;
            if (at / 2 % PAIRS == PAIRS - 1) {
                sum = folded(sum);
                sumOfSums = folded(sumOfSums);
            }
        }
        return folded(folded(sumOfSums)) << 16 | folded(folded(sum));
    }

    private static int folded(int sum) {
        return (sum & 0xFFFF) + (sum >>> 16);
    }
}
