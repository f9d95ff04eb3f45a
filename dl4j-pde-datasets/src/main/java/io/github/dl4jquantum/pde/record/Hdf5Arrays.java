package io.github.dl4jquantum.pde.record;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes arrays of the datasets of one HDF5 file. jHDF says where data lies; contiguous data is mapped, chunks are
 * fetched one at a time, and their filters undone in bounded memory. What was never written holds the fill value.
 */
final class Hdf5Arrays {
    private final Path file;
    private final FileChannel channel;
    private final HdfBackingStorage storage;
    private final boolean netcdf;
    private final ChunkCache cache = new ChunkCache();

    /** @param netcdf whether the NetCDF library wrote the file */
    Hdf5Arrays(Path file, FileChannel channel, HdfBackingStorage storage, boolean netcdf) {
        this.file = file;
        this.channel = channel;
        this.storage = storage;
        this.netcdf = netcdf;
    }

    /** One dataset of numbers; of complex ones the parts are one more axis. */
    private record Numbers(String name, Dataset dataset, long[] shape, ElementType type, Conversion conversion) {

        long count() {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }

        boolean isComplex() {
            return shape.length > dataset.getDimensionsAsLong().length;
        }

        int[] chunkShape(ChunkedDataset chunked) {
            int[] chunkShape = chunked.getChunkDimensions();
            if (!isComplex()) {
                return chunkShape;
            }
            int[] parts = Arrays.copyOf(chunkShape, chunkShape.length + 1);
            parts[chunkShape.length] = 2;
            return parts;
        }
    }

    private Numbers numbers(Dataset dataset, String name) {
        long[] shape = dataset.getDimensionsAsLong();
        Optional<ElementType> part = Hdf5Types.partType(dataset);
        if (part.isPresent()) {
            return new Numbers(name, dataset, StridedArray.withParts(shape), part.get(), Conversion.none(file, name));
        }
        Conversion conversion = Hdf5Conversions.of(file, name, dataset, netcdf);
        ElementType type = Hdf5Types.elementType(dataset)
                .map(stored -> Hdf5Conversions.unsigned(dataset, stored))
                .orElseThrow(() -> new DataFileException(
                        file, name, "it holds " + Hdf5Types.name(dataset) + ", no numbers: leave it out"));
        return new Numbers(name, dataset, shape, type, conversion);
    }

    NumericArray array(Dataset dataset, String name) throws IOException {
        Numbers numbers = numbers(dataset, name);
        long[] shape = numbers.shape;
        if (shape.length == 0 || Arrays.stream(shape).anyMatch(length -> length < 1)) {
            throw new DataFileException(
                    file, name, "its shape " + Arrays.toString(shape) + " holds no array: leave it out");
        }
        if (dataset instanceof ChunkedDataset chunked) {
            return chunked(numbers, chunked);
        }
        return neverWritten(dataset) ? unwritten(numbers) : StridedArray.cOrder(name, shape, inOnePiece(numbers));
    }

    private static NumericArray unwritten(Numbers numbers) {
        if (!numbers.isComplex()) {
            return StridedArray.constant(numbers.name, numbers.shape, filled(numbers, numbers.type.bytes()));
        }
        long[] shape = numbers.dataset.getDimensionsAsLong();
        return StridedArray.constant(numbers.name, shape, filled(numbers, 2 * numbers.type.bytes()))
                .ofParts();
    }

    /** All numbers of a short dataset in double precision, flattened; chunked only where there is one axis. */
    double[] values(Dataset dataset, String name) throws IOException {
        Numbers numbers = numbers(dataset, name);
        double[] values = new double[Math.toIntExact(numbers.count())];
        if (dataset instanceof ChunkedDataset chunked) {
            if (numbers.shape.length != 1) {
                throw new DataFileException(
                        file, name, "its shape " + Arrays.toString(numbers.shape) + " has not one axis: leave it out");
            }
            int length = chunked.getChunkDimensions()[0];
            int bytes = chunkBytes(numbers, chunked);
            for (int at = 0; at < values.length; at += length) {
                Elements chunk = chunk(numbers, chunked, new long[] {at}, bytes);
                for (int i = 0; i < Math.min(length, values.length - at); i++) {
                    values[at + i] = chunk.value(i);
                }
            }
            return values;
        }
        boolean empty = neverWritten(dataset);
        Elements elements = empty ? filled(numbers, numbers.type.bytes()) : inOnePiece(numbers);
        Arrays.setAll(values, i -> elements.value(empty ? 0 : i));
        return values;
    }

    private static boolean neverWritten(Dataset dataset) {
        return dataset instanceof ContiguousDataset contiguous && contiguous.getDataAddress() < 0;
    }

    private Elements inOnePiece(Numbers numbers) throws IOException {
        long bytes = Math.multiplyExact(numbers.count(), numbers.type.bytes());
        if (numbers.dataset instanceof ContiguousDataset contiguous) {
            long position = storage.getUserBlockSize() + contiguous.getDataAddress();
            requireBytes(numbers.name, channel.size() - position, bytes);
            return Elements.mapped(channel, position, numbers.count(), numbers.type, numbers.conversion);
        }
        ByteBuffer compact = ((DatasetBase) numbers.dataset).getDataBuffer();
        byte[] all = new byte[compact.remaining()];
        compact.get(all);
        requireBytes(numbers.name, all.length, bytes);
        return Elements.in(all, 0, all.length, numbers.type, numbers.conversion);
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

    private NumericArray chunked(Numbers numbers, ChunkedDataset dataset) {
        int bytes = chunkBytes(numbers, dataset);
        return new ChunkedArray(
                numbers.name,
                numbers.shape,
                numbers.chunkShape(dataset),
                numbers.type.bytes(),
                cache,
                origin -> Hdf5File.guarded(file, numbers.name, () -> chunk(numbers, dataset, origin, bytes)));
    }

    private int chunkBytes(Numbers numbers, ChunkedDataset dataset) {
        int[] chunkShape = numbers.chunkShape(dataset);
        if (chunkShape.length != numbers.shape.length
                || Arrays.stream(chunkShape).anyMatch(length -> length < 1)) {
            throw new DataFileException(
                    file,
                    numbers.name,
                    "its chunks " + Arrays.toString(chunkShape) + " do not fit its shape "
                            + Arrays.toString(numbers.shape) + ": it is damaged; fetch or write it again");
        }
        double bytes = numbers.type.bytes()
                * Arrays.stream(chunkShape).asDoubleStream().reduce(1, (a, b) -> a * b);
        // A chunk as stored, and before and after a filter.
        MemoryLimit.check(
                file,
                numbers.name,
                "a chunk " + Arrays.toString(chunkShape) + " with its filters",
                3 * bytes,
                "write it with smaller chunks, in h5py create_dataset(chunks=...), or give java a larger -Xmx");
        return (int) bytes;
    }

    private Elements chunk(Numbers numbers, ChunkedDataset dataset, long[] origin, int bytes) {
        Chunk chunk = Hdf5Chunks.find(dataset, numbers.isComplex() ? Arrays.copyOf(origin, origin.length - 1) : origin);
        if (chunk == null) {
            return filled(numbers, bytes);
        }
        byte[] stored = Hdf5Chunks.bytes(storage, chunk, 2L * bytes + 1024); // filters may lengthen data, a little
        byte[] decoded = ChunkFilters.undo(dataset.getFilters(), chunk.getFilterMask(), stored, bytes);
        if (decoded.length != bytes) {
            throw new DataFileException(
                    file,
                    numbers.name,
                    "its chunk at " + Arrays.toString(origin) + " has " + decoded.length + " bytes instead of " + bytes
                            + ": it is damaged; fetch or write the file again");
        }
        return Elements.in(decoded, 0, bytes, numbers.type, numbers.conversion);
    }

    /** The fill value, as often as fits into {@code bytes}. */
    private static Elements filled(Numbers numbers, int bytes) {
        byte[] all = new byte[bytes];
        byte[] one = fillValue((DatasetBase) numbers.dataset);
        if (one.length == (numbers.isComplex() ? 2 : 1) * numbers.type.bytes()) {
            for (int at = 0; at < bytes; at += one.length) {
                System.arraycopy(one, 0, all, at, one.length);
            }
        }
        return Elements.in(all, 0, bytes, numbers.type, numbers.conversion);
    }

    private static byte[] fillValue(DatasetBase dataset) {
        if (!dataset.getHeader().hasMessageOfType(FillValueMessage.class)) {
            return new byte[0];
        }
        FillValueMessage message = dataset.getHeader().getMessageOfType(FillValueMessage.class);
        ByteBuffer value = message.isFillValueDefined() ? message.getFillValue().duplicate() : ByteBuffer.allocate(0);
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }
}
