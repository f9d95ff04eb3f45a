package io.github.dl4jquantum.bench.run;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.data.StudyData;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.OutputFolder;
import io.github.dl4jquantum.bench.job.Stage;
import io.github.dl4jquantum.bench.job.StageClock;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.bench.job.WorkerPool;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import io.github.dl4jquantum.bench.study.TrainingShares;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.MemoryEstimate;
import io.github.dl4jquantum.forecast.MinibatchTrainer;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.baseline.Dmd;
import io.github.dl4jquantum.forecast.baseline.QuadraticMap;
import io.github.dl4jquantum.pde.problem.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The main job: data, encoder, latent model, errors on the test part, report. Beside the model, and like it, an LSTM with
 * as many parameters and the model's classical twin are trained; all are scored with the baselines.
 */
public final class RunStudy {
    /** The model, an LSTM of that size and the twin. */
    private static final int MODELS = 3;

    private static final int SNAPSHOTS_AT_A_TIME = 64;
    /** Of the encoder's stage; the rest fits the baselines, in its latent space. */
    private static final double ENCODING = 0.7;

    /** With the models and baselines: the model under noise, its base, its latents and its encoder alone. */
    private static final int OTHERS_SCORED = 4;

    private final RunOptions options;
    private final String command;
    private final StudyData data;
    private final CellOptions cell;
    private final TrainingOptions training;
    private final StudyModel model;
    private final LatentNetwork network;
    private final String engine;
    private final Map<String, Object> arguments;
    private final Experiment experiment;
    private final boolean done;
    private Parts known;
    private volatile boolean stopped;

    private RunStudy(RunOptions options, String command) {
        this.options = options;
        this.command = command;
        boolean paper = options.data().isPaper();
        cell = options.cell().complete(paper);
        training = options.training().complete(paper);
        model = StudyModel.named(cell.model());
        data = StudyData.of(options.data(), options.seed(), this::memoryOfModels);
        require(
                data.protocol().encoder() != Encoder.NONE || !training.base().isMap(),
                "--base " + training.base() + " is a map of latent vectors: choose an encoder, or --base persistence.");
        network = cell.network(data.protocol().latent(), options.seed());
        engine = asked(() -> model.engineUsed(network.engine()));
        asked(() -> network.layer(model));
        checkNoise();
        options.data().requireNoneOf(files().all());
        arguments = Experiment.arguments(options, cell, training, data.protocol());
        experiment = Experiment.of(command, arguments);
        done = isDoneNow();
        Limits.writableFolder(options.out());
    }

    private MemoryEstimate memoryOfModels(Protocol of) {
        LatentNetwork its = cell.network(of.latent(), options.seed());
        return asked(() -> MemoryEstimate.ofTraining(
                of, sideBySide(options.peers() ? MODELS : 1), its.parameters(model), training.minibatch()));
    }

    /** As many of the models as cores; on a cluster one, which uses all of it. */
    private int sideBySide(int models) {
        return options.onCluster() ? 1 : Math.min(models, Runtime.getRuntime().availableProcessors());
    }

    /** Before any training: the noise must be there, and fit the circuits. */
    private void checkNoise() {
        if (options.noise().isNone()) {
            return;
        }
        require(
                model.isQuantum(),
                "--noise and --shots concern circuits, and " + model + " has none: leave them out, or choose qlstm.");
        try {
            options.noise().choose().run(() -> {
                network.checkCircuits(model);
                return null;
            });
        } catch (IOException e) {
            throw new BadInputException(options.noise().noise() + " cannot be read: " + e.getMessage());
        }
    }

    private boolean isDoneNow() {
        try {
            OutputFolder.tidy(options.out());
            return experiment.isFinishedIn(options.out(), files().all(), options.overwrite());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Checks everything that can be checked before any work.
     *
     * @param command the command line, for the report
     * @throws BadInputException if an option cannot be met
     */
    public static RunStudy prepare(RunOptions options, String command) {
        return new RunStudy(options, command);
    }

    /** What {@link #run} leaves in the output folder. */
    public RunFiles files() {
        return RunFiles.in(options.out());
    }

    /** Whether the folder held this experiment's results when it was prepared: {@link #run} would make them again. */
    public boolean isDone() {
        return done;
    }

    /** Lets {@link #run} end soon, from any thread, once its trainings are saved: it throws {@link StudyStopped}. */
    public void stop() {
        stopped = true;
    }

    private void checkStopped() {
        if (stopped) {
            throw new StudyStopped("stopped");
        }
    }

    /**
     * Does the work, goes on from what an earlier program left of it, and writes the files, which appear together.
     *
     * @throws StudyStopped after {@link #stop}
     * @throws BadInputException if another program is at work in the folder, it holds another experiment, or cannot be
     *     written
     * @throws ForecasterFileException if a checkpoint is damaged
     */
    public RunResult run(JobProgress progress) throws ForecasterFileException {
        return run(progress, null);
    }

    /**
     * As {@link #run(JobProgress)}, with the models trained on a cluster, one after another, each by as many workers as
     * there are task slots when the work begins.
     *
     * @param cluster null for this machine, and not null if {@link RunOptions#onCluster}
     */
    public RunResult run(JobProgress progress, Cluster cluster) throws ForecasterFileException {
        try (OutputFolder folder = OutputFolder.open(options.out())) {
            experiment.isFinishedIn(
                    folder.path(), files().all(), options.overwrite()); // another program may have been at work since
            int workers = cluster == null ? 1 : cluster.slots();
            if (experiment.isInWorkIn(folder.path())) {
                workers = Experiment.workers(folder.path());
            } else {
                folder.forget();
            }
            experiment.write(folder.experiment(), workers);
            try {
                return run(progress, folder, cluster, workers);
            } catch (StudyStopped ended) {
                throw new StudyStopped(
                        folder.hasCheckpoints()
                                ? "the same command goes on from here."
                                : "nothing had been trained yet, and the same command begins anew.");
            }
        } catch (IOException e) {
            throw unusable(e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ForecasterFileException damaged) {
                throw damaged;
            }
            throw unusable(e.getCause());
        }
    }

    private BadInputException unusable(IOException e) {
        return new BadInputException("Files in " + options.out() + " cannot be written or read (" + e
                + "): make room, or see to the folder's rights; the same command then goes on.");
    }

    /** The {@link Parts#sha256} of the data, which {@link #run} then makes or reads no second time. */
    public String dataSha256() {
        return parts(Progress.NONE).sha256();
    }

    /** What a user should know of the data before it is learnt from; empty for nothing. */
    public String note() {
        return data.note();
    }

    /** What is forecast, in words. */
    public String description() {
        return data.description();
    }

    /** Trajectories are made or read once. */
    private Parts parts(Progress progress) {
        if (known == null) {
            known = data.source().parts((done, total) -> {
                checkStopped();
                progress.snapshots(done, total);
            });
        }
        return known;
    }

    private RunResult run(JobProgress progress, OutputFolder folder, Cluster cluster, int workers) throws IOException {
        Threads.one();
        StageClock clock = new StageClock(progress);

        clock.start(Stage.DATA);
        Parts parts = parts((done, total) -> clock.done((double) done / total));

        clock.start(Stage.ENCODER);
        Path checkpoints = folder.checkpoints();
        LatentSpace space = asked(() -> data.protocol()
                .latentSpace(parts)
                .seed(options.seed())
                .checkpoint(checkpoints.resolve("encoder.zip"))
                .fit(
                        parts.train().windows(SNAPSHOTS_AT_A_TIME),
                        parts.validation().sequences(SNAPSHOTS_AT_A_TIME),
                        new Told(
                                share -> clock.done(ENCODING * share),
                                podShare(data.protocol().encoder()))));
        checkStopped();
        LatentSpace modes = Baseline.modes(space, data.protocol(), parts);
        Map<Baseline, Baseline.Fitted> baselines = new EnumMap<>(Baseline.class);
        for (Baseline each : Baseline.within(data.protocol().context())) {
            int before = baselines.size();
            DoubleConsumer told = share -> {
                checkStopped();
                clock.done(ENCODING + (1 - ENCODING) * (before + share) / Baseline.values().length);
            };
            baselines.put(each, asked(() -> each.fit(modes, parts.train(), parts.validation(), told)));
            told.accept(1);
        }
        Dmd dmd = (Dmd) baselines.get(Baseline.DMD).forecaster();
        QuadraticMap quadratic =
                (QuadraticMap) baselines.get(Baseline.QUADRATIC_MAP).forecaster();
        ModelBase base = training.base().chosen(dmd, quadratic, parts.validation());

        clock.start(Stage.TRAIN);
        PeerModel own = new PeerModel(model, network, training, base);
        List<PeerModel> contenders = new ArrayList<>(List.of(own));
        if (options.peers()) {
            contenders.addAll(own.peers());
        }
        Map<StudyModel, LatentForecaster> trained = new ConcurrentHashMap<>();
        TrainingShares shares = new TrainingShares(clock, contenders.size());
        MinibatchTrainer<MultiLayerNetwork> trainer = cluster == null ? null : cluster.trainer(workers);
        WorkerPool.run(contenders, () -> sideBySide(contenders.size()), each -> {
            Path checkpoint = checkpoints.resolve(each.model() + ".zip");
            FitListener listener = new Told(shares.of(contenders.indexOf(each)), podShare(Encoder.NONE));
            try {
                trained.put(each.model(), each.fit(space, parts, dmd, quadratic, trainer, checkpoint, listener));
            } catch (BadInputException lost) {
                checkStopped(); // who stops the program closes the cluster
                throw lost;
            }
        });

        clock.start(Stage.EVALUATE);
        LatentForecaster forecaster = trained.get(model);
        AtomicInteger scored = new AtomicInteger();
        Runnable told = () -> {
            checkStopped();
            clock.done(scored.incrementAndGet() / (double) (baselines.size() + contenders.size() + OTHERS_SCORED));
        };
        Contest contest = new Contest(label(), network.parameters(model), forecaster, parts.test());
        told.run();
        baselines.forEach((baseline, fitted) -> {
            contest.add(baseline.key(), baseline.label(), fitted.choice(), fitted.parameters(), fitted.forecaster());
            told.run();
        });
        for (PeerModel each : contenders.subList(1, contenders.size())) {
            LatentForecaster peer = trained.get(each.model());
            contest.add(each.key(), each.label(), PeerModel.settings(peer), each.parameters(), peer);
            told.run();
        }
        if (!options.noise().isNone()) {
            contest.add(
                    "underNoise",
                    label() + " under noise",
                    options.noise().text(),
                    network.parameters(model),
                    options.noise().under(forecaster));
        }
        Map<String, Object> all = withFindings(base, trainer, cluster);
        RunResult result = new RunSummary(command, all, model, network, engine, options.seed(), data, label())
                .of(parts, forecaster, base, contest, clock);
        RunFiles.in(folder.fresh()).write(result, forecaster, parts.test());
        folder.publish();
        return result;
    }

    private String label() {
        return model.toString().toUpperCase(Locale.ROOT);
    }

    /** The arguments, with what they came to. */
    private Map<String, Object> withFindings(
            ModelBase used, MinibatchTrainer<MultiLayerNetwork> trainer, Cluster cluster) {
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("baseUsed", used.toString());
        if (cluster != null) {
            all.put(
                    "trainedBy",
                    trainer.workers() + " workers, whose parameters were averaged after every " + trainer.updates()
                            + " updates of each; " + cluster.description());
        }
        return all;
    }

    private static double podShare(Encoder encoder) {
        return switch (encoder) {
            case POD -> 1;
            case POD_MLP -> 0.5;
            case MLP, NONE -> 0;
        };
    }

    /** Tells how far a training is, and ends it when the study is stopped. */
    private final class Told implements FitListener {
        private final DoubleConsumer share;
        private final double pod;

        /** @param pod share of a POD, which comes before the training */
        Told(DoubleConsumer share, double pod) {
            this.share = share;
            this.pod = pod;
        }

        @Override
        public void podDone(double done) {
            checkStopped();
            share.accept(pod * done);
        }

        @Override
        public void iterationDone(Phase phase, int epoch, int iteration) {
            checkStopped();
        }

        @Override
        public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {
            share.accept(pod + (1 - pod) * epoch / epochs);
        }
    }
}
