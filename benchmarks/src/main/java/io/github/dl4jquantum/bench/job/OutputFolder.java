package io.github.dl4jquantum.bench.job;

import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of results that one program at a time works on. What has to appear together is written to a hidden folder in
 * it and moved out once it is whole; a program that is ended while it moves is completed by the next one. Checkpoints lie
 * there too.
 *
 * <p>A hidden folder with nothing to go on from is removed, and so is the folder itself if it was created for nothing.
 */
public final class OutputFolder implements AutoCloseable {
    private static final String HIDDEN = ".qpde";
    private static final int TRIES = 100;

    /** What each command leaves in its folder; first the name by which a whole experiment of it is known. */
    private static final List<List<String>> RESULTS = List.of(
            List.of("forecaster.zip", "fields.png", "test.h5", "result.json", "report.html"),
            List.of("search.json", "candidates.jsonl", "best", "latent", "result.json", "report.html"),
            List.of("compare.json", "cells", "spaces", "tunings", "results.json", "results.csv", "report.html"));

    private final Path folder;
    private final OutputLock lock;
    private final NewFolders created;

    private OutputFolder(Path folder, OutputLock lock, NewFolders created) {
        this.folder = folder;
        this.lock = lock;
        this.created = created;
    }

    /**
     * Takes a folder, creates it if need be, and tidies it: what an earlier program completed is moved into place, what it
     * left half-written is deleted.
     *
     * @throws BadInputException if another program is at work in it, or it cannot be written
     */
    public static OutputFolder open(Path folder) throws IOException {
        Limits.writableFolder(folder);
        Path hidden = folder.resolve(HIDDEN);
        for (int i = 1; ; i++) {
            try {
                NewFolders created = NewFolders.create(folder);
                Files.createDirectories(hidden);
                OutputFolder open = new OutputFolder(folder, OutputLock.of(hidden.resolve("lock"), folder), created);
                open.tidy();
                return open;
            } catch (NoSuchFileException e) { // its last holder has just removed the hidden folder
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Tidies a folder in which a program was ended. */
    public static void tidy(Path folder) throws IOException {
        if (Files.isDirectory(folder.resolve(HIDDEN))) {
            open(folder).close();
        }
    }

    private void tidy() throws IOException {
        delete(hidden("new"));
        if (Files.exists(hidden("ready"))) {
            moveIntoPlace();
        }
        AtomicFile.sweep(folder);
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /** For checkpoints, which stay until {@link #publish}. */
    public Path checkpoints() throws IOException {
        return Files.createDirectories(hidden("checkpoints"));
    }

    /** Whether there is something to go on from. */
    public boolean hasCheckpoints() throws IOException {
        return Files.isDirectory(hidden("checkpoints"))
                && !list(hidden("checkpoints")).isEmpty();
    }

    /** The file that says what is being worked on, until {@link #publish}. */
    public Path experiment() {
        return experiment(folder);
    }

    public static Path experiment(Path folder) {
        return folder.resolve(HIDDEN).resolve("experiment.json");
    }

    /** Why an experiment that was begun to replace what is in a folder does not go on unasked. */
    public static String replaces(Path folder) {
        return folder + " holds older results, which this experiment was begun to replace: go on with --overwrite, or"
                + " choose another folder with --out.";
    }

    /** Where an experiment grows that is to replace another one, which stays until {@link #publish}. */
    public static Path replacement(Path folder) {
        return folder.resolve(HIDDEN).resolve("replacement");
    }

    /** A folder, empty but for a {@link #replacement}, in which to write what {@link #publish} moves to the folder. */
    public Path fresh() throws IOException {
        if (Files.isDirectory(replacement(folder))) {
            return replacement(folder);
        }
        delete(hidden("new"));
        return Files.createDirectory(hidden("new"));
    }

    /** Lets all that is in {@link #fresh} appear, in place of what older files and folders have these names; forgets checkpoints. */
    public void publish() throws IOException {
        Path whole = Files.isDirectory(replacement(folder)) ? replacement(folder) : hidden("new");
        for (Path file : list(whole)) {
            if (Files.isRegularFile(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        Files.move(whole, hidden("ready"), StandardCopyOption.ATOMIC_MOVE);
        moveIntoPlace();
    }

    /** What is read as JSON comes last and goes first: where it is, all is. */
    private void moveIntoPlace() throws IOException {
        List<Path> files = list(hidden("ready")).stream()
                .sorted(Comparator.comparing(OutputFolder::isJson))
                .toList();
        for (List<String> own : RESULTS) {
            if (Files.exists(hidden("ready").resolve(own.get(0)))) {
                deleteOthers(own);
            }
        }
        for (Path file : files) {
            if (isJson(file) && files.size() > 1) {
                Files.deleteIfExists(folder.resolve(file.getFileName()));
            }
        }
        for (Path file : files) {
            Path target = folder.resolve(file.getFileName());
            if (Files.isDirectory(file)) {
                delete(target);
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        forget();
        delete(hidden("ready"));
    }

    /** Deletes what another command left, which is replaced: a folder holds one experiment. What it is known by goes last. */
    private void deleteOthers(List<String> own) throws IOException {
        for (List<String> other : RESULTS) {
            if (!other.equals(own) && Files.exists(folder.resolve(other.get(0)))) {
                for (int i = other.size() - 1; i >= 0; i--) {
                    if (!own.contains(other.get(i))) {
                        delete(folder.resolve(other.get(i)));
                    }
                }
            }
        }
    }

    /** Deletes what an unfinished experiment would go on from. */
    public void forget() throws IOException {
        delete(hidden("checkpoints"));
        delete(replacement(folder));
        Files.deleteIfExists(experiment());
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    private Path hidden(String name) {
        return folder.resolve(HIDDEN).resolve(name);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Deletes a file or a folder with all that is in it, if it is there; of a link the link alone. */
    public static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : list(path)) {
                delete(each);
            }
        }
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        if (Files.isDirectory(folder.resolve(HIDDEN))) {
            delete(hidden("new"));
            if (!hasCheckpoints()) {
                Files.deleteIfExists(hidden("checkpoints"));
                Files.deleteIfExists(experiment()); // whose work had not begun
            }
        }
        lock.close();
        try {
            Files.deleteIfExists(folder.resolve(HIDDEN));
            created.removeEmpty();
        } catch (DirectoryNotEmptyException e) {
            // There is something to go on from, or another program has come.
        }
    }
}
