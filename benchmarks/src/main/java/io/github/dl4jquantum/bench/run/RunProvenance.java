package io.github.dl4jquantum.bench.run;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.study.ActivationSigmoidOfTanh;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.shade.jackson.core.JsonLocation;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/** The {@link Provenance} that a run's {@code result.json} tells: each number has the name that it has there. */
public final class RunProvenance {
    private static final int MOST_BYTES = 1 << 26;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RunProvenance() {}

    /**
     * That of a result.
     *
     * @param path {@code result.json} of a run, the folder it lies in, or a saved forecaster (.zip)
     * @throws BadInputException if there is none
     */
    public static Provenance read(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("result.json") : path;
        require(
                Files.isRegularFile(file),
                "There is no file " + file + ": give the result.json or the folder of a qpde run; what compare and tune"
                        + " made is not made again.");
        if (isForecaster(file)) {
            return LatentForecaster.load(file, ActivationSigmoidOfTanh.class)
                    .provenance()
                    .orElseThrow(() -> new BadInputException(file + " does not say what made it."));
        }
        require(
                Files.size(file) <= MOST_BYTES,
                file + " has " + Files.size(file) + " bytes, more than any result: " + MOST_BYTES + " is the limit.");
        try {
            return of(JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String problem = e instanceof JsonProcessingException json ? place(json) : e.getMessage();
            throw new BadInputException(file + " is no result of qpde run: " + problem + ".");
        }
    }

    private static String place(JsonProcessingException damaged) {
        JsonLocation at = damaged.getLocation();
        return "it is no JSON" + (at == null ? "" : ", see line " + at.getLineNr());
    }

    /** By its name, as qpde names them. */
    public static boolean isForecaster(Path file) {
        return file.toString().endsWith(".zip");
    }

    /** That of a run that has just ended. */
    public static Provenance of(RunResult result) {
        return of(ResultJson.node(result));
    }

    /**
     * @throws IllegalArgumentException if it is no result of a run, naming the key
     */
    private static Provenance of(JsonNode result) {
        JsonNode data = result.path("data");
        JsonNode split = result.path("split");
        SortedMap<String, List<Double>> curves = new TreeMap<>();
        SortedMap<String, Double> scores = new TreeMap<>();
        for (String part : List.of("parameters", "errors", "baselines", "curves")) {
            collect(part, object(result, part), curves, scores);
        }
        SortedMap<String, String> versions = new TreeMap<>();
        object(result, "versions")
                .fields()
                .forEachRemaining(
                        each -> versions.put(each.getKey(), each.getValue().asText()));
        return new Provenance(
                text(result, "command"),
                versions,
                text(result, "engine"),
                integer(result, "seed"),
                new Provenance.Data(text(data, "description"), text(data, "sha256")),
                new Provenance.Split(
                        text(split, "by"),
                        (int) integer(split, "train"),
                        (int) integer(split, "validation"),
                        (int) integer(split, "test"),
                        (int) integer(split, "context"),
                        (int) integer(split, "horizon")),
                curves,
                scores);
    }

    /** Of what is not finite there is no number in JSON: such a baseline's error is left out. */
    private static void collect(
            String name, JsonNode node, SortedMap<String, List<Double>> curves, SortedMap<String, Double> scores) {
        if (node.isNumber() && Double.isFinite(node.asDouble())) {
            scores.put(name, node.asDouble());
        } else if (node.isArray()) {
            List<Double> curve = new ArrayList<>();
            node.forEach(each -> {
                if (each.isNumber() && Double.isFinite(each.asDouble())) {
                    curve.add(each.asDouble());
                }
            });
            curves.put(name, curve);
        } else {
            node.fields()
                    .forEachRemaining(each -> collect(name + "." + each.getKey(), each.getValue(), curves, scores));
        }
    }

    private static JsonNode object(JsonNode in, String key) {
        return checked(in, key, in.path(key).isObject(), "an object");
    }

    private static String text(JsonNode in, String key) {
        return checked(in, key, in.path(key).isTextual(), "a text").asText();
    }

    private static long integer(JsonNode in, String key) {
        return checked(in, key, in.path(key).isIntegralNumber(), "an integer").asLong();
    }

    private static JsonNode checked(JsonNode in, String key, boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException("its \"" + key + "\" is " + (in.has(key) ? "not " + what : "missing"));
        }
        return in.path(key);
    }
}
