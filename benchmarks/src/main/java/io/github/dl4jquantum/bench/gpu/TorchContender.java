package io.github.dl4jquantum.bench.gpu;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * {@code torch_expert.py} in one Python process for all races ({@code torch_races.py}), so that loading PyTorch and the
 * first use of the GPU are paid for once.
 */
final class TorchContender implements Contender {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> options;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final String version;
    private Race race;

    /**
     * Starts Python.
     *
     * @param python the interpreter
     * @param script {@code torch_races.py}
     * @param device cuda or cpu
     * @param graph whether a CUDA graph is replayed
     * @throws IOException if there is no Python with PyTorch, or PyTorch has no such device
     */
    TorchContender(String python, Path script, String device, boolean graph) throws IOException {
        options = new ArrayList<>(List.of("--device", device));
        if (graph) {
            options.add("--graph");
        }
        process = new ProcessBuilder(python, script.toString(), device)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        questions = process.outputWriter();
        try {
            version = answer().get("torch").asText();
        } catch (UncheckedIOException | IllegalStateException e) {
            process.destroy();
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "torch" + (options.contains("--graph") ? " --graph" : "");
    }

    /** Of PyTorch. */
    String version() {
        return version;
    }

    @Override
    public void prepare(Race next) {
        race = next;
    }

    @Override
    public Timing run(double seconds) {
        List<String> arguments = new ArrayList<>(race.arguments());
        arguments.addAll(options);
        arguments.addAll(List.of("--seconds", String.valueOf(seconds)));
        try {
            questions.write(JSON.writeValueAsString(arguments));
            questions.newLine();
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Python has ended", e);
        }
        JsonNode result = answer();
        return new Timing(
                result.get("wall_ms").asDouble(),
                result.get("wall_min_ms").asDouble(),
                result.get("runs").asInt());
    }

    private JsonNode answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Python has ended");
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("failed")) {
                throw new IllegalStateException(answer.get("failed").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("Python has ended", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
