package io.github.dl4jquantum.bench.tune;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.data.StudyData;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.OutputFolder;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.bench.report.TuneReport;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.bench.result.TuneResult;
import io.github.dl4jquantum.bench.run.Baseline;
import io.github.dl4jquantum.bench.run.Contest;
import io.github.dl4jquantum.bench.study.ActivationSigmoidOfTanh;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.MemoryEstimate;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The search for a better latent model: data, candidates, errors of the best on the test part, report. In the folder
 * that holds a search that was ended it goes on.
 */
public final class TuneStudy {
    private static final int MAX_WORKERS = 256;
    private static final int MAX_CANDIDATES = 100_000;
    private static final double MOST_MINUTES = 60 * 24 * 365;

    private final TuneOptions options;
    private final String command;
    private final StudyData data;
    private final StudyModel model;
    private final Strategy strategy;
    private final Score score;
    private final SearchSpace space;
    private final ForecastTrial.Settings settings;
    private final Map<String, Object> specification;
    private final boolean done;
    private final Deadline deadline;
    private volatile boolean stopped;

    private TuneStudy(TuneOptions options, String command) {
        this.options = options;
        this.command = command;
        TuneOptions.How how = options.search();
        strategy = Strategy.named(how.strategy());
        score = Score.named(how.score());
        Limits.within("--candidates", options.candidates(), MAX_CANDIDATES);
        Limits.within("--workers", options.workers(), mostWorkers(strategy));
        Limits.atLeastOne("--updates", how.updates());
        Limits.atLeastOne("--minibatch", how.minibatch());
        Limits.encoding(options.encoding());
        model = StudyModel.named(options.model());
        Engine engine = Limits.engine(options.engine());
        asked(() -> model.engineUsed(engine));
        data = StudyData.of(options.data(), how.seed(), this::memoryOfModels);
        require(
                options.minutes() == null || options.minutes() > 0,
                "--minutes " + options.minutes() + " is not above 0: give more, or leave it out for no limit.");
        require(
                options.minutes() == null || options.minutes() <= MOST_MINUTES,
                "--minutes " + options.minutes() + " is above " + MOST_MINUTES
                        + ": give fewer, or leave it out for no limit.");
        space = ModelSpace.of(options.space(), model, data.protocol().encoder(), data.values());
        require(
                space.numParameters() > 0,
                "There is nothing to search: give more than one value to one of the options --circuits, --qubits,"
                        + " --layers, --latent, --hidden and --learning-rate.");
        if (strategy == Strategy.GRID) {
            int points = asked(() -> new SeededGrid(space, Strategy.GRID_POINTS, how.seed()))
                    .getTotalNumCandidates();
            require(
                    options.candidates() <= points,
                    "--candidates " + options.candidates() + " is above the " + points
                            + " points of the grid: ask for fewer, or give options such as --hidden more values.");
        }
        deadline = new Deadline(options.minutes() == null ? Double.POSITIVE_INFINITY : 60 * options.minutes());
        settings = new ForecastTrial.Settings(
                model,
                options.encoding(),
                options.engine(),
                score,
                how.updates(),
                how.minibatch(),
                how.seed(),
                command,
                data.description());
        try {
            specification = options.specification();
            OutputFolder.tidy(options.out());
            done = folder().isConcluded(options.candidates());
        } catch (IOException e) {
            throw unusable(e);
        }
        Limits.writableFolder(options.out());
    }

    /** Of candidates side by side, each as large as the space allows. */
    private MemoryEstimate memoryOfModels(Protocol of) {
        LatentNetwork largest = ModelSpace.largest(
                options.space(),
                of.latent(),
                Limits.encoding(options.encoding()),
                Limits.engine(options.engine()),
                options.search().seed());
        return asked(() -> MemoryEstimate.ofTraining(
                of,
                options.workers(),
                largest.parameters(model),
                options.search().minibatch()));
    }

    private SearchFolder folder() throws IOException {
        return SearchFolder.of(options.out(), command, specification, options.overwrite());
    }

    private BadInputException unusable(IOException e) {
        return new BadInputException("Files in " + options.out() + " cannot be written or read (" + e
                + "): make room, or see to the folder's rights; the same command then goes on, and nothing that had"
                + " ended is lost.");
    }

    /**
     * Checks everything that can be checked before any work.
     *
     * @param command the command line, for the report
     * @throws BadInputException if an option cannot be met
     */
    public static TuneStudy prepare(TuneOptions options, String command) {
        return new TuneStudy(options, command);
    }

    /** What a user should know of the data before it is learnt from; empty for nothing. */
    public String note() {
        return data.note();
    }

    /** One candidate a core, as far as the strategy of that name allows. */
    public static int defaultWorkers(String strategy) {
        return Math.min(Runtime.getRuntime().availableProcessors(), mostWorkers(Strategy.named(strategy)));
    }

    private static int mostWorkers(Strategy strategy) {
        return Math.min(MAX_WORKERS, strategy.lag());
    }

    /** What {@link #run} leaves in the output folder. */
    public record Files(Path report, Path result, Path candidates, Path forecaster) {

        /** Every one. */
        public List<Path> all() {
            return List.of(forecaster, report, result, candidates);
        }
    }

    /** The files of this study; there is no forecaster if no candidate completed. */
    public Files files() {
        Path out = options.out();
        return new Files(
                out.resolve("report.html"),
                out.resolve("result.json"),
                out.resolve("candidates.jsonl"),
                out.resolve("best").resolve("forecaster.zip"));
    }

    /** Whether all candidates had ended and the files were there when it was prepared: {@link #run} would write them again. */
    public boolean isDone() {
        return done;
    }

    /** Lets {@link #run} end soon, from any thread, once its trainings are saved: it throws {@link StudyStopped}. */
    public void stop() {
        stopped = true;
        deadline.abort();
    }

    /**
     * Runs what is missing of the search and writes the files.
     *
     * @throws BadInputException if the folder holds another search, if another program is at work in it, or if a file
     *     cannot be written; what had ended before is kept
     * @throws StudyStopped after {@link #stop}
     * @throws ForecasterFileException if a file of the search is damaged
     */
    public TuneResult run(JobProgress progress) throws IOException {
        return run(progress, null);
    }

    /** As {@link #run(JobProgress)}, on a cluster: the same candidates and scores. Null for this machine. */
    public TuneResult run(JobProgress progress, Cluster cluster) throws IOException {
        try (OutputFolder locked = OutputFolder.open(options.out())) {
            SearchFolder folder = folder();
            folder.requireNoMore(options.candidates());
            Threads.one();
            deadline.begin();
            SearchProgress shown = new SearchProgress(progress, options.candidates());
            Parts parts = data.source().parts(shown::data); // which may be refused: nothing is taken before
            folder.take(locked);
            TuneResult result;
            try (CandidateLog log = CandidateLog.open(folder.candidates())) {
                folder.sweep();
                result = run(folder, log, locked, parts, progress, shown, cluster);
            }
            locked.publish();
            return result;
        } catch (ForecasterFileException e) {
            throw e; // says which file and why
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private TuneResult run(
            SearchFolder folder,
            CandidateLog log,
            OutputFolder locked,
            Parts parts,
            JobProgress progress,
            SearchProgress shown,
            Cluster cluster)
            throws IOException {
        long seed = options.search().seed();
        BestModel best = new BestModel(folder.best(), log);
        IntSupplier workers = cluster == null ? options::workers : () -> Math.min(cluster.slots(), strategy.lag());
        Search.Plan plan = new Search.Plan(strategy, space, seed, options.candidates(), workers);
        long started = System.nanoTime();
        Search.Seconds seconds =
                new Search(plan, trial(folder, locked, parts, best, cluster, shown), log, best, deadline, shown).run();
        if (stopped) {
            throw new StudyStopped(log.all().size() + " of " + options.candidates()
                    + " candidates have ended; the same command goes on.");
        }
        progress.stage("test and report");
        double wall = (System.nanoTime() - started) / 1e9;

        TuneResult result = new TuneResult(
                command,
                options.asMap(),
                data.protocol().problem(),
                data.description(),
                options.model(),
                strategy.toString(),
                score.description(),
                seed,
                log.all(),
                best.candidate(),
                Importance.of(log.all()),
                best.candidate() == null ? null : test(best, data.protocol(), parts),
                new TuneResult.Seconds(
                        wall, seconds.workers(), seconds.candidates(), seconds.shared(), seconds.search()),
                RunVersions.all());
        Path fresh = locked.fresh();
        TuneReport.write(result, fresh.resolve(folder.report().getFileName()));
        ResultJson.write(result, fresh.resolve(folder.result().getFileName()));
        return result;
    }

    private Trial trial(
            SearchFolder folder,
            OutputFolder locked,
            Parts parts,
            BestModel best,
            Cluster cluster,
            SearchProgress shown)
            throws IOException {
        long seed = options.search().seed();
        Path latent = folder.latent();
        Path checkpoints = locked.checkpoints();
        if (cluster == null) {
            return new ForecastTrial(
                    settings,
                    parts,
                    new LatentSpaces(data.protocol(), parts, seed, latent, checkpoints, shown),
                    checkpoints,
                    shown);
        }
        if (!cluster.shared().equals(options.out().toAbsolutePath())) {
            Path own = cluster.shared().resolve("tune-" + folder.id());
            latent = own.resolve("latent");
            checkpoints = own.resolve("checkpoints");
        }
        return new ClusterTrial(
                cluster,
                new CandidateJob.Common(options.data(), settings, latent, checkpoints),
                () -> best.candidate() == null
                        ? Double.POSITIVE_INFINITY
                        : best.candidate().score());
    }

    /** Errors on the part that no candidate has seen: the validation error of the best of many is too good. */
    private static TuneResult.Test test(BestModel best, Protocol protocol, Parts parts) throws IOException {
        LatentForecaster forecaster = LatentForecaster.load(best.file(), ActivationSigmoidOfTanh.class);
        Segments test = parts.test();
        Contest contest = new Contest(
                "candidate " + best.candidate().index(),
                forecaster.latentModel().numParams(),
                forecaster,
                test);
        LatentSpace modes = Baseline.modes(forecaster.latentSpace(), protocol, parts);
        for (Baseline baseline : Baseline.within(test.context())) {
            Baseline.Fitted fitted = baseline.fit(modes, parts.train(), parts.validation(), share -> {});
            contest.add(baseline.key(), baseline.label(), fitted.choice(), fitted.parameters(), fitted.forecaster());
        }
        return new TuneResult.Test(
                Contest.measures(contest.evaluation().oneStep()),
                Contest.measures(contest.evaluation().rollout()),
                Contest.measures(Evaluation.floor(forecaster.latentSpace(), test)),
                contest.baselines());
    }
}
