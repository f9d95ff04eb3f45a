package io.github.dl4jquantum.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
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
 */
public final class AtomicFile {
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

    /**
     * The temporary files of this program. Those of others are locked; that their locks be tried here is no harm, but
     * closing a file would give back this program's own lock on it.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        /** Writes the whole content to {@code out}, which the caller closes. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Creates or replaces {@code target}.
     *
     * @throws IOException if the folder is missing or cannot be written, or if {@code content} throws it
     */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        sweep(absolute.getParent());
        // Not Files.createTempFile: that one's result would be readable by its owner alone.
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
        temporary.toFile().deleteOnExit(); // an interrupted program still runs this
        OWN.add(temporary);
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            lock(channel);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
            OWN.remove(temporary);
        }
    }

    /**
     * Deletes what killed programs left in a folder. A temporary file that is still being written, by this program or
     * another, stays.
     *
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

    private static void lock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException | OverlappingFileLockException none) {
            // A disk without locks: nobody can sweep there either.
        }
    }
}
