package io.github.dl4jquantum.bench.spark;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.file.AtomicFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A folder at an address that one of Hadoop's file systems knows. What has its own name there is whole; hidden names that
 * end with {@code .part} are of files that are being put, or were when their machine was lost, and are never read.
 */
final class RemoteFolder {
    /** Seconds in which an address must answer at first, unless the system property dl4jquantum.masterSeconds says otherwise. */
    private static final int ANSWER_SECONDS = 30;

    private final String address;
    private final Path root;
    private final FileSystem files;

    private RemoteFolder(String address) throws IOException {
        this.address = address;
        root = new Path(address);
        files = root.getFileSystem(configuration());
    }

    /** Settings {@code spark.hadoop.*} are Hadoop's: on an executor those of its driver. */
    private static Configuration configuration() {
        SparkEnv environment = SparkEnv.get();
        return SparkHadoopUtil.get().newConfiguration(environment == null ? new SparkConf() : environment.conf());
    }

    /**
     * Finds or makes the folder.
     *
     * @param token name of an empty file to make there
     * @throws BadInputException if there can be no such folder, or it does not answer in time
     */
    static RemoteFolder create(String address, String token) {
        return within(address, () -> {
            RemoteFolder folder = new RemoteFolder(address);
            require(
                    !folder.files.exists(folder.root)
                            || folder.files.getFileStatus(folder.root).isDirectory(),
                    "--shared " + address + " is a file: name a folder.");
            folder.files.mkdirs(folder.root);
            folder.files.create(new Path(folder.root, token), false).close();
            return folder;
        });
    }

    /**
     * Finds the folder on an executor.
     *
     * @param token of the driver
     * @throws BadInputException if it is not the driver's, cannot be written, or does not answer in time
     */
    static RemoteFolder find(String address, String token) {
        return within(address, () -> {
            RemoteFolder folder = new RemoteFolder(address);
            require(
                    folder.files.exists(new Path(folder.root, token)),
                    "--shared " + address + " is not the driver's folder: name one that all machines see at that"
                            + " address.");
            Path probe = folder.part(token);
            folder.files.create(probe, false).close();
            folder.files.delete(probe, false);
            return folder;
        });
    }

    private static RemoteFolder within(String address, Callable<RemoteFolder> work) {
        int limit = SparkConnector.limit(ANSWER_SECONDS);
        FutureTask<RemoteFolder> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "shared folder"); // Hadoop itself may try for a quarter of an hour
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new BadInputException("--shared " + address + " did not answer within " + limit
                    + " s: see that its server runs there and that this machine reaches it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BadInputException refusal) {
                throw refusal;
            }
            throw new BadInputException("--shared " + address + " cannot be used, " + reason(e.getCause()));
        }
    }

    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String words = SparkConnector.firstLine(first);
        return first instanceof UnsupportedFileSystemException || first instanceof ClassNotFoundException
                ? words + ": give a folder of a file system that Hadoop knows, such as hdfs://HOST/FOLDER, or start"
                        + " with the jars that bring this one on the class path."
                : first.getClass().getSimpleName() + ": " + words
                        + ": see that its server runs there and that you may write the folder;"
                        + " settings of Hadoop are given as -Dspark.hadoop.KEY=VALUE.";
    }

    String address() {
        return address;
    }

    /** Names and bytes of the files of a folder in this one; empty if there is no such folder. */
    Map<String, Long> list(java.nio.file.Path name) throws IOException {
        Map<String, Long> there = new HashMap<>();
        try {
            for (FileStatus file : files.listStatus(path(name))) {
                if (file.isFile()) {
                    there.put(file.getPath().getName(), file.getLen());
                }
            }
        } catch (FileNotFoundException none) {
            // Nobody has put anything yet.
        }
        return there;
    }

    /** Copies a file to this machine; nothing if it is gone by now. */
    void get(java.nio.file.Path name, java.nio.file.Path to) throws IOException {
        try (InputStream in = files.open(path(name))) {
            AtomicFile.write(to, in::transferTo);
        } catch (FileNotFoundException gone) {
            // Another machine needs it no more.
        }
    }

    /** Copies a file from this machine, in place of what is there. */
    void put(java.nio.file.Path from, java.nio.file.Path name) throws IOException {
        Path to = path(name);
        Path part = part(name.toString());
        boolean put = false;
        try {
            try (OutputStream out = files.create(part, false)) {
                java.nio.file.Files.copy(from, out);
            }
            files.delete(to, false); // most file systems rename to no name that is taken
            put = rename(part, to);
            if (!put && !files.exists(to)) { // else another machine was faster
                throw new IOException(to + " cannot be written: " + part + " could not be renamed");
            }
        } finally {
            if (!put) {
                files.delete(part, false);
            }
        }
    }

    private boolean rename(Path part, Path to) throws IOException {
        try {
            return files.rename(part, to);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Deletes a file, if it is there. */
    void delete(java.nio.file.Path name) throws IOException {
        files.delete(path(name), false);
    }

    private Path path(java.nio.file.Path name) {
        return name.toString().isEmpty() ? root : new Path(root, name.toString().replace('\\', '/'));
    }

    private Path part(String name) {
        Path to = path(java.nio.file.Path.of(name));
        return new Path(to.getParent(), "." + to.getName() + "." + UUID.randomUUID() + ".part");
    }
}
