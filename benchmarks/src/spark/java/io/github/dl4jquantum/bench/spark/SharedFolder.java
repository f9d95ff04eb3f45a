package io.github.dl4jquantum.bench.spark;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The folder that all machines of a study see, as its driver has it. A file there, the token, tells executors that they do. */
sealed interface SharedFolder extends AutoCloseable {

    /**
     * Opens a folder.
     *
     * @param shared a path that is the same on all machines, or an address; null for none
     * @throws BadInputException if the address cannot be used
     */
    static SharedFolder open(String shared) throws IOException {
        if (shared == null) {
            return new None();
        }
        String token = ".qpde-" + UUID.randomUUID() + ".seen";
        return Limits.isAddress(shared)
                ? new Mirrored(Mirror.create(shared, token), token)
                : new Seen(Path.of(shared), Files.createFile(Path.of(shared, token)));
    }

    /** Where jobs find its files, on every machine; null if there is none. */
    Path path();

    /** As the user names it; null if there is none. */
    String name();

    /** A job that is to run on these files. */
    Task task(Cluster.Job<?> job);

    /** Deletes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** Deletes the token. */
    @Override
    void close();

    /** Jobs share nothing. */
    record None() implements SharedFolder {
        @Override
        public Path path() {
            return null;
        }

        @Override
        public String name() {
            return null;
        }

        @Override
        public Task task(Cluster.Job<?> job) {
            return Task.of(job, null);
        }

        @Override
        public void delete(Path file) {
            throw new UnsupportedOperationException("there is no shared folder");
        }

        @Override
        public void close() {}
    }

    /** All machines see the folder itself. */
    record Seen(Path path, Path token) implements SharedFolder {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public Task task(Cluster.Job<?> job) {
            return Task.of(job, token);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public void close() {
            try {
                delete(token);
            } catch (IOException e) {
                // An empty hidden file is left: no reason to fail.
            }
        }
    }

    /** Every machine has copies of what is at an address. */
    record Mirrored(Mirror mirror, String token) implements SharedFolder {
        @Override
        public Path path() {
            return mirror.folder();
        }

        @Override
        public String name() {
            return mirror.address();
        }

        @Override
        public Task task(Cluster.Job<?> job) {
            return Task.of(job, mirror, token);
        }

        @Override
        public void delete(Path file) throws IOException {
            mirror.delete(file);
        }

        @Override
        public void close() {
            try {
                delete(path().resolve(token));
            } catch (IOException e) {
                // As above.
            }
            mirror.close();
        }
    }
}
