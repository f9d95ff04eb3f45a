package io.github.dl4jquantum.bench.job;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file that one program at a time holds; it is gone when it is given back, and free after a kill. */
public final class OutputLock implements AutoCloseable {
    private static final long WAIT_MILLIS = 100;

    private final Path file;
    private final FileChannel channel;
    /** Of what it guards; null where that had its folder. */
    private final NewFolders created;

    private OutputLock(Path file, FileChannel channel, NewFolders created) {
        this.file = file;
        this.channel = channel;
        this.created = created;
    }

    /**
     * Takes the lock of a file of results, which lies hidden beside it, and deletes what killed programs left of that
     * file half-written. A folder for it is created, which goes with the lock if the file does not come.
     *
     * @throws BadInputException if another program holds it
     */
    public static OutputLock ofFile(Path output) throws IOException {
        Path target = output.toAbsolutePath();
        String name = target.getFileName().toString();
        NewFolders created = NewFolders.create(target.getParent());
        OutputLock lock = of(target.resolveSibling("." + name + ".lock"), output, created);
        Pattern left = Pattern.compile(Pattern.quote("." + name + ".") + "[0-9a-f-]{36}\\.part");
        try (Stream<Path> files = Files.list(target.getParent())) {
            for (Path file : files.toList()) {
                if (left.matcher(file.getFileName().toString()).matches()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return lock;
    }

    /**
     * Takes a lock.
     *
     * @param file of the lock
     * @param output what it guards, for the message
     * @throws BadInputException if another program holds it
     */
    static OutputLock of(Path file, Path output) throws IOException {
        return of(file, output, null);
    }

    private static OutputLock of(Path file, Path output, NewFolders created) throws IOException {
        for (; ; ) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean held = false;
            try {
                require(
                        tried(channel),
                        "Another program is at work on " + output + ": wait for its end, or choose another --out.");
                held = isStill(file, channel);
            } finally {
                if (!held) {
                    channel.close();
                }
            }
            if (held) {
                return new OutputLock(file, channel, created);
            }
        }
    }

    /**
     * Takes the lock of what several programs may make at once, and one is to make, as soon as it is free.
     *
     * @param check called while it waits; what it throws ends that
     */
    public static OutputLock await(Path file, Runnable check) throws IOException {
        for (; ; ) {
            try {
                return of(file, file);
            } catch (BadInputException held) {
                check.run();
                try {
                    Thread.sleep(WAIT_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted");
                }
            }
        }
    }

    private static boolean tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very program has it
        }
    }

    /**
     * Whoever held it may have deleted the file between its opening and its locking here: is this one still there? It gets a
     * length that no other has. To open it a second time would, on POSIX systems, give back the lock.
     */
    private static boolean isStill(Path file, FileChannel channel) throws IOException {
        int length = 1 + new SecureRandom().nextInt(1 << 20);
        channel.truncate(0).write(ByteBuffer.allocate(1), length - 1);
        try {
            return Files.size(file) == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
        if (created != null) {
            created.removeEmpty();
        }
    }
}
