package io.github.dl4jquantum.pde.record;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * One array of an .npz file, which is a zip archive.
 *
 * @param file the archive
 * @param entryName the archive's name for it
 * @param stored whether it is uncompressed
 * @param position where its bytes begin in the file, if it is
 * @param size unpacked bytes
 */
record NpzMember(Path file, String entryName, boolean stored, long position, long size) {
    private static final String SUFFIX = ".npy";

    /** All members of an archive. */
    static List<NpzMember> list(Path file) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<NpzMember> members = new ArrayList<>();
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (!entry.getName().endsWith(SUFFIX)) {
                    continue;
                }
                boolean stored = entry.getMethod() == ZipEntry.STORED;
                zip.getRawInputStream(entry).close(); // which finds out where the data begins
                members.add(new NpzMember(file, entry.getName(), stored, entry.getDataOffset(), entry.getSize()));
            }
            if (members.isEmpty()) {
                throw new IOException("it has no member that ends in " + SUFFIX);
            }
            return members;
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e); // commons-compress, on damaged entries
        }
    }

    /** NumPy's name of the array. */
    String name() {
        return entryName.substring(0, entryName.length() - SUFFIX.length());
    }

    /** Its first bytes, at most {@code length}. */
    byte[] head(int length) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get();
                InputStream in = zip.getInputStream(zip.getEntry(entryName))) {
            return in.readNBytes(length);
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e);
        }
    }

    /**
     * Compares all of its bytes with the archive's checksum of them.
     *
     * @throws IOException if they are damaged
     */
    void verify() throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            ZipArchiveEntry entry = zip.getEntry(entryName);
            try (InputStream in = zip.getInputStream(entry)) {
                CRC32 sum = new CRC32();
                byte[] piece = new byte[1 << 16];
                int read;
                while ((read = in.read(piece)) > 0) {
                    sum.update(piece, 0, read);
                }
                requireChecksum(sum, entry);
            }
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e);
        }
    }

    private static void requireChecksum(CRC32 sum, ZipArchiveEntry entry) throws IOException {
        if (sum.getValue() != entry.getCrc()) {
            throw new IOException(String.format("its checksum is %08x, not %08x", sum.getValue(), entry.getCrc()));
        }
    }

    /**
     * All of its bytes.
     *
     * @throws DataFileException if they exceed what may be held in memory
     * @throws IOException if they are damaged
     */
    byte[] unpack() throws IOException {
        MemoryLimit.check(
                file,
                name(),
                "a compressed member",
                size,
                "save it with np.savez, which does not compress, or give java a larger -Xmx");
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            ZipArchiveEntry entry = zip.getEntry(entryName);
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes((int) size);
                CRC32 sum = new CRC32();
                sum.update(bytes);
                if (bytes.length < size || in.read() >= 0) {
                    throw new EOFException("it does not unpack to its " + size + " bytes");
                }
                requireChecksum(sum, entry);
                return bytes;
            }
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e);
        }
    }
}
