package io.github.dl4jquantum.bench.data;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.pde.record.DataFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Files to learn from: {@code all} of them, which a split cuts, or one list for each part. Each entry is a file, a folder or
 * a glob.
 */
public record DataSources(
        @JsonProperty("all") List<String> all,
        @JsonProperty("train") List<String> train,
        @JsonProperty("validation") List<String> validation,
        @JsonProperty("test") List<String> test) {

    /** Checks that either {@code all} is given, or each of the parts. */
    public DataSources {
        all = List.copyOf(all);
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        boolean some = !train.isEmpty() || !validation.isEmpty() || !test.isEmpty();
        require(
                !some || !train.isEmpty() && !validation.isEmpty() && !test.isEmpty() && all.isEmpty(),
                "--train, --validation and --test belong together, in place of --data: give each of the three, or --data"
                        + " alone.");
        require(some || !all.isEmpty(), "No file of data: name at least one.");
        Stream.of(all, train, validation, test).flatMap(List::stream).forEach(DataSources::requirePath);
    }

    private static void requirePath(String name) {
        require(
                !Limits.isAddress(name),
                name + " is an address, data files have a path: copy it to this machine, and for --master to the same"
                        + " path of every machine, or mount it there.");
    }

    /** Whether the parts are files of their own. */
    boolean divided() {
        return all.isEmpty();
    }

    /** The files of every part; of one part if they are not divided. */
    List<List<Path>> paths() {
        List<List<Path>> paths = (divided() ? Stream.of(train, validation, test) : Stream.of(all))
                .map(part -> part.stream()
                        .flatMap(pattern -> DataFiles.find(pattern).stream())
                        .distinct()
                        .toList())
                .toList();
        Set<Path> seen = new HashSet<>();
        for (Path path : flat(paths)) {
            require(
                    seen.add(path.toAbsolutePath().normalize()),
                    path + " is in two of --train, --validation and --test: a model must not be tested on what it has"
                            + " seen; name other files.");
        }
        return paths;
    }

    private static List<Path> flat(List<List<Path>> paths) {
        return paths.stream().flatMap(List::stream).toList();
    }

    /** As options name them. */
    public String text() {
        return divided()
                ? "--train " + String.join(" ", train) + " --validation " + String.join(" ", validation) + " --test "
                        + String.join(" ", test)
                : String.join(" ", all);
    }

    /** The name of the file or pattern that comes first. */
    String shortName() {
        String first = (divided() ? train : all).get(0);
        String stripped = first.replaceAll("[/\\\\]+$", "");
        return stripped.substring(Math.max(stripped.lastIndexOf('/'), stripped.lastIndexOf('\\')) + 1);
    }

    /** Bytes of all files together. */
    public long bytes() {
        return flat(paths()).stream().mapToLong(path -> path.toFile().length()).sum();
    }

    /** The files. */
    public List<Path> files() {
        return flat(paths());
    }

    /** By which changed files are told: their bytes, whenever they were written. Reads all of them. */
    public List<String> fingerprints() {
        return files().stream().map(DataSources::fingerprint).toList();
    }

    /** Of an experiment's description. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        List<Path> files = files();
        map.put("data", text());
        map.put("dataBytes", bytes());
        map.put("dataFiles", fingerprints());
        return map;
    }

    private static String fingerprint(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream digested = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(file, digested);
            }
            return file + ", sha256 " + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read (" + e + "): see to its rights.");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
