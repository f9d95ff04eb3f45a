package io.github.dl4jquantum.pde.record;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes arrays of the datasets of one HDF5 file. jHDF says where data lies; contiguous data is mapped, chunks are
 * fetched one at a time, and their filters undone in bounded memory.
 */
final class Hdf5Arrays {
    private final Path file;
    private final FileChannel channel;
    private final long userBlock;

    Hdf5Arrays(Path file, FileChannel channel, long userBlock) {
        this.file = file;
        this.channel = channel;
        this.userBlock = userBlock;
    }

    /** The type in NumPy's words, as far as it has one. */
    static String typeName(Dataset dataset) {
        DataType type = dataset.getDataType();
        return elementType(dataset).map(ElementType::toString).orElseGet(() -> {
            if (type instanceof FixedPoint integer) {
                return (integer.isSigned() ? "int" : "uint") + 8 * type.getSize();
            }
            return type instanceof StringData || dataset.isVariableLength()
                    ? "text"
                    : type.getClass().getSimpleName();
        });
    }

    /** Empty if its elements are not float32 or float64. */
    static Optional<ElementType> elementType(Dataset dataset) {
        if (!(dataset.getDataType() instanceof FloatingPoint type)) {
            return Optional.empty();
        }
        boolean single = type.getSize() == Float.BYTES && ieee(type, 23, 8, 127);
        boolean twice = type.getSize() == Double.BYTES && ieee(type, 52, 11, 1023);
        return single || twice ? Optional.of(new ElementType(type.getSize(), type.getByteOrder())) : Optional.empty();
    }

    private static boolean ieee(FloatingPoint type, int mantissa, int exponent, int bias) {
        return type.getMantissaSize() == mantissa
                && type.getExponentSize() == exponent
                && type.getExponentLocation() == mantissa
                && type.getMantissaLocation() == 0
                && type.getSignLocation() == mantissa + exponent
                && type.getExponentBias() == bias;
    }

    NumericArray array(Dataset dataset, String name) throws IOException {
        ElementType type = elementType(dataset)
                .orElseThrow(() -> new DataFileException(
                        file,
                        name,
                        "its type is " + typeName(dataset) + "; only float32 and float64 are read: "
                                + "convert it, in h5py with astype('f4')"));
        long[] shape = dataset.getDimensionsAsLong();
        long count = elements(name, shape);
        if (dataset instanceof ContiguousDataset contiguous) {
            return StridedArray.cOrder(name, shape, mapped(name, contiguous, count, type));
        }
        if (dataset instanceof ChunkedDataset chunked) {
            return chunked(name, chunked, shape, type);
        }
        ByteBuffer compact = ((DatasetBase) dataset).getDataBuffer();
        byte[] bytes = new byte[compact.remaining()];
        compact.get(bytes);
        requireBytes(name, bytes.length, count * type.bytes());
        return StridedArray.cOrder(name, shape, Elements.in(bytes, 0, bytes.length, type));
    }

    private long elements(String name, long[] shape) {
        if (shape.length == 0 || Arrays.stream(shape).anyMatch(length -> length < 1)) {
            throw new DataFileException(
                    file, name, "its shape " + Arrays.toString(shape) + " holds no array: leave it out");
        }
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private Elements mapped(String name, ContiguousDataset dataset, long count, ElementType type) throws IOException {
        long position = userBlock + dataset.getDataAddress();
        if (dataset.getDataAddress() < 0) {
            throw new DataFileException(file, name, "no data was ever written to it: leave it out");
        }
        requireBytes(name, channel.size() - position, Math.multiplyExact(count, type.bytes()));
        return Elements.mapped(channel, position, count, type);
    }

    private void requireBytes(String name, long present, long needed) {
        if (present < needed) {
            throw new DataFileException(
                    file,
                    name,
                    "its data needs " + needed + " bytes, the file has " + Math.max(0, present)
                            + " there: it is truncated or damaged; fetch or write it again");
        }
    }

    private NumericArray chunked(String name, ChunkedDataset dataset, long[] shape, ElementType type) {
        int[] chunkShape = dataset.getChunkDimensions();
        if (chunkShape.length != shape.length || Arrays.stream(chunkShape).anyMatch(length -> length < 1)) {
            throw new DataFileException(
                    file,
                    name,
                    "its chunks " + Arrays.toString(chunkShape) + " do not fit its shape " + Arrays.toString(shape)
                            + ": it is damaged; fetch or write it again");
        }
        double chunkBytes =
                type.bytes() * Arrays.stream(chunkShape).asDoubleStream().reduce(1, (a, b) -> a * b);
        // A chunk as stored, and before and after a filter.
        MemoryLimit.check(
                file,
                name,
                "a chunk " + Arrays.toString(chunkShape) + " with its filters",
                3 * chunkBytes,
                "write it with smaller chunks, in h5py create_dataset(chunks=...), or give java a larger -Xmx");
        int bytes = (int) chunkBytes;
        return new ChunkedArray(
                name,
                shape,
                chunkShape,
                type.bytes(),
                origin -> Hdf5File.guarded(file, name, () -> chunk(name, dataset, origin, bytes, type)));
    }

    private Elements chunk(String name, ChunkedDataset dataset, long[] origin, int bytes, ElementType type) {
        int[] at = Arrays.stream(origin).mapToInt(Math::toIntExact).toArray();
        byte[] decoded;
        try {
            decoded = decode(dataset, at, bytes);
        } catch (HdfException e) {
            if (!neverWritten(e)) {
                throw e;
            }
            return fill(dataset, bytes, type);
        }
        if (decoded.length != bytes) {
            throw new DataFileException(
                    file,
                    name,
                    "its chunk at " + Arrays.toString(origin) + " has " + decoded.length + " bytes instead of " + bytes
                            + ": it is damaged; fetch or write the file again");
        }
        return Elements.in(decoded, 0, bytes, type);
    }

    /** jHDF has no other way to say so: the chunk is not in the index, or there with the undefined address. */
    private static boolean neverWritten(HdfException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("No chunk with offset") || message.endsWith("at address -1");
    }

    private static byte[] decode(ChunkedDataset dataset, int[] at, int bytes) {
        List<PipelineFilterWithData> filters = dataset.getFilters();
        if (!ChunkFilters.known(filters)) {
            return dataset.getDecompressedChunk(at);
        }
        ByteBuffer stored = dataset.getRawChunkBuffer(at);
        byte[] raw = new byte[stored.remaining()];
        stored.get(raw);
        return ChunkFilters.undo(filters, raw, bytes);
    }

    private static Elements fill(Dataset dataset, int bytes, ElementType type) {
        ByteBuffer filled = ByteBuffer.allocate(bytes).order(type.order());
        if (dataset.getFillValue() instanceof Number value && value.doubleValue() != 0) {
            while (filled.hasRemaining()) {
                if (type.bytes() == Float.BYTES) {
                    filled.putFloat(value.floatValue());
                } else {
                    filled.putDouble(value.doubleValue());
                }
            }
        }
        return Elements.in(filled.array(), 0, bytes, type);
    }
}
