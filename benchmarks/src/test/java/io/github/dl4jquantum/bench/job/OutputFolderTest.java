package io.github.dl4jquantum.bench.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.run.RunOptions;
import io.github.dl4jquantum.bench.run.RunStudy;
import io.github.dl4jquantum.bench.run.TinyStudy;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the files that are there. */
@Timeout(120)
class OutputFolderTest {
    /** Ten of them are half of the longest path. */
    private static final String LONG = "d".repeat(240) + "/";

    @TempDir
    private Path folder;

    @Test
    void whatIsPublishedAppearsTogetherAndNothingElseStays() throws IOException {
        try (OutputFolder out = OutputFolder.open(folder)) {
            Files.writeString(out.checkpoints().resolve("model.zip"), "half");
            Path fresh = out.fresh();
            Files.writeString(fresh.resolve("result.json"), "{}");
            Files.writeString(fresh.resolve("report.html"), "page");
            assertFalse(Files.exists(folder.resolve("report.html")));
            out.publish();
        }
        assertEquals(List.of("report.html", "result.json"), names());
    }

    @Test
    void aCheckpointStaysAndWhatIsHalfWrittenDoesNot() throws IOException {
        try (OutputFolder out = OutputFolder.open(folder)) {
            Files.writeString(out.checkpoints().resolve("model.zip"), "half");
            Files.writeString(out.fresh().resolve("report.html"), "page");
        }
        try (OutputFolder out = OutputFolder.open(folder)) {
            assertEquals("half", Files.readString(out.checkpoints().resolve("model.zip")));
        }
        assertEquals(List.of(".qpde"), names());
    }

    /** As a kill leaves it: all is written, some was moved. */
    @Test
    void aMoveThatWasInterruptedIsEnded() throws IOException {
        Path ready = Files.createDirectories(folder.resolve(".qpde").resolve("ready"));
        Files.writeString(folder.resolve("report.html"), "new page");
        Files.writeString(ready.resolve("result.json"), "new");
        OutputFolder.open(folder).close();
        assertEquals(List.of("report.html", "result.json"), names());
        assertEquals("new", Files.readString(folder.resolve("result.json")));
    }

    @Test
    void aReplacementGrowsBesideWhatIsThereAndThenTakesItsPlace() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("cells")).resolve("old"), "old");
        Files.writeString(folder.resolve("result.json"), "old");
        try (OutputFolder out = OutputFolder.open(folder)) {
            Path cells =
                    Files.createDirectories(OutputFolder.replacement(out.path()).resolve("cells"));
            Files.writeString(cells.resolve("new"), "new");
        }
        try (OutputFolder out = OutputFolder.open(folder)) {
            Files.writeString(out.fresh().resolve("result.json"), "new");
            assertEquals("old", Files.readString(folder.resolve("result.json")));
            assertTrue(Files.exists(folder.resolve("cells").resolve("old")));
            out.publish();
        }
        assertEquals(List.of("cells", "result.json"), names());
        assertEquals("new", Files.readString(folder.resolve("result.json")));
        assertEquals("new", Files.readString(folder.resolve("cells").resolve("new")));
        assertFalse(Files.exists(folder.resolve("cells").resolve("old")));
    }

    /** Of each command the files that it leaves; a file of one's own stays. */
    @ParameterizedTest
    @CsvSource({
        "forecaster.zip fields.png test.h5 result.json report.html, compare.json cells results.json results.csv report.html",
        "compare.json cells results.json results.csv report.html, forecaster.zip fields.png test.h5 result.json report.html",
        "search.json candidates.jsonl best result.json report.html, compare.json tunings spaces results.json report.html",
        "forecaster.zip fields.png test.h5 result.json report.html, search.json candidates.jsonl best result.json report.html"
    })
    void whatReplacesTheResultsOfAnotherCommandLeavesNothingOfThem(String before, String after) throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "my own");
        for (String name : before.split(" ")) {
            Files.writeString(folder.resolve(name), "old");
        }
        try (OutputFolder out = OutputFolder.open(folder)) {
            Path fresh = out.fresh();
            for (String name : after.split(" ")) {
                Files.writeString(fresh.resolve(name), "new");
            }
            out.publish();
        }
        assertEquals(
                Stream.concat(Stream.of("notes.txt"), Stream.of(after.split(" ")))
                        .sorted()
                        .toList(),
                names());
    }

    /**
     * A publication that is stopped in front of each deletion of what another command left: the deletion fails there, for
     * the paths in that entry are longer than the system takes.
     */
    @ParameterizedTest
    @ValueSource(strings = {"search.json", "candidates.jsonl", "best", "latent"})
    void aStopBetweenDeletionsIsEndedByTheNextProgram(String stopped) throws IOException {
        for (String name : List.of("search.json", "candidates.jsonl", "best", "latent", "result.json", "report.html")) {
            Files.writeString(folder.resolve(name), "old");
        }
        Files.delete(folder.resolve(stopped));
        Path deep = Files.createDirectories(folder.resolve(stopped).resolve(LONG.repeat(10)));
        Files.createDirectories(folder.resolve("tail").resolve(LONG.repeat(10)));
        Files.move(folder.resolve("tail"), deep.resolve("tail"));
        try (OutputFolder out = OutputFolder.open(folder)) {
            Path fresh = out.fresh();
            for (String name : List.of("forecaster.zip", "result.json", "report.html")) {
                Files.writeString(fresh.resolve(name), "new");
            }
            assertThrows(IOException.class, out::publish);
        }
        assertTrue(Files.exists(folder.resolve("search.json")), "what the old results are known by goes last");
        assertFalse(Files.exists(folder.resolve("forecaster.zip")));
        Files.move(deep.resolve("tail"), folder.resolve("tail"));
        OutputFolder.delete(folder.resolve("tail"));
        OutputFolder.open(folder).close();
        assertEquals(List.of("forecaster.zip", "report.html", "result.json"), names());
        for (String name : names()) {
            assertEquals("new", Files.readString(folder.resolve(name)));
        }
    }

    /** A folder that was put on another disk belongs to nobody here. */
    @Test
    void ofALinkTheLinkAloneIsDeleted(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("notes.txt"), "my own");
        Path link = Files.createSymbolicLink(folder.resolve("cells"), elsewhere);
        OutputFolder.delete(link);
        assertEquals(List.of(), names());
        assertEquals("my own", Files.readString(elsewhere.resolve("notes.txt")));
    }

    @Test
    void aFolderOfOnesOwnStaysWhereNoOtherCommandWasAtWork() throws IOException {
        Files.createDirectory(folder.resolve("cells"));
        try (OutputFolder out = OutputFolder.open(folder)) {
            Path fresh = out.fresh();
            Files.writeString(fresh.resolve("forecaster.zip"), "new");
            Files.writeString(fresh.resolve("result.json"), "{}");
            out.publish();
        }
        assertEquals(List.of("cells", "forecaster.zip", "result.json"), names());
    }

    @Test
    void oneProgramAtATimeIsAtWork() throws IOException {
        try (OutputFolder out = OutputFolder.open(folder)) {
            BadInputException refused = assertThrows(BadInputException.class, () -> OutputFolder.open(folder));
            assertTrue(
                    refused.getMessage().startsWith("Another program is at work on " + folder), refused.getMessage());
        }
        OutputFolder.open(folder).close();
        assertEquals(List.of(), names());
    }

    @Test
    void aFolderOfAnotherExperimentIsRefusedUnlessItMayBeReplaced() throws IOException {
        TinyStudy.run(folder);
        String before = Files.readString(folder.resolve("result.json"));
        assertTrue(tiny("qlstm", false).isDone(), "the same experiment is finished");
        BadInputException refused = assertThrows(BadInputException.class, () -> tiny("lstm", false));
        assertTrue(refused.getMessage().contains("holds another experiment, a test, and this is another"));
        assertEquals(before, Files.readString(folder.resolve("result.json")));
        RunStudy replacing = tiny("lstm", true);
        assertFalse(replacing.isDone());
        assertEquals("lstm", replacing.run(new TinyStudy.SilentProgress()).model());
        assertTrue(tiny("lstm", true).isDone());
        assertEquals(5, names().size(), names().toString());
    }

    @Test
    void whatWasBegunToReplaceResultsGoesOnWithOverwriteAlone() throws IOException {
        TinyStudy.run(folder);
        String before = Files.readString(folder.resolve("result.json"));
        RunStudy stopped = tiny("lstm", true);
        assertThrows(
                StudyStopped.class,
                () -> stopped.run(new TinyStudy.SilentProgress() {
                    @Override
                    public void stage(String name) {
                        if (name.equals(Stage.EVALUATE.toString())) {
                            stopped.stop();
                        }
                    }
                }));
        assertTrue(names().contains(".qpde"), "a trained model to go on from");
        BadInputException refused = assertThrows(BadInputException.class, () -> tiny("lstm", false));
        assertEquals(OutputFolder.replaces(folder), refused.getMessage());
        assertEquals(before, Files.readString(folder.resolve("result.json")));
        assertEquals(
                "lstm", tiny("lstm", true).run(new TinyStudy.SilentProgress()).model());
        assertTrue(tiny("lstm", false).isDone());
    }

    @Test
    void whatComesToNothingLeavesNoFolder() throws IOException {
        Path deep = folder.resolve("a").resolve("b");
        try (OutputFolder out = OutputFolder.open(deep)) {
            Files.writeString(out.experiment(), "{}");
            out.checkpoints();
        }
        assertEquals(List.of(), names());
        Limits.writableFolder(deep);
        assertEquals(List.of(), names());
        OutputLock.ofFile(deep.resolve("data.h5")).close();
        assertEquals(List.of(), names());
        try (OutputLock lock = OutputLock.ofFile(deep.resolve("data.h5"))) {
            Files.writeString(deep.resolve("data.h5"), "results");
        }
        assertTrue(Files.exists(deep.resolve("data.h5")));
        Files.createDirectory(folder.resolve("own"));
        OutputFolder.open(folder.resolve("own")).close();
        assertEquals(List.of("a", "own"), names(), "what was there stays");
    }

    private RunStudy tiny(String model, boolean overwrite) {
        CellOptions cell = new CellOptions(model, 4, 2, 1, 2, "angle", "auto");
        TrainingOptions training = new TrainingOptions(3, null, 16, 1e-2, false, ModelBase.PERSISTENCE);
        return RunStudy.prepare(
                new RunOptions(
                        TinyStudy.data("pod"), cell, training, false, NoiseOptions.NONE, false, 1, folder, overwrite),
                "another");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
