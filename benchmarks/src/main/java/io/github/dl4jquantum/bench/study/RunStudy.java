package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.bench.report.FieldFrame;
import io.github.dl4jquantum.bench.report.FieldSheet;
import io.github.dl4jquantum.bench.report.HtmlReport;
import io.github.dl4jquantum.bench.report.ResultJson;
import io.github.dl4jquantum.bench.report.RunResult;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.pde.iterator.Split;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The main job: data, encoder, latent model, errors on the test part, report. Trajectories are cut in time ({@link
 * TimeSplit}).
 */
public final class RunStudy {
    private static final double LEARNING_RATE = 0.02;
    private static final int FRAMES = 4;
    /** The default size of a latent vector; of the recurrent layer where there is no encoder. */
    private static final int SIZE = 16;

    private static final int MAX_HIDDEN = 1024;

    private final RunOptions options;
    private final String command;
    private final CheckedTask task;
    private final int latent;
    private final int hidden;
    private final BaseRecurrentLayer layer;

    RunStudy(RunOptions options, String command, CheckedTask task) {
        this.options = options;
        this.command = command;
        this.task = task;
        Limits.circuit(options.qubits(), options.layers());
        Limits.atLeastOne("--epochs", options.epochs());
        int values = task.data().values();
        latent = latent(values);
        int usual = unencoded() ? Math.min(latent, SIZE) : latent;
        hidden = options.hidden() == null ? usual : options.hidden();
        Limits.within("--hidden", hidden, Math.max(MAX_HIDDEN, latent));
        layer = asked(() -> task.model().layer(latent, hidden, options.qubits(), options.layers(), task.engine()));
        Limits.writableFolder(options.out());
    }

    private boolean unencoded() {
        return task.encoder() == Encoder.NONE;
    }

    private int latent(int values) {
        if (unencoded()) {
            require(
                    options.latent() == null || options.latent() == values,
                    "--latent " + options.latent() + " without an encoder: leave it out, a latent vector is then the "
                            + values + " values of a snapshot.");
            return values;
        }
        int size = options.latent() == null ? SIZE : options.latent();
        require(
                size >= 1 && size < values,
                "--latent " + size + " is not within 1 to " + (values - 1) + " for a grid of " + values
                        + " points: choose fewer, such as " + Math.max(1, Math.min(SIZE, values / 4)) + ".");
        return size;
    }

    /**
     * Checks everything that can be checked before any work.
     *
     * @param command the command line, for the report
     * @throws BadInputException if an option cannot be met
     */
    public static RunStudy prepare(RunOptions options, String command) {
        return new RunStudy(options, command, CheckedTask.of(options.task()));
    }

    /** What {@link #run} leaves in the output folder. */
    public record Files(Path report, Path fields, Path result, Path forecaster, Path testData) {

        static Files in(Path folder) {
            return new Files(
                    folder.resolve("report.html"),
                    folder.resolve("fields.png"),
                    folder.resolve("result.json"),
                    folder.resolve("forecaster.zip"),
                    folder.resolve("test.h5"));
        }
    }

    /** The files of this study. */
    public Files files() {
        return Files.in(options.out());
    }

    /** Does the work and writes the files; each appears when it is complete. */
    public RunResult run(JobProgress progress) throws IOException {
        Threads.one();
        StageClock clock = new StageClock(progress, estimate());

        clock.start(Stage.DATA);
        StudyData data = task.data();
        List<Trajectory> trajectories =
                data.source().trajectories(options.seed(), (done, total) -> clock.done((double) done / total));
        TimeSplit split = TimeSplit.of(trajectories, task.field());
        Split.Parts parts = split.parts();

        clock.start(Stage.ENCODER);
        FitListener listener = new StageListener(clock);
        LatentSpace space =
                asked(() -> split.latentSpace(task.encoder(), data.values(), latent, options.seed(), listener));
        clock.start(Stage.TRAIN);
        LatentForecaster forecaster = asked(() -> forecaster(space, split));
        forecaster.fit(split.train(), split.validation(), listener);

        clock.start(Stage.EVALUATE);
        Evaluation evaluation = new Evaluation(forecaster);
        int first = parts.test().get(0).firstSnapshot();
        for (int i = 0; i < trajectories.size(); i++) {
            evaluation.add(trajectories.get(i).values(task.field()), first);
            clock.done((i + 1.0) / trajectories.size());
        }
        RunResult.Errors errors = evaluation.errors();
        RunResult.Seconds seconds = clock.stop();
        RunResult result = new RunResult(
                command,
                options.asMap(task.options(), latent, hidden),
                data.name(),
                modelName(),
                task.engineUsed(),
                options.seed(),
                data(trajectories.get(0)),
                split(split),
                parameters(forecaster),
                errors,
                forecaster.latentLoss().train(),
                new RunResult.Curves(
                        losses(forecaster.latentLoss()),
                        losses(forecaster.autoencoderLoss()),
                        evaluation.rolloutMae(modelName().toUpperCase(Locale.ROOT))),
                seconds,
                RunVersions.all());
        write(result, evaluation, forecaster, parts.test().get(0));
        return result;
    }

    private void write(RunResult result, Evaluation evaluation, LatentForecaster forecaster, Trajectory test)
            throws IOException {
        Files files = files();
        forecaster.save(files.forecaster);
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(
                files.testData, 1, Map.of("description", result.data().description()), options.seed())) {
            writer.write(test.select(task.field()));
            writer.finish();
        }
        List<FieldFrame> frames = evaluation.frames(
                FRAMES, test.times()[0], result.data().saveInterval(), test.snapshots(), test.gridShape());
        FieldSheet.write(frames, result.data().columns(), files.fields);
        HtmlReport.write(result, frames, files.report);
        ResultJson.write(result, files.result);
    }

    private String modelName() {
        return task.options().model();
    }

    private LatentForecaster forecaster(LatentSpace space, TimeSplit split) {
        Adam adam = split.adam(LEARNING_RATE, options.epochs());
        return LatentForecaster.builder(space)
                .latentModel(LatentModel.of(layer, latent, adam, options.seed()))
                .residual(task.residual())
                .latentEpochs(options.epochs())
                .seed(options.seed())
                .provenance(command)
                .build();
    }

    private WorkEstimate estimate() {
        double snapshots = (double) task.data().snapshots() * task.data().trajectories();
        return WorkEstimate.of(task, options, snapshots, TimeSplit.AUTOENCODER_UPDATES);
    }

    private RunResult.Data data(Trajectory trajectory) {
        return new RunResult.Data(
                task.field(),
                Arrays.stream(trajectory.gridShape()).boxed().toList(),
                task.data().trajectories(),
                trajectory.snapshots(),
                trajectory.times()[1] - trajectory.times()[0],
                task.data().description() + "; field " + task.field() + " is forecast");
    }

    private static RunResult.Split split(TimeSplit split) {
        Split.Parts parts = split.parts();
        return new RunResult.Split(
                "time",
                parts.train().get(0).snapshots(),
                parts.validation().get(0).snapshots(),
                parts.test().get(0).snapshots(),
                split.context());
    }

    private RunResult.Parameters parameters(LatentForecaster forecaster) {
        long quantum = StudyModel.quantumParameters(layer);
        return new RunResult.Parameters(
                quantum, forecaster.latentModel().numParams() - quantum, forecaster.autoencoderParameters());
    }

    private static RunResult.Losses losses(LossCurve curve) {
        return curve == null ? null : new RunResult.Losses(curve.train(), curve.validation(), curve.bestEpoch());
    }

    /** Passes the epochs on to the clock. */
    private record StageListener(StageClock clock) implements FitListener {

        @Override
        public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {
            clock.done((double) epoch / epochs);
        }
    }
}
