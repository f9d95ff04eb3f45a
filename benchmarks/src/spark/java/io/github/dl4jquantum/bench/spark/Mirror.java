package io.github.dl4jquantum.bench.spark;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's copies of files at an address, as far as jobs need them: a job finds in the folder what other machines have
 * put at the address, and what it writes or deletes is put or deleted there, at its end and while it runs. Locks and
 * half-written files stay here. A machine that has a file keeps its own: latent spaces are the same bits everywhere, and
 * whatever checkpoint a training goes on from, it ends with the same numbers.
 */
final class Mirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    /** What a lost machine has trained since the last time is trained again. */
    private static final int PERIOD_MILLIS = 30_000;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mirror");
        thread.setDaemon(true);
        return thread;
    });

    /** Those of this program: jobs of one folder share one. */
    private static final Map<Path, Mirror> OPEN = new HashMap<>();

    private final MirrorFolder folder;
    private final RemoteFolder remote;
    private final int periodMillis;

    /** What this program knows to be at the address: copies of the local file of that version. */
    private final Map<Path, Version> known = new HashMap<>();

    /** By which a file that was replaced is told. */
    private record Version(FileTime modified, long size, Object key) {
        /** Of a file that is here and at the address, and may differ. */
        static final Version OTHER = new Version(FileTime.fromMillis(0), -1, null);

        /** Null if there is no such file. */
        static Version of(Path file) throws IOException {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
            } catch (NoSuchFileException none) {
                return null;
            }
        }
    }

    Mirror(MirrorFolder folder, RemoteFolder remote, int periodMillis) {
        this.folder = folder;
        this.remote = remote;
        this.periodMillis = periodMillis;
    }

    /** Of the driver, in a new folder. */
    static Mirror create(String address, String token) throws IOException {
        return opened(MirrorFolder.fresh(), RemoteFolder.create(address, token));
    }

    /**
     * Of an executor.
     *
     * @param folder of the driver's mirror: the same path on all machines
     * @throws BadInputException if this machine cannot use the address
     */
    static Mirror of(Path folder, String address, String token) throws IOException {
        synchronized (OPEN) { // the address is asked once a program
            Mirror open = OPEN.get(folder);
            return open != null ? open : opened(folder, RemoteFolder.find(address, token));
        }
    }

    private static Mirror opened(Path folder, RemoteFolder remote) throws IOException {
        Mirror mirror = new Mirror(MirrorFolder.open(folder), remote, PERIOD_MILLIS);
        synchronized (OPEN) {
            OPEN.put(folder, mirror);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(mirror::close)); // how executors end
        return mirror;
    }

    Path folder() {
        return folder.path();
    }

    String address() {
        return remote.address();
    }

    /** Runs a job with its files. */
    <R extends Serializable> R run(Cluster.Job<R> job) throws IOException {
        List<Path> files = job.files();
        fetch(files);
        ScheduledFuture<?> puts =
                CLOCK.scheduleWithFixedDelay(() -> tryPut(files), periodMillis, periodMillis, TimeUnit.MILLISECONDS);
        R result;
        try {
            result = job.run();
        } catch (IOException | RuntimeException | Error e) {
            tryPut(files); // whoever tries it again goes on from there
            throw e;
        } finally {
            puts.cancel(false);
        }
        put(files);
        return result;
    }

    private synchronized void fetch(List<Path> files) throws IOException {
        for (Path parent : files.stream().map(Path::getParent).distinct().toList()) {
            Map<String, Long> there = remote.list(name(parent));
            Files.createDirectories(parent);
            forget(parent, there);
            for (Path file : files) {
                Long size = parent.equals(file.getParent())
                        ? there.get(file.getFileName().toString())
                        : null;
                if (size != null && !known.containsKey(file)) {
                    fetch(file, size);
                }
            }
        }
    }

    private void fetch(Path file, long size) throws IOException {
        Version own = Version.of(file);
        if (own == null) {
            remote.get(name(file), file);
            own = Version.of(file);
        } else if (own.size != size) { // of another program of this machine
            own = Version.OTHER;
        }
        if (own != null) {
            known.put(file, own);
        }
    }

    /** What is gone from the address is needed here no more. */
    private void forget(Path parent, Map<String, Long> there) throws IOException {
        for (Iterator<Path> each = known.keySet().iterator(); each.hasNext(); ) {
            Path file = each.next();
            if (parent.equals(file.getParent())
                    && !there.containsKey(file.getFileName().toString())) {
                Files.deleteIfExists(file);
                each.remove();
            }
        }
    }

    private synchronized void put(List<Path> files) throws IOException {
        for (Path file : files) {
            Version own = Version.of(file);
            if (own == null && known.containsKey(file)) {
                remote.delete(name(file));
                known.remove(file);
            } else if (own != null && !own.equals(known.get(file))) {
                put(file, own);
            }
        }
    }

    private void put(Path file, Version own) throws IOException {
        try {
            remote.put(file, name(file));
            known.put(file, own);
        } catch (NoSuchFileException deleted) {
            // Meanwhile: next time it is seen to be.
        }
    }

    private void tryPut(List<Path> files) {
        try {
            put(files);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be written: {}", remote.address(), SparkConnector.firstLine(e));
        }
    }

    /** Deletes a file here and at the address. */
    synchronized void delete(Path file) throws IOException {
        remote.delete(name(file));
        Files.deleteIfExists(file);
        known.remove(file);
    }

    private Path name(Path file) {
        return folder.path().relativize(file);
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (!OPEN.remove(folder.path(), this)) {
                return; // before
            }
        }
        try {
            folder.close();
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", folder.path(), e.getMessage());
        }
    }
}
