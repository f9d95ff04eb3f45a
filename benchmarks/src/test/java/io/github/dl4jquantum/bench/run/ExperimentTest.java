package io.github.dl4jquantum.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.RunVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: result files written by hand, as older builds of this version wrote them. */
@Timeout(60)
class ExperimentTest {
    private static final Experiment ASKED = Experiment.of(
            "qpde run", Map.of("updates", 600, "out", "here", "protocol", Map.of("problem", "burgers2d", "latent", 8)));

    @TempDir
    private Path folder;

    @Test
    void whatAnOlderFilesProtocolSaysOfTrainingDoesNotCount() throws IOException {
        Path result = write(
                600,
                """
                "protocol": {"problem": "burgers2d", "latent": 8, "learningRates": [0.01], "updates": 2500, "modelSeeds": [1, 2]}\
                """);
        assertTrue(ASKED.isFinishedIn(folder, List.of(result), false));
    }

    @Test
    void anotherNumberOfUpdatesIsAnotherExperiment() throws IOException {
        Path result = write(601, "\"protocol\": {\"problem\": \"burgers2d\", \"latent\": 8}");
        String message = assertThrows(BadInputException.class, () -> ASKED.isFinishedIn(folder, List.of(result), false))
                .getMessage();
        assertEquals(
                folder + " holds another experiment, an older run, and this is qpde run: choose another folder with"
                        + " --out, or replace what is there with --overwrite.",
                message);
    }

    @Test
    void theSameCommandIsNotQuotedTwice() throws IOException {
        Path result = write(601, "\"protocol\": {\"problem\": \"burgers2d\", \"latent\": 8}");
        Experiment again = Experiment.of("an older run", Map.of("updates", 600));
        String message = assertThrows(BadInputException.class, () -> again.isFinishedIn(folder, List.of(result), false))
                .getMessage();
        assertTrue(message.contains("and this is the same command with data or options that changed since:"), message);
    }

    private Path write(int updates, String protocol) throws IOException {
        return Files.writeString(
                folder.resolve("result.json"),
                "{\"command\": \"an older run\", \"arguments\": {\"updates\": " + updates + ", \"out\": \"there\", "
                        + protocol + "}, \"versions\": {\"dl4j-quantum\": \"" + RunVersions.own() + "\"}}");
    }
}
