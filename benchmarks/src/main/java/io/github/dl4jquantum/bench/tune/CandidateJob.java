package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.data.DataOptions;
import io.github.dl4jquantum.bench.data.StudyData;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.record.DataFileException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * One candidate on another machine. Its program makes the data once; a latent space is made by whoever needs it first, and
 * lies in the shared folder, as do checkpoints: what a lost machine had trained another goes on from.
 */
final class CandidateJob implements Cluster.Job<CandidateJob.Reply> {
    private static final long serialVersionUID = 1L;

    /** The trials of this program, by folder. */
    private static final Map<String, ForecastTrial> TRIALS = new ConcurrentHashMap<>();

    private final Common common;
    private final Map<String, Object> parameters;
    private final double seconds;
    private final double toBeat;

    /** What all candidates have in common. */
    static final class Common implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String data;
        private final ForecastTrial.Settings settings;
        private final String latent;
        private final String checkpoints;

        /**
         * Options, settings and folders.
         *
         * @param latent folder of the latent spaces, which all machines see
         * @param checkpoints folder of the trainings, which all machines see
         */
        Common(DataOptions data, ForecastTrial.Settings settings, Path latent, Path checkpoints) throws IOException {
            this.data = new ObjectMapper().writeValueAsString(data);
            this.settings = settings;
            this.latent = Files.createDirectories(latent).toAbsolutePath().toString();
            this.checkpoints =
                    Files.createDirectories(checkpoints).toAbsolutePath().toString();
        }

        Path checkpoints() {
            return Path.of(checkpoints);
        }

        private ForecastTrial trial() {
            return TRIALS.computeIfAbsent(latent, any -> {
                try {
                    StudyData made =
                            StudyData.of(new ObjectMapper().readValue(data, DataOptions.class), settings.seed());
                    Parts parts = made.source().parts(Progress.NONE);
                    LatentSpaces spaces = new LatentSpaces(
                            made.protocol(), parts, settings.seed(), Path.of(latent), checkpoints(), FitListener.NONE);
                    return new ForecastTrial(settings, parts, spaces, checkpoints(), FitListener.NONE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /**
     * What became of it.
     *
     * @param score null if it has none
     * @param model the file of the model, if it may be the best
     * @param stopped where, if the time was over
     * @param failure why it has no score, or null
     */
    record Reply(Double score, byte[] model, String stopped, String failure) implements Serializable {}

    /**
     * A candidate to run.
     *
     * @param seconds until it must end
     * @param toBeat a model with a worse score is not sent back
     */
    CandidateJob(Common common, Map<String, Object> parameters, double seconds, double toBeat) {
        this.common = common;
        this.parameters = Map.copyOf(parameters);
        this.seconds = seconds;
        this.toBeat = toBeat;
    }

    @Override
    public Reply run() throws IOException {
        Threads.one();
        Deadline deadline = new Deadline(seconds);
        try {
            ForecastTrial trial = common.trial();
            trial.prepare(parameters, deadline);
            Trial.Outcome outcome = trial.run(parameters, deadline);
            return new Reply(outcome.score(), outcome.score() <= toBeat ? bytes(outcome.model()) : null, null, null);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Deadline.Stopped e) {
            return new Reply(null, null, e.getMessage(), null);
        } catch (BadInputException | DataFileException e) { // the data, which this machine may not see
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return new Reply(null, null, null, Search.firstLine(e));
        }
    }

    @Override
    public List<Path> files() {
        int latent = (int) parameters.get(ForecastTrial.LATENT);
        return List.of(
                LatentSpaces.file(Path.of(common.latent), latent),
                LatentSpaces.file(common.checkpoints(), latent),
                ForecastTrial.checkpoint(common.checkpoints(), parameters));
    }

    private static byte[] bytes(Trial.Model model) throws IOException {
        Path file = Files.createTempFile("candidate", ".zip");
        try {
            model.save(file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
