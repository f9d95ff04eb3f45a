package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.bench.report.FieldFrame;
import io.github.dl4jquantum.bench.report.FieldSheet;
import io.github.dl4jquantum.bench.report.HtmlReport;
import io.github.dl4jquantum.bench.report.ResultJson;
import io.github.dl4jquantum.bench.report.RunResult;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.pde.iterator.Split;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The main job: data, autoencoder, latent model, errors on the test part, report. Trajectories are cut in time ({@link
 * TimeSplit}).
 */
public final class RunStudy {
    private static final double LEARNING_RATE = 0.02;
    private static final int FRAMES = 4;

    private final RunOptions options;
    private final String command;
    private final StudyModel model;
    private final StudyData data;
    private final String field;
    private final String engine;
    private final BaseRecurrentLayer layer;

    RunStudy(RunOptions options, String command, StudyData data) {
        this.options = options;
        this.command = command;
        this.data = data;
        field = options.field() == null ? data.fields().get(0) : options.field();
        require(
                data.fields().contains(field),
                "--field " + field + " is none of " + data.fields() + ": choose one of these.");
        model = StudyModel.named(options.model());
        Limits.circuit(options.qubits(), options.layers());
        Limits.atLeastOne("--epochs", options.epochs());
        Limits.atLeastOne("--trajectories", options.trajectories());
        int values = data.values();
        require(
                options.latent() >= 1 && options.latent() < values,
                "--latent " + options.latent() + " is not within 1 to " + (values - 1) + " for a grid of " + values
                        + " points: choose fewer, such as 16.");
        Limits.autoencoder(data.gridShape());
        if (options.data() == null) { // A file is read as it is used.
            Limits.trajectories(data);
        }
        Engine asked = Limits.engine(options.engine());
        engine = asked(() -> model.engineUsed(asked));
        layer = asked(() -> model.layer(options.latent(), options.latent(), options.qubits(), options.layers(), asked));
        Limits.writableFolder(options.out());
    }

    /**
     * Checks everything that can be checked before any work.
     *
     * @param command the command line, for the report
     * @throws BadInputException if an option cannot be met
     */
    public static RunStudy prepare(RunOptions options, String command) {
        if (options.data() != null) {
            return new RunStudy(options, command, StudyData.in(options.data(), options.axes(), options.field()));
        }
        require(options.axes() == null, "--axes belongs to --data: leave it out, or name a file.");
        StudyProblem problem = StudyProblem.named(options.problem());
        StudyProblem.Described described =
                asked(() -> problem.create(options.grid(), null, InitialFamily.named(options.initial())));
        RunOptions full = options.withGrid(described.problem().gridShape()[0]);
        return new RunStudy(full, command, StudyData.solved(described, options.trajectories()));
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
        List<Trajectory> trajectories =
                data.source().trajectories(options.seed(), (done, total) -> clock.done((double) done / total));
        TimeSplit split = TimeSplit.of(trajectories, field);
        Split.Parts parts = split.parts();

        LatentForecaster forecaster = asked(() -> forecaster(split));
        forecaster.fit(split.train(), split.validation(), new StageListener(clock));

        clock.start(Stage.EVALUATE);
        Evaluation evaluation = new Evaluation(forecaster);
        int first = parts.test().get(0).firstSnapshot();
        for (int i = 0; i < trajectories.size(); i++) {
            evaluation.add(trajectories.get(i).values(field), first);
            clock.done((i + 1.0) / trajectories.size());
        }
        RunResult.Errors errors = evaluation.errors();
        RunResult.Seconds seconds = clock.stop();
        RunResult result = new RunResult(
                command,
                options.asMap(),
                data.name(),
                options.model(),
                engine,
                options.seed(),
                data(trajectories.get(0)),
                split(split),
                parameters(forecaster),
                errors,
                forecaster.latentLoss().train(),
                new RunResult.Curves(
                        losses(forecaster.latentLoss()),
                        losses(forecaster.autoencoderLoss()),
                        evaluation.rolloutMae(options.model().toUpperCase(Locale.ROOT))),
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
            writer.write(test.select(field));
            writer.finish();
        }
        List<FieldFrame> frames = evaluation.frames(
                FRAMES, test.times()[0], result.data().saveInterval(), test.snapshots(), test.gridShape());
        FieldSheet.write(frames, result.data().columns(), files.fields);
        HtmlReport.write(result, frames, files.report);
        ResultJson.write(result, files.result);
    }

    private LatentForecaster forecaster(TimeSplit split) {
        Adam adam = split.adam(LEARNING_RATE, options.epochs());
        MultiLayerConfiguration latentModel = LatentModel.of(layer, options.latent(), adam, options.seed());
        return LatentForecaster.builder(data.values(), options.latent())
                .latentModel(latentModel)
                .normalizer(split.normalizer())
                .autoencoderEpochs(split.autoencoderEpochs())
                .autoencoderMinibatch(TimeSplit.AUTOENCODER_MINIBATCH)
                .latentEpochs(options.epochs())
                .seed(options.seed())
                .provenance(command)
                .build();
    }

    private WorkEstimate estimate() {
        double snapshots = (double) data.snapshots() * data.trajectories();
        return WorkEstimate.of(options, snapshots, data.values(), TimeSplit.AUTOENCODER_UPDATES);
    }

    private RunResult.Data data(Trajectory trajectory) {
        return new RunResult.Data(
                field,
                Arrays.stream(trajectory.gridShape()).boxed().toList(),
                data.trajectories(),
                trajectory.snapshots(),
                trajectory.times()[1] - trajectory.times()[0],
                data.description() + "; field " + field + " is forecast");
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
        return new RunResult.Losses(curve.train(), curve.validation(), curve.bestEpoch());
    }

    /** Passes the epochs on to the clock. */
    private record StageListener(StageClock clock) implements FitListener {

        @Override
        public void phaseStarted(Phase phase, int epochs) {
            clock.start(phase == Phase.AUTOENCODER ? Stage.AUTOENCODER : Stage.TRAIN);
        }

        @Override
        public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {
            clock.done((double) epoch / epochs);
        }
    }
}
