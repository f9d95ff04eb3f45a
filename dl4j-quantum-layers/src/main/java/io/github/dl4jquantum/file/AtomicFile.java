package io.github.dl4jquantum.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Writes a file in full or not at all: to a temporary name in the target's own folder, to the disk, then moved into place.
 *
 * <p>Whoever reads the target sees the old content or the new one, after a power failure too. A failed write, and one
 * that the end of the program interrupts, leaves the old content and no temporary file; what a kill leaves is swept by
 * the next write into that folder.
 *
 * <p>The data sets' own {@code NewFile} does the same where this class is not: neither module needs the other.
 */
public final class AtomicFile {
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

    /** The temporary files of this program. To close one here would give back the lock that tells others of it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the whole content to {@code out}, which the caller closes.
         *
         * @param out the temporary file
         * @throws IOException if the content cannot be written; the target then stays as it is
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Creates or replaces {@code target}.
     *
     * @param target its folder must be there
     * @param content writes the bytes
     * @throws IOException if the folder is missing or cannot be written, or if {@code content} throws it
     */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        sweep(absolute.getParent());
        while (!written(absolute, content)) {
            // Another program swept the temporary file before it was locked.
        }
    }

    private static boolean written(Path target, Content content) throws IOException {
        // Not Files.createTempFile: that one's result would be readable by its owner alone.
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        temporary.toFile().deleteOnExit(); // an interrupted program still runs this
        OWN.add(temporary);
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (!locked(channel) || Files.notExists(temporary)) {
                return false;
            }
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw named(target, e);
        } finally {
            Files.deleteIfExists(temporary);
            OWN.remove(temporary);
        }
    }

    /** What the system says while it writes, such as of a full disk, names no file. */
    private static IOException named(Path target, IOException e) {
        if (e.getClass() != IOException.class) {
            return e;
        }
        FileSystemException named = new FileSystemException(target.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    /**
     * Deletes what killed programs left in a folder. A temporary file that is still being written, by this program or
     * another, stays.
     *
     * @param folder the one to sweep, not those in it
     * @throws IOException if the folder cannot be listed
     */
    public static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.toAbsolutePath(), ".*.tmp")) {
            for (Path file : files) {
                if (TEMPORARY.matcher(file.getFileName().toString()).matches() && !OWN.contains(file)) {
                    sweepFile(file);
                }
            }
        }
    }

    private static void sweepFile(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OverlappingFileLockException inUse) {
            // Somebody else's, gone by now, or on a disk without locks: not ours to delete.
        }
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException withoutLocks) { // on such a disk nobody can sweep either
            return true;
        }
    }
}
