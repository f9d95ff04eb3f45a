package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Oracle: a second run of the same experiment, and the files that are left. */
@Timeout(300)
class CompareStudyTest {
    private static final String TINY =
            """
            name: tiny
            problems:
              burgers2d: {grid: 12, snapshots: 8, horizon: 4, parameters: {reynolds: 8}, trajectories: [6, 2, 2]}
            tests: [in-distribution, out-of-distribution, depolarizing-0.3+shots-50]
            latents: [3]
            models: [qlstm, qlstm@depolarizing-0.3, lstm-plain, lstm-timed]
            hidden: 3
            circuits: [2]
            qubits: [2]
            layers: [1]
            draws: 2
            seeds: 2
            updates: 6
            minibatch: 4
            learningRates: [0.01, 0.02]
            """;

    /** Two draws; two seeds of four models, five baselines. */
    private static final int CELLS = 2 * (2 * 4 + 5);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path finished;

    @BeforeAll
    static void runOnce() throws IOException {
        finished = shared.resolve("finished");
        study(finished, 1).run(silent());
    }

    private static CompareStudy study(Path out, int workers) throws IOException {
        return study(out, workers, TINY, false);
    }

    private static CompareStudy study(Path out, int workers, String spec, boolean overwrite) throws IOException {
        Path file = Files.writeString(shared.resolve("tiny.yaml"), spec);
        return CompareStudy.prepare(
                new CompareOptions(
                        null, file, null, null, null, null, null, NoiseOptions.NONE, "cpu", workers, out, overwrite),
                "a test");
    }

    @Test
    void writesResultsThatNameEveryCell() throws IOException {
        JsonNode results =
                new ObjectMapper().readTree(finished.resolve("results.json").toFile());
        assertEquals(CELLS, results.path("cells").size());
        for (JsonNode cell : results.path("cells")) {
            assertTrue(cell.path("failure").isNull(), cell.toString());
            JsonNode test = cell.path("tests").path("out-of-distribution");
            for (String errors : List.of("oneStep", "rollout")) {
                for (String measure : List.of("mae", "rmse", "nrmse", "vrmse")) {
                    assertTrue(test.path(errors).path(measure).asDouble() > 0, errors + " " + measure);
                    assertEquals(
                            4, test.path(errors).path("perStep").path(measure).size());
                }
            }
        }
        List<String> csv = Files.readAllLines(finished.resolve("results.csv"));
        assertEquals(1 + 3 * CELLS, csv.size(), "a header, and a row for each cell and test");
        String page = Files.readString(finished.resolve("report.html"));
        assertFalse(page.contains("{{"), "every place is filled");
        assertEquals(4, results.path("tunings").size(), "one for each model");
        assertTrue(page.contains("Reconstruction"));
        assertTrue(page.contains("With 2 draws of the data and 2 seeds each nothing is concluded"));
        assertFalse(page.matches("(?s).*(src|href)=\"?https?:.*"), "nothing is fetched");
    }

    /** What stands beside no circuits, or whose initial parameters were kept (it forecasts no change), is forecast alike. */
    @Test
    void noiseAndShotsDisturbCircuitsAndTheirControlsAlone() throws IOException {
        JsonNode results =
                new ObjectMapper().readTree(finished.resolve("results.json").toFile());
        for (JsonNode cell : results.path("cells")) {
            JsonNode tests = cell.path("tests");
            double exact =
                    tests.path("in-distribution").path("rollout").path("vrmse").asDouble();
            double noisy = tests.path("depolarizing-0.3+shots-50")
                    .path("rollout")
                    .path("vrmse")
                    .asDouble();
            boolean circuits = !cell.path("bank").path("encoding").asText().equals("none")
                    && cell.path("training").path("keptEpoch").asInt() > 0;
            assertEquals(circuits, exact != noisy, cell.toString());
        }
    }

    @Test
    void aSecondRunTrainsNothingAndSaysTheSame() throws IOException {
        String before = Files.readString(finished.resolve("results.json"));
        Map<String, FileTime> times = cellTimes(finished);
        study(finished, 2).run(silent());
        assertEquals(before, Files.readString(finished.resolve("results.json")));
        assertEquals(times, cellTimes(finished));
    }

    @Test
    void theNumberOfWorkersChangesNoNumber() throws IOException {
        study(folder, 3).run(silent());
        assertEquals(withoutSeconds(finished), withoutSeconds(folder));
    }

    @Test
    void whatIsFinishedWhenTheUserStopsItStays() throws IOException {
        CompareStudy stopped = study(folder, 1);
        StudyStopped end = assertThrows(StudyStopped.class, () -> stopped.run(after(7, stopped::stop)));
        assertEquals("7 of " + CELLS + " cells are finished. Run the same command again to go on.", end.getMessage());
        Map<String, FileTime> times = cellTimes(folder);
        assertEquals(7, times.size());
        assertFalse(Files.exists(folder.resolve("results.json")));
        study(folder, 1).run(silent());
        Map<String, FileTime> later = cellTimes(folder);
        times.forEach((cell, time) -> assertEquals(time, later.get(cell), cell));
        assertEquals(withoutSeconds(finished), withoutSeconds(folder));
    }

    @Test
    void aDamagedCellAndADamagedSpaceAreMadeAgain() throws IOException {
        study(folder, 2).run(silent());
        Path cell;
        try (Stream<Path> cells = Files.list(folder.resolve("cells"))) {
            cell = cells.filter(path -> path.toString().contains("pod3-draw2-seed2-qlstm"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(cell, Files.readString(cell).substring(0, 500));
        try (Stream<Path> spaces = Files.list(folder.resolve("spaces"))) {
            for (Path space :
                    spaces.filter(path -> path.toString().endsWith(".zip")).toList()) {
                Files.write(space, new byte[] {1, 2, 3});
            }
        }
        study(folder, 2).run(silent());
        assertEquals(withoutSeconds(finished), withoutSeconds(folder));
    }

    @Test
    void aFolderOfAnotherVersionIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("compare.json"),
                "{\"format\": 99, \"version\": \"9.9\", \"command\": \"\", \"experiment\": {}}");
        refuses("holds results of format 99 by dl4j-quantum 9.9, this program writes format 3");
        Files.writeString(folder.resolve("compare.json"), "{\"format\": 99");
        refuses("is damaged");
        Files.delete(folder.resolve("compare.json"));
        Files.writeString(folder.resolve("report.html"), "a report");
        refuses("holds the report of something else");
        assertEquals("a report", Files.readString(folder.resolve("report.html")));
    }

    @Test
    void aResultThatCannotBeWrittenLosesNothing() throws IOException {
        CompareStudy study = study(folder, 1);
        BadInputException refusal = assertThrows(
                BadInputException.class,
                () -> study.run(after(3, () -> move(folder.resolve("cells"), folder.resolve("elsewhere")))));
        assertTrue(refusal.getMessage().startsWith("A result could not be written ("), refusal.getMessage());
        assertTrue(
                refusal.getMessage().contains("3 of " + CELLS + " cells are finished and stay"), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
        move(folder.resolve("elsewhere"), folder.resolve("cells"));
        assertEquals(3, cellTimes(folder).size(), "whole files, and no temporary ones");
    }

    @Test
    void whatIsToBeReplacedStaysUntilTheNewResultsAreThere() throws IOException {
        String next = TINY.replace("[qlstm, qlstm@depolarizing-0.3, lstm-plain, lstm-timed]", "[lstm-plain]");
        String old = next.replace("reynolds: 8", "reynolds: 7");
        study(folder, 1, old, false).run(silent());
        Map<String, FileTime> before = cellTimes(folder);
        String results = Files.readString(folder.resolve("results.json"));

        CompareStudy stopped = study(folder, 1, next, true);
        assertThrows(StudyStopped.class, () -> stopped.run(after(3, stopped::stop)));
        assertEquals(before, cellTimes(folder));
        assertEquals(results, Files.readString(folder.resolve("results.json")));
        assertTrue(study(folder, 1, old, false).isDone());

        assertThrows(BadInputException.class, () -> study(folder, 1, next, false), "only --overwrite replaces");
        CompareStudy replacing = study(folder, 1, next, true);
        assertFalse(replacing.isDone());
        assertTrue(replacing.run(silent()).experiment().toString().contains("reynolds=8"));
        assertEquals(names(finished), names(folder));
        assertEquals(before.size(), cellTimes(folder).size());
        assertTrue(Collections.disjoint(before.keySet(), cellTimes(folder).keySet()), "cells of the new one alone");
        assertTrue(study(folder, 1, next, false).isDone());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void drawsDifferInTheirData() throws IOException {
        JsonNode cells = new ObjectMapper()
                .readTree(finished.resolve("results.json").toFile())
                .path("cells");
        double[] errors = new double[3];
        for (JsonNode cell : cells) {
            if (cell.path("model").asText().equals("persistence")) {
                errors[cell.path("draw").asInt()] = cell.path("tests")
                        .path("in-distribution")
                        .path("oneStep")
                        .path("mae")
                        .asDouble();
            }
        }
        assertNotEquals(errors[1], errors[2]);
    }

    /** The draw of tunings is drawn anew, and nothing of it is among the cells. */
    @Test
    void tuningsAreOfADrawThatIsNeverScored() throws IOException {
        JsonNode results =
                new ObjectMapper().readTree(finished.resolve("results.json").toFile());
        for (JsonNode cell : results.path("cells")) {
            assertTrue(cell.path("draw").asInt() >= 1, cell.toString());
        }
        try (Stream<Path> files = Files.list(finished.resolve("tunings"))) {
            for (Path file : files.toList()) {
                JsonNode tuning = new ObjectMapper().readTree(file.toFile());
                assertEquals(0, tuning.at("/spec/space/draw").asInt(-1));
                assertEquals(2, tuning.at("/result/trials").size());
                assertFalse(tuning.path("result").has("tests"), "the test part is not looked at");
                double least = Double.POSITIVE_INFINITY;
                double rate = 0;
                for (JsonNode trial : tuning.at("/result/trials")) {
                    if (trial.path("validation").asDouble() < least) {
                        least = trial.path("validation").asDouble();
                        rate = trial.path("learningRate").asDouble();
                    }
                }
                assertEquals(rate, tuning.at("/result/learningRate").asDouble());
                for (JsonNode cell : results.path("cells")) {
                    if (cell.path("model").equals(tuning.at("/result/model"))) {
                        assertEquals(rate, cell.at("/training/learningRate").asDouble());
                    }
                }
            }
        }
    }

    private void refuses(String expected) {
        BadInputException refusal = assertThrows(BadInputException.class, () -> study(folder, 1));
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, FileTime> cellTimes(Path out) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> cells = Files.list(out.resolve("cells"))) {
            for (Path cell : cells.toList()) {
                times.put(cell.getFileName().toString(), Files.getLastModifiedTime(cell));
            }
        }
        return times;
    }

    /** All that is repeated to the last digit: no seconds, and nothing of models that get so many seconds. */
    private static JsonNode withoutSeconds(Path out) throws IOException {
        JsonNode results =
                new ObjectMapper().readTree(out.resolve("results.json").toFile());
        ArrayNode kept = new ObjectMapper().createArrayNode();
        for (String list : List.of("cells", "tunings")) {
            for (JsonNode each : results.path(list)) {
                if (!each.path("model").asText().endsWith("timed")) {
                    kept.add(((ObjectNode) each).without("seconds"));
                }
            }
        }
        return kept;
    }

    private static JobProgress silent() {
        return counting(any -> {});
    }

    /** Does something once so many cells are finished. */
    private static JobProgress after(int cells, Runnable action) {
        return counting(finished -> {
            if (finished == cells) {
                action.run();
            }
        });
    }

    private static JobProgress counting(IntConsumer finished) {
        return new JobProgress() {
            @Override
            public void stage(String name) {
                if (name.startsWith("cell ")) {
                    finished.accept(Integer.parseInt(name.substring(5, name.indexOf('/'))));
                }
            }

            @Override
            public void done(double share) {}
        };
    }
}
