package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.NoisePreset;
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
        assertEquals(3, spec.draws(), "intervals need three draws");
        assertEquals(5, spec.seeds(), "intervals need five seeds");
        Set<CellSpec> cells = new HashSet<>(CellMatrix.of(spec, "cpu"));
        assertEquals(cells.size(), CellMatrix.of(spec, "cpu").size());
        if (preset.endsWith("paper")) {
            assertEquals(PROBLEMS, List.copyOf(spec.problems().keySet()));
            for (String problem : PROBLEMS.subList(0, 3)) {
                assertEquals(64, protocol(spec, problem).problemOf().gridShape()[0], problem);
                assertEquals(1, protocol(spec, problem).coarsening(), problem);
            }
            assertEquals(16, protocol(spec, "michaelismenten3d").problemOf().gridShape()[0]);
        }
    }

    private static Protocol protocol(CompareSpec spec, String problem) {
        return spec.problems().get(problem).protocol(problem, "trajectories");
    }

    @Test
    void aProblemThatThePresetLacksHasItsReadyProtocol() {
        CompareSpec spec = SpecReader.read(options("quick", null, "burgers1d,burgers2d", null, null));
        assertEquals(
                List.of("burgers1d", "burgers2d"), List.copyOf(spec.problems().keySet()));
        assertEquals(Protocol.named("burgers1d"), protocol(spec, "burgers1d"));
    }

    @Test
    void quickHasTwinsAndEqualTimesOnEveryProblem() {
        CompareSpec spec = SpecReader.read(options(null, null, null, null, null));
        assertEquals(PROBLEMS, List.copyOf(spec.problems().keySet()));
        assertTrue(
                spec.models().containsAll(List.of("qlstm", "qlstm-twin", "lstm-matched", "lstm-timed", "gru-timed")));
        List<CellSpec> cells = CellMatrix.of(spec, "cpu");
        assertEquals(4 * 3 * (5 * 8 + 5), cells.size(), "problems, draws, seeds and models, baselines");
        assertEquals(4 * 8, CellMatrix.tunings(cells).size(), "one for each problem and model");
    }

    @Test
    void whatAProblemDoesNotSayIsItsReadyProtocols() throws IOException {
        CompareSpec spec = SpecReader.read(options(
                null,
                write("problems: {burgers2d: {saveInterval: 0.3, trajectories: [7, 2, 3], context: 4, horizon: 5}}"),
                null,
                null,
                null));
        Protocol own = protocol(spec, "burgers2d");
        Protocol usual = Protocol.named("burgers2d");
        assertEquals(
                usual.toBuilder()
                        .saveInterval(0.3)
                        .byTrajectory(7, 2, 3)
                        .context(4)
                        .horizon(5)
                        .build(),
                own);
        assertEquals(
                12,
                spec.problems()
                        .get("burgers2d")
                        .protocol("burgers2d", "random-windows")
                        .train());
    }

    @Test
    void optionsNarrowAndAllIsAName() {
        CompareSpec spec = SpecReader.read(options("quick", null, "grayscott2d,burgers2d", "qlstm,lstm", 2));
        assertEquals(
                List.of("grayscott2d", "burgers2d"), List.copyOf(spec.problems().keySet()));
        assertEquals(List.of("qlstm", "lstm"), spec.models());
        assertEquals(2, spec.seeds());
        CompareSpec all = SpecReader.read(options("circuits", null, "all", "all", null));
        assertEquals(List.of("burgers2d"), List.copyOf(all.problems().keySet()));
        assertEquals(ComparedModel.names(), all.models());
    }

    @Test
    void aFileReplacesKeysOfThePreset() throws IOException {
        CompareSpec yaml = SpecReader.read(options(null, write("updates: 7\nlatents: [3, 5]\n"), null, null, null));
        assertEquals(7, yaml.updates());
        assertEquals(List.of(3, 5), yaml.latents());
        assertEquals("quick with experiment.yaml", yaml.name());
        CompareSpec quick = SpecReader.read(options(null, null, null, null, null));
        assertEquals(quick.models(), yaml.models());
        CompareSpec json =
                SpecReader.read(options(null, write("{\"updates\": 7, \"latents\": [3, 5]}"), null, null, null));
        assertEquals(yaml, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update: 5                                    | unknown key 'update': did you mean 'updates'?
            problems: {burgers2d: {gird: 32}}            | unknown key 'gird': did you mean 'grid'?
            problems: {burgers2d: {parameters: {reynold: 9}}} | no parameter 'reynold': choose of reynolds
            problems: {heat2d: {}}                       | No protocol 'heat2d'
            problems: {burgers2d: {grid: 20}}            | use a grid of 51 or more
            problems: {burgers2d: {trajectories: [5]}}   | [5] are not three numbers
            problems: {burgers2d: {trajectories: [5, 0, 1]}} | trajectories of the validation part = 0 is below the limit 1
            problems: {burgers2d: {context: 9}}          | need 16 snapshots, and a trajectory has 10
            problems: {}                                 | problems is empty
            models: [qltsm]                              | did you mean qlstm?
            models: [qlstm, qlstm]                       | names one twice
            models: [dmd]                                | Unknown model 'dmd'
            models: [lstm-timed]                         | lstm-timed gets the training time of qlstm, which is not among
            splits: [times]                              | did you mean time?
            splits: [time]                               | leaves 1 of 10 snapshots to validate on
            tests: [unseen]                              | Choose of in-distribution, out-of-distribution
            tests: [depolarizing-2]                      | 'depolarizing-2' is no number within 0 to 1
            tests: [depolarizing-few]                    | 'depolarizing-few' is no number within 0 to 1
            tests: [shots-0]                             | wants one whole number of shots
            tests: [helios-2026+h2-2023]                 | names two kinds of noise
            tests: [helios-2026+wonder]                  | Unknown test or noise 'helios-2026+wonder'
            tests: [inverted]                            | mitigates no noise
            models: [lstm@helios-2026]                   | no quantum cell under noise
            models: [qlstm@helios-2026+shots-9]          | no quantum cell under noise without shots
            models: [qlstm@helios-2062]                  | Unknown test or noise 'helios-2062'
            {models: [qlstm@h2-2023], qubits: [9]}       | up to 8 qubits, not of 9
            {tests: [shots-10], qubits: [9]}             | up to 8 qubits, not of 9
            encoders: [cnn]                              | Unknown encoder 'cnn'
            latents: [16, 5000]                          | latents: 5000 is not within 1 to
            latents: []                                  | latents is empty
            latents: 4                                   | the value of 'latents' is not of its kind: give a list, such as [4, 8].
            problems: [burgers2d]                        | the value of 'problems' is not of its kind: give keys with values
            problems: {burgers2d: 4}                     | the value of 'problems.burgers2d' is not of its kind: give keys
            problems: {burgers2d: {trajectories: 40}}    | 'problems.burgers2d.trajectories' is not of its kind: give a list
            updates: few                                 | the value of 'updates' is not of its kind: give a whole number.
            updates: 2.5                                 | the value of 'updates' is not of its kind: give a whole number.
            learningRates: [fast]                        | not of its kind: give a number.
            updates: 0                                   | updates 0 is below the limit 1
            updates:                                     | 'updates' has no value
            draws: 0                                     | draws 0 is below the limit 1
            seeds: 0                                     | seeds 0 is below the limit 1
            circuits: [0]                                | circuits 0 is below the limit 1
            qubits: [40]                                 | --qubits 40 is not within 1 to 24
            encodings: [amplitude]                       | Unknown encoding 'amplitude'
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
        refuses("'all' stands alone", options("quick", null, null, "all,lstm", null));
        refuses("names one twice", options("quick", null, null, "lstm,lstm", null));
        refuses("Unknown problem 'burgers'", options("quick", null, "burgers", null, null));
        refuses("seeds -1 is below the limit 1", options("quick", null, null, null, -1));
        refuses("cannot be read", options("quick", folder.resolve("missing.yaml"), null, null, null));
    }

    @Test
    void everyPartOfASpecificationIsInTheCellsName() {
        CompareSpec spec = SpecReader.read(options(null, null, null, null, null));
        List<CellSpec> cells = CellMatrix.of(spec, "cpu");
        Set<String> names = new HashSet<>();
        cells.forEach(cell -> names.add(SpecFileName.of(cell)));
        assertEquals(cells.size(), names.size());
        CompareSpec longer = SpecReader.read(options(null, writeUnchecked("updates: 51"), null, null, null));
        for (CellSpec cell : CellMatrix.of(longer, "cpu")) {
            boolean baseline = cell.isBaseline();
            assertEquals(baseline, names.contains(SpecFileName.of(cell)), "only baselines do not know of updates");
        }
        assertFalse(SpecFileName.of(cells.get(0)).contains("/"));
    }

    /** Oracle: the names that the build before this one gave, under which its results lie. */
    @Test
    void cellsKeepTheirNames() {
        List<CellSpec> cells = CellMatrix.of(SpecReader.read(options(null, null, null, null, null)), "cpu");
        CellSpec last = cells.get(cells.size() - 1);
        CellSpec quantum = cells.stream()
                .filter(cell -> cell.model().equals("qlstm"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(
                        "burgers2d-trajectories-pod16-draw1-persistence-df0cb2e6ad12abcd",
                        "burgers2d-trajectories-pod16-draw1-seed1-qlstm-0b7567c39a83f456",
                        "michaelismenten3d-trajectories-pod16-draw3-seed5-gru-timed-b6fdbce9fe9be8a3",
                        "michaelismenten3d-trajectories-pod16-draw0-gru-timed-5084d7e67e681173"),
                Stream.of(cells.get(0), quantum, last, last.tuning())
                        .map(SpecFileName::of)
                        .toList());
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

    @Test
    void noiseAndShotsAreOneMoreTest() throws IOException {
        NoiseModel mine =
                NoiseModel.builder("mine").after(2, new Depolarizing(2, 0.02)).build();
        Path own = Files.writeString(folder.resolve("my machine.json"), mine.toJson());
        CompareSpec spec = SpecReader.read(noisy(null, new NoiseOptions(own.toString(), 100, 2)));
        assertEquals(List.of("in-distribution", "my-machine+shots-100+seed-2"), spec.tests());
        CellSpec cell = CellMatrix.of(spec, "cpu").get(0);
        assertEquals(mine, cell.condition("my-machine").noise());
        assertEquals(
                List.of("in-distribution", "h2-2023"),
                SpecReader.read(noisy(null, new NoiseOptions("h2-2023", null, 1)))
                        .tests());
        CompareSpec preset = SpecReader.read(noisy("noise", new NoiseOptions(null, 100, 1)));
        assertEquals(16, preset.tests().size(), "it has the test already");
        refuses(
                "'depolarizing-2' is no number within 0 to 1",
                noisy(null, new NoiseOptions("depolarizing-2", null, 1)));
        refuses("'nothing.json' is neither a file nor one of", noisy(null, new NoiseOptions("nothing.json", null, 1)));
    }

    @Test
    void anExperimentsFileNamesNoiseBesideIt() throws IOException {
        Files.writeString(folder.resolve("a.json"), NoisePreset.H2_2023.model().toJson());
        Path file = write("noises: {ions: a.json}\ntests: [in-distribution, ions+shots-9]\nmodels: [qlstm@ions]\n");
        CompareSpec spec = SpecReader.read(options(null, file, null, null, null));
        assertEquals(
                NoisePreset.H2_2023.model(),
                CellMatrix.of(spec, "cpu").get(0).condition("ions").noise());
        refuses("'ions' wants the name of a file", options(null, write("noises: {ions: 3}"), null, null, null));
        refuses(
                "'shots-3' cannot be the name of noise",
                options(null, write("noises: {shots-3: a.json}"), null, null, null));
    }

    @Test
    void noiseOfAnotherMachineIsRefusedBeforeAnyWork() throws IOException {
        Path calibration = write(
                """
                {"name": "two qubits", "qubits": [{"t1Us": 120.0, "t2Us": 90.0, "read1Given0": 0.01, "read0Given1": 0.02},
                 {"t1Us": 100.0, "t2Us": 80.0, "read1Given0": 0.01, "read0Given1": 0.03}],
                 "gates": [{"on": [0], "error": 0.0003, "timeNs": 36.0}, {"on": [1], "error": 0.0004, "timeNs": 36.0},
                 {"on": [0, 1], "error": 0.006, "timeNs": 300.0}]}
                """);
        refuses(
                "Noise model 'two qubits' says nothing of gate CNOT",
                noisy(null, new NoiseOptions(calibration.toString(), null, 1)));
    }

    private static CompareOptions noisy(String preset, NoiseOptions noise) {
        return new CompareOptions(preset, null, null, null, null, null, null, noise, null, 1, Path.of("unused"), false);
    }

    private static CompareOptions options(String preset, Path file, String problems, String models, Integer seeds) {
        return new CompareOptions(
                preset,
                file,
                problems,
                models,
                null,
                null,
                seeds,
                NoiseOptions.NONE,
                null,
                1,
                Path.of("unused"),
                false);
    }
}
