package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.bench.compare.CellStore.Finished;
import io.github.dl4jquantum.bench.report.CellResult;
import io.github.dl4jquantum.bench.report.CompareCsv;
import io.github.dl4jquantum.bench.report.CompareReport;
import io.github.dl4jquantum.bench.report.CompareResult;
import io.github.dl4jquantum.bench.report.CompareResult.ProblemData;
import io.github.dl4jquantum.bench.report.FieldFrame;
import io.github.dl4jquantum.bench.report.ResultJson;
import io.github.dl4jquantum.bench.report.RowKey;
import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.JobProgress;
import io.github.dl4jquantum.bench.study.Limits;
import io.github.dl4jquantum.bench.study.RunVersions;
import io.github.dl4jquantum.bench.study.StudyProblem;
import io.github.dl4jquantum.bench.study.Threads;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Problems x models x seeds: trains and scores every cell that is not finished yet, several side by side, then draws the
 * conclusions. A cell's numbers depend on its specification alone, not on the workers.
 */
public final class CompareStudy {
    private final CompareSpec spec;
    private final String command;
    private final int workers;
    private final List<CellSpec> cells;
    private final ResultsFolder folder;
    private final CellStore store;

    private volatile boolean stopped;

    private CompareStudy(CompareSpec spec, String command, int workers, String engine, ResultsFolder folder) {
        this.spec = spec;
        this.command = command;
        this.workers = workers;
        this.folder = folder;
        cells = Matrix.of(spec, engine);
        store = new CellStore(folder.cells());
    }

    /**
     * Checks everything that can be checked before any work.
     *
     * @param command the command line, for the report
     * @throws BadInputException if an option or a key of the experiment's file cannot be met, or the output folder holds
     *     anything else
     */
    public static CompareStudy prepare(CompareOptions options, String command) {
        CompareSpec spec = SpecReader.read(options);
        int cores = Runtime.getRuntime().availableProcessors();
        int workers = options.workers() == null ? cores : options.workers();
        require(
                workers >= 1 && workers <= 4 * cores,
                "--workers " + workers + " is not within 1 to " + 4 * cores + " on " + cores
                        + " cores: choose one of these.");
        Engine engine = Limits.engine(spec.engine());
        String used = asked(() -> engine.resolve().name());
        try {
            return new CompareStudy(spec, command, workers, used, ResultsFolder.open(options.out()));
        } catch (IOException e) {
            throw new BadInputException(options.out() + " cannot be written (" + e.getMessage()
                    + "): make room, or choose another folder with --out.");
        }
    }

    /** What {@link #run} leaves in the output folder. */
    public List<Path> files() {
        return List.of(folder.report(), folder.resultsJson(), folder.resultsCsv());
    }

    /** Lets {@link #run} end soon, from any thread: it throws {@link StudyStopped} once every worker has stopped. */
    public void stop() {
        stopped = true;
    }

    /**
     * Does the work that is left, then writes the results and the report.
     *
     * @throws StudyStopped after {@link #stop}; what was finished stays
     */
    public CompareResult run(JobProgress progress) throws IOException {
        Threads.one(); // of the calling thread; workers do the same
        train(unfinished(), progress);
        checkStopped();
        progress.stage("report");
        try {
            return conclude();
        } catch (IOException unwritten) {
            throw unwritten(unwritten, "all " + cells.size() + " cells are finished");
        }
    }

    private List<CellSpec> unfinished() throws IOException {
        List<CellSpec> unfinished = new ArrayList<>();
        for (CellSpec cell : cells) {
            if (store.get(cell).isEmpty()) {
                unfinished.add(cell);
            }
        }
        return unfinished;
    }

    private void train(List<CellSpec> unfinished, JobProgress progress) throws IOException {
        FitListener untilStopped = new FitListener() {
            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {}

            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                checkStopped();
            }
        };
        Shared<DataSpec, ExperimentData> data = new Shared<>(ExperimentData::solve);
        SpaceStore spaces = new SpaceStore(folder.spaces(), untilStopped);
        Shared<SpaceSpec, Bench> benches = new Shared<>(space -> new Bench(space, data.get(space.data()), spaces));
        unfinished.forEach(cell -> {
            data.expect(cell.space().data());
            benches.expect(cell.space());
        });
        int before = cells.size() - unfinished.size();
        CellCounter counter = new CellCounter(progress, before, cells.size());
        try {
            WorkerPool.run(Matrix.inTurns(unfinished, workers), workers, cell -> {
                checkStopped();
                store.put(cell, run(cell, benches, untilStopped));
                benches.release(cell.space());
                data.release(cell.space().data());
                counter.done();
            });
        } catch (StudyStopped interrupted) {
            throw new StudyStopped(counter + ". Run the same command again to go on.");
        } catch (UncheckedIOException | IOException unwritten) {
            Throwable cause = unwritten instanceof UncheckedIOException ? unwritten.getCause() : unwritten;
            throw unwritten(cause, counter.toString());
        }
    }

    private static Finished run(CellSpec cell, Shared<SpaceSpec, Bench> benches, FitListener listener) {
        Bench bench;
        try {
            bench = benches.get(cell.space());
        } catch (TrainingDivergedException diverged) {
            return CellRun.withoutSpace(cell, diverged.getMessage());
        }
        return new CellRun(cell, bench, listener).run();
    }

    private static BadInputException unwritten(Throwable cause, String finished) {
        return new BadInputException("A result could not be written (" + cause.getMessage() + "): " + finished
                + " and stay. Make room, then run the same command again to go on.");
    }

    private void checkStopped() {
        if (stopped) {
            throw new StudyStopped("stopped");
        }
    }

    private CompareResult conclude() throws IOException {
        List<CellResult> results = new ArrayList<>();
        Map<RowKey, List<FieldFrame>> frames = new LinkedHashMap<>();
        for (CellSpec cell : cells) {
            Optional<Finished> finished = store.get(cell);
            if (finished.isPresent()) {
                CellResult result = finished.get().result();
                results.add(result);
                if (cell.seed() == 1) {
                    frames.put(RowKey.of(result), finished.get().frames());
                }
            }
        }
        Map<String, Object> experiment =
                new ObjectMapper().convertValue(spec, new TypeReference<LinkedHashMap<String, Object>>() {});
        CompareResult result = new CompareResult(
                command,
                experiment,
                spec.problems().keySet().stream().map(this::problem).toList(),
                results,
                Contrasts.of(spec, results),
                RunVersions.all());
        ResultJson.write(result, folder.resultsJson());
        CompareCsv.write(result, folder.resultsCsv());
        CompareReport.write(result, frames, folder.report());
        return result;
    }

    private ProblemData problem(String name) {
        StudyProblem.Described described =
                spec.problems().get(name).create(StudyProblem.named(name), InitialFamily.RANDOM_SMOOTH);
        return new ProblemData(
                name,
                described.description(),
                described.problem().fields().get(0),
                Arrays.stream(described.problem().gridShape()).boxed().toList(),
                described.problem().snapshots(),
                described.problem().saveInterval());
    }
}
