package io.github.dl4jquantum.pde.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A .npy file, or the members of a .npz file. What is stored uncompressed is mapped and read a window at a time; a
 * compressed member (np.savez_compressed) has no random access and is unpacked into memory when it is first read. The
 * checksum of a member is compared then.
 */
final class NumpyDataFile extends DataFile {
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final boolean archive;

    /** One array: its header, and where its elements come from. */
    private record Member(NpyHeader header, ElementSource source) {}

    @FunctionalInterface
    private interface ElementSource {
        Elements read(ElementType type, Conversion conversion) throws IOException;
    }

    NumpyDataFile(Path path, boolean archive) {
        super(path);
        this.archive = archive;
        try {
            if (archive) {
                for (NpzMember member : NpzMember.list(path)) {
                    add(member);
                }
            } else {
                addFile();
            }
        } catch (IOException | ArithmeticException e) {
            throw damaged(null, e);
        }
    }

    private void addFile() throws IOException {
        try (FileChannel file = FileChannel.open(path(), StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate((int) Math.min(NpyHeader.MAX_BYTES, file.size()));
            while (head.hasRemaining() && file.read(head) >= 0) {
                // a read may be short
            }
            NpyHeader header = NpyHeader.parse(head.array());
            requireBytes("", header, file.size() - header.bytes());
            members.put(
                    "",
                    new Member(header, (type, conversion) -> mapped(header.bytes(), header.count(), type, conversion)));
        }
    }

    private void add(NpzMember member) throws IOException {
        NpyHeader header;
        try {
            header = NpyHeader.parse(member.head(NpyHeader.MAX_BYTES));
        } catch (IOException e) {
            throw damaged(member.name(), e);
        }
        requireBytes(member.name(), header, member.size() - header.bytes());
        ElementSource source = (type, conversion) -> {
            if (member.stored()) {
                member.verify();
                return mapped(member.position() + header.bytes(), header.count(), type, conversion);
            }
            byte[] bytes = member.unpack();
            return Elements.in(bytes, header.bytes(), bytes.length - header.bytes(), type, conversion);
        };
        members.put(member.name(), new Member(header, source));
    }

    private void requireBytes(String name, NpyHeader header, long present) {
        long needed = header.elementType()
                .map(type -> Math.multiplyExact(header.count(), type.bytes()))
                .orElse(present);
        if (present != needed) {
            throw new DataFileException(
                    path(),
                    name.isEmpty() ? null : name,
                    "its shape " + Arrays.toString(header.shape()) + " needs " + needed + " bytes, it has " + present
                            + ": it is truncated or damaged; fetch or write it again");
        }
    }

    private Elements mapped(long position, long count, ElementType type, Conversion conversion) throws IOException {
        try (FileChannel file = FileChannel.open(path(), StandardOpenOption.READ)) {
            return Elements.mapped(file, position, count, type, conversion); // a mapping outlives its channel
        }
    }

    private DataFileException damaged(String name, Exception cause) {
        return new DataFileException(
                path(),
                name,
                "it is truncated or damaged (" + cause.getMessage() + "): fetch it, or write it with numpy, again",
                cause);
    }

    @Override
    public String format() {
        return archive ? "an .npz file" : "an .npy file";
    }

    @Override
    public List<DatasetInfo> datasets() {
        return members.entrySet().stream()
                .map(member -> info(member.getKey(), member.getValue().header()))
                .toList();
    }

    private static DatasetInfo info(String name, NpyHeader header) {
        boolean floating = header.elementType().isPresent() && header.shape().length > 0 && header.count() > 0;
        String type = header.elementType()
                .map(part -> header.isComplex() ? part.complex() : part.toString())
                .orElse(header.type());
        return new DatasetInfo(name, header.shape(), type, floating);
    }

    @Override
    public Map<String, String> attributes() {
        return Map.of();
    }

    @Override
    public boolean declaresAxes() {
        return false;
    }

    /** Members are verified when they are first read; there is no checksum in a .npy file. */
    @Override
    public boolean verify() {
        return false;
    }

    @Override
    List<Block> blocks(Axes axes, String field) {
        return DeclaredArrays.blocks(this, axes, field);
    }

    @Override
    double[] numbers(String dataset, long most) {
        Elements elements = elements(dataset);
        long count = members.get(dataset).header().count();
        if (count > most) {
            throw new DataFileException(
                    path(), dataset, "it holds " + count + " numbers, above the limit " + most + ": it is damaged");
        }
        return IntStream.range(0, (int) count).mapToDouble(elements::value).toArray();
    }

    @Override
    NumericArray array(String dataset) {
        NpyHeader header = members.get(dataset).header();
        long[] shape = header.isComplex() ? StridedArray.withParts(header.shape()) : header.shape();
        return new LazyArray(dataset, shape, () -> fetch(dataset));
    }

    private NumericArray fetch(String dataset) {
        NpyHeader header = members.get(dataset).header();
        Elements elements = elements(dataset);
        StridedArray array = header.fortranOrder()
                ? StridedArray.fortranOrder(dataset, header.shape(), elements)
                : StridedArray.cOrder(dataset, header.shape(), elements);
        return header.isComplex() ? array.ofParts() : array;
    }

    private Elements elements(String dataset) {
        Member member = members.get(dataset);
        try {
            return member.source().read(member.header().elementType().orElseThrow(), Conversion.none(path(), dataset));
        } catch (IOException e) {
            throw damaged(dataset, e);
        }
    }

    /** Nothing stays open: mappings live as long as their arrays. */
    @Override
    public void close() {}
}
