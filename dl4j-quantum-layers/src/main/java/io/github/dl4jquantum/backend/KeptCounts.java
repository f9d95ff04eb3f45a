package io.github.dl4jquantum.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Results that came back, in a file to which each is added at once: {@code {"key": ..., "counts": {...}}}, one a line. The key is
 * a hash of the device's name, the shots, the program, and how many equal ones were run before it, so that a command that
 * is given again finds what came back, and one that is changed does not. Delete the file to draw anew.
 */
public final class KeptCounts implements AutoCloseable {

    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, Map<String, Integer>> byKey = new HashMap<>();
    private final Path file;
    private final Writer out;

    private KeptCounts(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    /** {@return what keeps nothing} */
    public static KeptCounts none() {
        return new KeptCounts(null, Writer.nullWriter());
    }

    /**
     * Reads what is in a file, and goes on writing it. A last line that was not written to its end is cut off.
     *
     * @param file need not be there; its folder must
     * @return the results, to which others can be added
     * @throws BackendException if there is something else in it
     * @throws IOException if it cannot be read or written
     */
    public static KeptCounts in(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.length() < text.length()) {
            Files.writeString(file, whole);
        }
        KeptCounts kept = new KeptCounts(
                file, Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        try {
            whole.lines().forEach(line -> {
                ProcessMessages.Kept entry = ProcessMessages.read(line, ProcessMessages.Kept.class, file.toString());
                if (entry.key() == null || entry.counts() == null) {
                    throw new BackendException(
                            file + ": " + ProcessMessages.quoted(line) + " lacks \"key\" or \"counts\".");
                }
                kept.byKey.put(entry.key(), entry.counts());
            });
        } catch (BackendException e) {
            kept.close();
            throw new BackendException(
                    e.getMessage() + " The file is damaged there: delete the line, or the file, which draws anew.", e);
        }
        return kept;
    }

    /** {@return the number of results at hand, those added since it was opened included} */
    public int size() {
        return byKey.size();
    }

    /** A key for each program, in the order in which they are run. */
    List<String> keys(List<Program> programs, int shots, String device) {
        List<String> keys = new ArrayList<>();
        for (Program program : programs) {
            String one = hash(device + '\n' + shots + '\n' + program.text());
            keys.add(one + '-' + seen.merge(one, 1, Integer::sum));
        }
        return keys;
    }

    /** What was counted, or null. */
    Counts find(String key, Program program, int shots) {
        Map<String, Integer> counts = byKey.get(key);
        return counts == null ? null : Counts.checked(counts, program, shots, "The file of kept counts");
    }

    void add(String key, Counts counts) {
        try {
            out.write(ProcessMessages.write(new ProcessMessages.Kept(key, new TreeMap<>(counts.byBits()))));
            out.write('\n');
            out.flush();
            byKey.put(key, counts.byBits());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Leaves no file where nothing came back. */
    @Override
    public void close() throws IOException {
        out.close();
        if (file != null && byKey.isEmpty() && Files.exists(file) && Files.size(file) == 0) {
            Files.delete(file);
        }
    }
}
