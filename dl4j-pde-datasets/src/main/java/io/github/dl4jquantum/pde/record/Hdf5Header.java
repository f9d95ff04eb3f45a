package io.github.dl4jquantum.pde.record;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Puts together one object header, version 2, of an HDF5 file: the list of messages that makes a group or a dataset
 * (HDF5 File Format Specification 3.0, IV.A.1.b). All integers are little endian, all addresses and lengths take eight
 * bytes.
 */
final class Hdf5Header {
    private static final int DATASPACE = 0x01;
    private static final int LINK_INFO = 0x02;
    private static final int DATATYPE = 0x03;
    private static final int FILL_VALUE = 0x05;
    private static final int LINK = 0x06;
    private static final int LAYOUT = 0x08;
    private static final int GROUP_INFO = 0x0A;
    private static final int ATTRIBUTE = 0x0C;

    private static final long UNDEFINED = -1;
    /** Signature, version, flags and length before the messages. */
    private static final int PREFIX = 10;

    private static final int CHECKSUM = 4;
    private static final int LONGEST_MESSAGE = 0xFFFF;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    /** Of a group, whose members {@link #link} adds. */
    static Hdf5Header group() {
        Hdf5Header header = new Hdf5Header();
        header.message(
                LINK_INFO,
                little(18).put((byte) 0).put((byte) 0).putLong(UNDEFINED).putLong(UNDEFINED));
        header.message(GROUP_INFO, little(2).put((byte) 0).put((byte) 0));
        return header;
    }

    /** Of a dataset stored in one piece. */
    static Hdf5Header dataset(byte[] type, long[] shape, long address, long bytes) {
        Hdf5Header header = new Hdf5Header();
        header.message(DATASPACE, little(4 + Long.BYTES * shape.length).put(dataspace(shape)));
        header.message(DATATYPE, little(type.length).put(type));
        // Version 3; space is allocated late, and filled if a fill value was set, which none was.
        header.message(FILL_VALUE, little(2).put((byte) 3).put((byte) 0x0A));
        header.message(
                LAYOUT, little(18).put((byte) 3).put((byte) 1).putLong(address).putLong(bytes));
        return header;
    }

    /** A member of a group. */
    Hdf5Header link(String name, long address) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        // Version 1; flag 0x10: the name's character set is given, and is 1, UTF-8; its length takes two bytes.
        message(
                LINK,
                little(5 + text.length + Long.BYTES)
                        .put((byte) 1)
                        .put((byte) 0x11)
                        .put((byte) 1)
                        .putShort((short) text.length)
                        .put(text)
                        .putLong(address));
        return this;
    }

    Hdf5Header attribute(String name, String text) {
        byte[] value = text.isEmpty() ? new byte[1] : text.getBytes(StandardCharsets.UTF_8);
        return attribute(name, string(value.length), value);
    }

    Hdf5Header attribute(String name, long number) {
        return attribute(name, int64(), little(Long.BYTES).putLong(number).array());
    }

    private Hdf5Header attribute(String name, byte[] type, byte[] value) {
        byte[] text = (name + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] scalar = dataspace(new long[0]);
        message(
                ATTRIBUTE,
                little(9 + text.length + type.length + scalar.length + value.length)
                        .put((byte) 3)
                        .put((byte) 0)
                        .putShort((short) text.length)
                        .putShort((short) type.length)
                        .putShort((short) scalar.length)
                        .put((byte) 1)
                        .put(text)
                        .put(type)
                        .put(scalar)
                        .put(value));
        return this;
    }

    private void message(int type, ByteBuffer body) {
        int length = body.position();
        if (length > LONGEST_MESSAGE) {
            throw new IllegalArgumentException("an HDF5 attribute of " + length + " bytes exceeds the limit "
                    + LONGEST_MESSAGE + ": shorten the text");
        }
        messages.writeBytes(little(4)
                .put((byte) type)
                .putShort((short) length)
                .put((byte) 0)
                .array());
        messages.write(body.array(), 0, length);
    }

    int length() {
        return PREFIX + messages.size() + CHECKSUM;
    }

    byte[] bytes() {
        ByteBuffer header = little(length());
        header.put("OHDR".getBytes(StandardCharsets.US_ASCII)).put((byte) 2).put((byte) 0x02);
        header.putInt(messages.size()).put(messages.toByteArray());
        return sealed(header);
    }

    /** The superblock, version 2, with which a file begins. */
    static byte[] superblock(long rootAddress, long endOfFile) {
        ByteBuffer block = little(48);
        block.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'});
        block.put((byte) 2).put((byte) Long.BYTES).put((byte) Long.BYTES).put((byte) 0);
        block.putLong(0).putLong(UNDEFINED).putLong(endOfFile).putLong(rootAddress);
        return sealed(block);
    }

    private static byte[] sealed(ByteBuffer bytes) {
        byte[] content = new byte[bytes.position()];
        System.arraycopy(bytes.array(), 0, content, 0, content.length);
        bytes.putInt(JenkinsLookup3HashLittle.hash(content));
        return bytes.array();
    }

    /** IEEE single precision. */
    static byte[] float32() {
        return floating(Float.BYTES, 23, 8, 127);
    }

    /** IEEE double precision. */
    static byte[] float64() {
        return floating(Double.BYTES, 52, 11, 1023);
    }

    private static byte[] floating(int bytes, int mantissa, int exponent, int bias) {
        ByteBuffer type = little(20).put((byte) 0x11); // version 1, class 1
        type.put((byte) 0x20).put((byte) (8 * bytes - 1)).put((byte) 0); // leading mantissa bit implied; place of sign
        type.putInt(bytes).putShort((short) 0).putShort((short) (8 * bytes));
        type.put((byte) mantissa).put((byte) exponent).put((byte) 0).put((byte) mantissa);
        return type.putInt(bias).array();
    }

    private static byte[] int64() {
        ByteBuffer type = little(12).put((byte) 0x10); // version 1, class 0
        type.put((byte) 0x08).put((byte) 0).put((byte) 0); // signed
        return type.putInt(Long.BYTES)
                .putShort((short) 0)
                .putShort((short) Long.SIZE)
                .array();
    }

    private static byte[] string(int bytes) {
        ByteBuffer type = little(8).put((byte) 0x13); // version 1, class 3
        return type.put((byte) 0x11).put((byte) 0).put((byte) 0).putInt(bytes).array(); // padded with zeros, UTF-8
    }

    private static byte[] dataspace(long[] shape) {
        ByteBuffer space = little(4 + Long.BYTES * shape.length);
        space.put((byte) 2).put((byte) shape.length).put((byte) 0).put((byte) (shape.length == 0 ? 0 : 1));
        for (long length : shape) {
            space.putLong(length);
        }
        return space.array();
    }

    private static ByteBuffer little(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
