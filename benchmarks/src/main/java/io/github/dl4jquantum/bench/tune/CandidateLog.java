package io.github.dl4jquantum.bench.tune;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.ResultJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The candidates that have ended, a line of JSON each, in the order in which they ended. A line is on the disk before
 * the search goes on; the end of the program in the middle of one leaves a torn last line, which is dropped when the
 * file is opened again. Open, the file is locked against a second program.
 */
final class CandidateLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final Map<Integer, CandidateResult> results = new TreeMap<>();

    private CandidateLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a file, or creates it, and reads what is in it.
     *
     * @throws io.github.dl4jquantum.bench.job.BadInputException if another program has it open, or it is damaged
     */
    static CandidateLog open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            require(
                    lock(channel) != null,
                    "Another search is running in " + file.getParent()
                            + ": wait for its end, or choose another --out.");
            CandidateLog log = new CandidateLog(file, channel);
            log.read();
            return log;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very program has it
        }
    }

    private void read() throws IOException {
        String text = content();
        int end = text.lastIndexOf('\n') + 1;
        List<String> lines = new ArrayList<>(text.substring(0, end).lines().toList());
        String torn = text.substring(end);
        if (!torn.isEmpty() && parse(torn) != null) {
            lines.add(torn); // whole but for its line end
        }
        for (int i = 0; i < lines.size(); i++) {
            CandidateResult result = parse(lines.get(i));
            require(
                    result != null && results.put(result.index(), result) == null,
                    file + ", line " + (i + 1) + (result == null ? " is no candidate" : " repeats a candidate")
                            + ": repair or delete that line.");
        }
        byte[] kept = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
        channel.truncate(kept.length).position(kept.length);
        if (lines.size() > text.substring(0, end).lines().count()) {
            write(torn);
        }
    }

    /** Through the channel, for on some systems a lock is kept from every other reader. */
    private String content() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** The candidate of a line, or null if it is none. */
    private static CandidateResult parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new CandidateResult(
                    json.required("index").intValue(),
                    JSON.convertValue(json.required("parameters"), new TypeReference<Map<String, Object>>() {}),
                    json.required("score").isNull() ? null : json.get("score").doubleValue(),
                    CandidateResult.Status.named(json.required("status").textValue()),
                    json.required("reason").textValue(),
                    json.required("seconds").doubleValue());
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    /** Adds a candidate; when this returns it is on the disk. */
    synchronized void append(CandidateResult result) throws IOException {
        write(ResultJson.line(result));
        results.put(result.index(), result);
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    /** The candidate of that index, or null. */
    synchronized CandidateResult get(int index) {
        return results.get(index);
    }

    /** All candidates, by index. */
    synchronized List<CandidateResult> all() {
        return List.copyOf(results.values());
    }

    /** The best of {@code candidates}, or null if none completed. */
    static CandidateResult best(Collection<CandidateResult> candidates) {
        CandidateResult best = null;
        for (CandidateResult candidate : candidates) {
            best = candidate.isBetterThan(best) ? candidate : best;
        }
        return best;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
