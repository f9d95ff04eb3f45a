package io.github.dl4jquantum.bench.spark;

import io.github.dl4jquantum.bench.job.OutputFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of this machine that goes with the last program that has it open. Those of killed programs go when the next one
 * is opened beside them.
 */
final class MirrorFolder implements AutoCloseable {
    private static final String NAME = "qpde-shared-";
    private static final String LOCK = ".open";

    /** Those of this program. To close another channel of a lock here would give back the lock. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private MirrorFolder(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        lock = channel.lock(0, Long.MAX_VALUE, true);
    }

    /** A name that no other study has, in the folder for temporary files. */
    static Path fresh() {
        return Path.of(System.getProperty("java.io.tmpdir"), NAME + UUID.randomUUID())
                .toAbsolutePath();
    }

    /** Opens a folder, which is made if it is not there. */
    static MirrorFolder open(Path path) throws IOException {
        sweep(path.getParent());
        Files.createDirectories(path);
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            MirrorFolder folder = new MirrorFolder(path, channel);
            if (Files.notExists(path.resolve(LOCK))) {
                throw new IOException(path + " was deleted by the program that had it open last");
            }
            OWN.add(path);
            return folder;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void sweep(Path parent) throws IOException {
        Files.createDirectories(parent);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, NAME + "*")) {
            for (Path folder : folders) {
                if (!OWN.contains(folder)) {
                    sweepFolder(folder);
                }
            }
        }
    }

    private static void sweepFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock only = channel.tryLock()) {
            if (only != null) {
                OutputFolder.delete(folder);
            }
        } catch (IOException | OverlappingFileLockException inUse) {
            // Somebody else's, or gone by now.
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
            FileLock only = channel.tryLock();
            if (only != null) {
                OutputFolder.delete(path);
            }
        } finally {
            OWN.remove(path);
        }
    }
}
