package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.study.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: the presets' texts, and messages as a user reads them. */
@Timeout(60)
class SpecReaderTest {
    private static final List<String> PROBLEMS =
            List.of("burgers2d", "grayscott2d", "hamiltonjacobibellman2d", "michaelismenten3d");

    @TempDir
    private Path folder;

    private static Stream<String> presets() {
        return SpecReader.PRESETS.stream();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetIsAWholeExperimentOfItsName(String preset) {
        CompareSpec spec = SpecReader.read(options(preset, null, null, null, null));
        assertEquals(preset, spec.name());
        assertEquals(5, spec.seeds(), "intervals need five seeds");
        Set<CellSpec> cells = new HashSet<>(Matrix.of(spec, "cpu"));
        assertEquals(cells.size(), Matrix.of(spec, "cpu").size());
        if (preset.endsWith("paper")) {
            assertEquals(PROBLEMS, List.copyOf(spec.problems().keySet()));
            assertEquals(64, spec.problems().get("burgers2d").grid());
            assertEquals(16, spec.problems().get("michaelismenten3d").grid());
        }
    }

    @Test
    void quickHasEveryModelOnEveryProblem() {
        CompareSpec spec = SpecReader.read(options(null, null, null, null, null));
        assertEquals(PROBLEMS, List.copyOf(spec.problems().keySet()));
        assertEquals(Set.copyOf(ComparedModel.names()), Set.copyOf(spec.models()));
        assertEquals(
                4 * 2 * 5 * (13 + 3), Matrix.of(spec, "cpu").size(), "problems, splits, seeds, models and baselines");
    }

    @Test
    void optionsNarrowAndAllIsAName() {
        CompareSpec spec = SpecReader.read(options("quick", null, "grayscott2d,burgers2d", "qlstm,lstm", 2));
        assertEquals(
                List.of("grayscott2d", "burgers2d"), List.copyOf(spec.problems().keySet()));
        assertEquals(List.of("qlstm", "lstm"), spec.models());
        assertEquals(2, spec.seeds());
        CompareSpec all = SpecReader.read(options("circuits", null, "all", "all", null));
        assertEquals(List.of("grayscott2d"), List.copyOf(all.problems().keySet()));
        assertEquals(ComparedModel.names(), all.models());
    }

    @Test
    void aFileReplacesKeysOfThePreset() throws IOException {
        CompareSpec yaml = SpecReader.read(options(null, write("epochs: 7\nlatents: [3, 5]\n"), null, null, null));
        assertEquals(7, yaml.epochs());
        assertEquals(List.of(3, 5), yaml.latents());
        assertEquals("quick with experiment.yaml", yaml.name());
        CompareSpec quick = SpecReader.read(options(null, null, null, null, null));
        assertEquals(quick.models(), yaml.models());
        CompareSpec json =
                SpecReader.read(options(null, write("{\"epochs\": 7, \"latents\": [3, 5]}"), null, null, null));
        assertEquals(yaml, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            epoch: 5                                     | unknown key 'epoch': did you mean 'epochs'?
            problems: {burgers2d: {gird: 32}}            | unknown key 'gird': did you mean 'grid'?
            problems: {burgers2d: {parameters: {reynold: 9}}} | Unknown parameter 'reynold' of burgers2d: did you mean reynolds?
            problems: {heat2d: {}}                       | Unknown problem 'heat2d'
            problems: {burgers2d: {grid: 20}}            | use a grid of 51 or more
            problems: {}                                 | problems is empty
            models: [qltsm]                              | did you mean qlstm?
            models: [qlstm, qlstm]                       | names one twice
            models: [dmd]                                | Unknown model 'dmd'
            splits: [times]                              | did you mean time?
            tests: [unseen]                              | Choose of in-distribution, out-of-distribution
            encoders: [cnn]                              | Unknown name 'cnn' in encoders
            latents: [16, 5000]                          | latents: 5000 is not within 1 to 1023
            latents: []                                  | latents is empty
            latents: 4                                   | the value of 'latents' is not of its kind
            epochs: few                                  | the value of 'epochs' is not of its kind
            epochs: 2.5                                  | the value of 'epochs' is not of its kind
            epochs: 0                                    | epochs 0 is below the limit 1
            epochs:                                      | 'epochs' has no value
            seeds: 0                                     | seeds 0 is below the limit 1
            context: 1                                   | context 1 is below the limit 2
            context: 30                                  | give at least 155
            trajectories: 2                              | below the 1 that it needs
            qubits: [40]                                 | --qubits 40 is not within 1 to 16
            learningRates: [2.0]                         | learningRates: 2.0 is not within 0 to 1
            engine: gpu                                  | Unknown engine 'gpu'
            [1, 2]                                       | holds no experiment
            a: [                                         | is not YAML
            """)
    void aFileThatCannotBeMetIsRefused(String text, String expected) throws IOException {
        refuses(expected, options(null, write(text), null, null, null));
    }

    @Test
    void optionsThatContradictAreRefused() {
        refuses("Unknown preset 'quik': did you mean quick?", options("quik", null, null, null, null));
        refuses("contradicts the preset circuits", options("circuits", null, "burgers2d", null, null));
        refuses("'all' stands alone", options("quick", null, null, "all,lstm", null));
        refuses("names one twice", options("quick", null, null, "lstm,lstm", null));
        refuses("Unknown problem 'burgers'", options("quick", null, "burgers", null, null));
        refuses("seeds -1 is below the limit 1", options("quick", null, null, null, -1));
        refuses("cannot be read", options("quick", folder.resolve("missing.yaml"), null, null, null));
    }

    @Test
    void distanceCountsInsertionsDeletionsAndSubstitutions() {
        assertEquals(3, Spelling.distance("kitten", "sitting"));
        assertEquals(0, Spelling.distance("epochs", "epochs"));
        assertEquals(4, Spelling.distance("", "lstm"));
    }

    @Test
    void everyPartOfASpecificationIsInTheCellsName() {
        CompareSpec spec = SpecReader.read(options(null, null, null, null, null));
        List<CellSpec> cells = Matrix.of(spec, "cpu");
        Set<String> names = new HashSet<>();
        cells.forEach(cell -> names.add(FileName.of(cell)));
        assertEquals(cells.size(), names.size());
        CompareSpec longer = SpecReader.read(options(null, writeUnchecked("epochs: 51"), null, null, null));
        for (CellSpec cell : Matrix.of(longer, "cpu")) {
            boolean baseline = Baseline.names().contains(cell.model());
            assertEquals(baseline, names.contains(FileName.of(cell)), "only baselines do not know of epochs");
        }
        assertFalse(FileName.of(cells.get(0)).contains("/"));
        assertTrue(FileName.of(cells.get(0)).endsWith(".json"));
    }

    private Path writeUnchecked(String text) {
        try {
            return write(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), text);
    }

    private static void refuses(String expected, CompareOptions options) {
        BadInputException refusal = assertThrows(BadInputException.class, () -> SpecReader.read(options));
        assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    private static CompareOptions options(String preset, Path file, String problems, String models, Integer seeds) {
        return new CompareOptions(preset, file, problems, models, null, seeds, null, 1, Path.of("unused"));
    }
}
