package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.data.StudyProblem;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Spelling;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.noise.NoiseFile;
import io.github.dl4jquantum.noise.NoiseModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.MapperFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.exc.MismatchedInputException;
import org.nd4j.shade.jackson.databind.exc.UnrecognizedPropertyException;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads experiments: a preset is a whole one, the keys of a file (YAML, of which JSON is a part) replace the preset's,
 * and options of the command line narrow the result.
 */
final class SpecReader {
    /** The presets, files beside this class. */
    static final List<String> PRESETS = List.of(
            "quick",
            "paper",
            "encoders",
            "encoders-paper",
            "circuits",
            "circuits-paper",
            "out-of-distribution",
            "out-of-distribution-paper",
            "noise");

    private static final String ALL = "all";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private SpecReader() {}

    /**
     * The experiment, complete and checked.
     *
     * @throws BadInputException if an option or a key cannot be met
     */
    static CompareSpec read(CompareOptions options) {
        String preset = options.preset() == null ? "quick" : options.preset();
        require(PRESETS.contains(preset), Spelling.unknown("preset", preset, PRESETS));
        ObjectNode tree = preset(preset);
        if (options.file() != null) {
            ObjectNode own = file(options.file());
            tree.put("name", preset + " with " + options.file().getFileName());
            tree.setAll(own);
            noises(tree, options.file());
        }
        String source =
                options.file() == null ? "preset " + preset : options.file().toString();
        CompareSpec spec = narrow(parse(tree, source), options);
        SpecChecks.check(spec);
        return spec;
    }

    private static ObjectNode preset(String name) {
        try (InputStream in = SpecReader.class.getResourceAsStream(name + ".yaml")) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("The preset " + name + " cannot be read.", e);
        }
    }

    private static ObjectNode file(Path file) {
        try {
            JsonNode tree = YAML.readTree(Files.newInputStream(file));
            require(
                    tree instanceof ObjectNode,
                    file + " holds no experiment: write keys and values, such as 'updates: 500'.");
            return (ObjectNode) tree;
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is not YAML: " + oneLine(e) + ".");
        } catch (IOException e) {
            throw new BadInputException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "): name another file.");
        }
    }

    private static CompareSpec parse(ObjectNode tree, String source) {
        tree.fields()
                .forEachRemaining(entry -> require(
                        !entry.getValue().isNull(),
                        source + ": '" + entry.getKey() + "' has no value: give one, or leave it out."));
        try {
            return YAML.treeToValue(tree, CompareSpec.class);
        } catch (UnrecognizedPropertyException unknown) {
            String known = Spelling.nearest(
                    unknown.getPropertyName(),
                    unknown.getKnownPropertyIds().stream().map(Object::toString).toList());
            throw new BadInputException(
                    source + ": unknown key '" + unknown.getPropertyName() + "': did you mean '" + known + "'?");
        } catch (JsonMappingException e) {
            throw new BadInputException(
                    source + ": the value of '" + place(e) + "' is not of its kind: " + wanted(e) + ".");
        } catch (JsonProcessingException e) {
            throw new BadInputException(source + ": " + oneLine(e) + ".");
        }
    }

    /** What stands there in a right file. */
    private static String wanted(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return oneLine(e);
        }
        if (List.class.isAssignableFrom(type)) {
            return "give a list, such as [4, 8]";
        }
        if (Map.class.isAssignableFrom(type) || type == ProblemSpec.class) {
            return "give keys with values, such as {burgers2d: {latent: 16}}";
        }
        if (type == int.class || type == Integer.class) {
            return "give a whole number";
        }
        return type == String.class ? "give a name" : "give a number";
    }

    private static String place(JsonMappingException e) {
        List<String> names = new ArrayList<>();
        e.getPath()
                .forEach(part -> names.add(part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName()));
        return String.join(".", names);
    }

    private static String oneLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("damaged");
    }

    private static CompareSpec narrow(CompareSpec spec, CompareOptions options) {
        Map<String, ProblemSpec> problems = spec.problems();
        if (options.problems() != null && !options.problems().equals(ALL)) {
            problems = new LinkedHashMap<>();
            for (String name : names("--problems", options.problems())) {
                StudyProblem.named(name);
                problems.put(name, spec.problems().getOrDefault(name, ProblemSpec.READY));
            }
        }
        return new CompareSpec(
                spec.name(),
                problems,
                chosen("--splits", options.splits(), spec.splits(), SpecChecks.SPLITS),
                tests(spec, options.noise()),
                noises(spec, options.noise().noise()),
                spec.encoders(),
                spec.latents(),
                chosen("--models", options.models(), spec.models(), ComparedModel.names()),
                spec.hidden(),
                spec.circuits(),
                spec.qubits(),
                spec.layers(),
                spec.encodings(),
                options.draws() == null ? spec.draws() : options.draws(),
                options.seeds() == null ? spec.seeds() : options.seeds(),
                spec.updates(),
                spec.minibatch(),
                spec.learningRates(),
                spec.autoencoderUpdates(),
                options.engine() == null ? spec.engine() : options.engine());
    }

    /** Puts the noise in the place of the names of its files, which are beside the experiment's. */
    private static void noises(ObjectNode tree, Path experiment) {
        if (tree.get("noises") instanceof ObjectNode noises) {
            noises.fields().forEachRemaining(entry -> {
                require(
                        entry.getValue().isTextual(),
                        experiment + ": noises: '" + entry.getKey() + "' wants the name of a file.");
                Path file = experiment.resolveSibling(entry.getValue().textValue());
                entry.setValue(YAML.valueToTree(noise(file.toString())));
            });
        }
    }

    private static NoiseModel noise(String nameOrFile) {
        try {
            return NoiseFile.read(nameOrFile);
        } catch (IllegalArgumentException refusal) {
            throw new BadInputException(refusal.getMessage());
        } catch (IOException e) {
            throw new BadInputException(
                    nameOrFile + " cannot be read (" + e.getClass().getSimpleName() + "): name another file.");
        }
    }

    /** What the experiment's tests call that noise: a preset by its name, a file by its own without the ending. */
    private static String name(String noise) {
        return noise == null || isNamed(noise)
                ? noise
                : Path.of(noise)
                        .getFileName()
                        .toString()
                        .replaceFirst("\\.json$", "")
                        .replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private static boolean isNamed(String noise) {
        return asked(() -> NoiseFile.named(noise)).isPresent();
    }

    private static SortedMap<String, NoiseModel> noises(CompareSpec spec, String noise) {
        SortedMap<String, NoiseModel> noises = new TreeMap<>(spec.noises());
        if (noise != null && !isNamed(noise)) {
            require(
                    noises.put(name(noise), noise(noise)) == null,
                    "--noise " + noise + ": the experiment's file has noise of the name " + name(noise)
                            + " already: rename one.");
        }
        return noises;
    }

    /** The experiment's tests, and that of the options. */
    private static List<String> tests(CompareSpec spec, NoiseOptions options) {
        List<String> tests = new ArrayList<>(spec.tests());
        if (!options.isNone()) {
            String test = Condition.test(name(options.noise()), options.shots(), options.seed());
            tests.remove(test);
            tests.add(test);
        }
        return tests;
    }

    private static List<String> chosen(String option, String given, List<String> usual, List<String> all) {
        return given == null ? usual : given.equals(ALL) ? all : names(option, given);
    }

    private static List<String> names(String option, String given) {
        List<String> names = Arrays.stream(given.split(",")).map(String::trim).toList();
        require(!names.contains(ALL), option + " " + given + " contradicts itself: 'all' stands alone.");
        return names;
    }
}
