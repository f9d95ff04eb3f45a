package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.bench.compare.FileStore.Finished;
import io.github.dl4jquantum.bench.report.RowKey;
import io.github.dl4jquantum.bench.report.TuningResult;
import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.JobProgress;
import io.github.dl4jquantum.bench.study.StudyStopped;
import io.github.dl4jquantum.bench.study.WorkerPool;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tunings of an experiment, then its cells: does what is not finished yet, several jobs side by side. Numbers depend on
 * a cell's specification alone, not on the workers, but for those of a model that gets another's training time.
 */
final class CompareWork {
    private final List<CellSpec> cells;
    private final List<CellSpec> tunings;
    private final int workers;
    private final FileStore<Finished> cellStore;
    private final FileStore<TuningResult> tuningStore;
    private final ResultsFolder folder;
    private Path checkpoints;
    private volatile boolean stopped;

    /** Does one piece of work. */
    private interface Step<R> {
        /** @param pace what the first of the job found; null for the first itself */
        R run(CellSpec spec, Bench bench, R pace) throws IOException;

        /** What is noted if there is no latent space. */
        R withoutSpace(CellSpec spec, String reason);
    }

    CompareWork(List<CellSpec> cells, int workers, ResultsFolder folder) {
        this.cells = cells;
        this.workers = workers;
        this.folder = folder;
        tunings = Matrix.tunings(cells);
        cellStore = new FileStore<>(folder.cells(), Finished.class);
        tuningStore = new FileStore<>(folder.tunings(), TuningResult.class);
    }

    FileStore<Finished> cells() {
        return cellStore;
    }

    /** How the learning rates of all rows were chosen. */
    List<TuningResult> tunings() throws IOException {
        List<TuningResult> results = new ArrayList<>();
        for (CellSpec tuning : tunings) {
            tuningStore.get(tuning).ifPresent(results::add);
        }
        return results;
    }

    /** How much there is, in words. */
    String size() {
        return tunings.size() + " tunings and " + cells.size() + " cells";
    }

    /** Lets {@link #run} end soon, from any thread. */
    void stop() {
        stopped = true;
    }

    void checkStopped() {
        if (stopped) {
            throw new StudyStopped("stopped");
        }
    }

    /** Whether nothing is left to do. */
    boolean isDone() throws IOException {
        return unfinished(tunings, tuningStore).isEmpty()
                && unfinished(cells, cellStore).isEmpty();
    }

    /**
     * Does what is left.
     *
     * @param checkpoints folder in which trainings are kept
     * @throws StudyStopped after {@link #stop}; what was finished stays
     */
    void run(JobProgress progress, Path checkpoints) throws IOException {
        this.checkpoints = checkpoints;
        List<CellSpec> tuningsLeft = unfinished(tunings, tuningStore);
        List<CellSpec> cellsLeft = unfinished(cells, cellStore);
        CellCounter counter = new CellCounter(progress, trainings(tuningsLeft) + trainings(cellsLeft));
        try {
            counter.start("tuning", tunings.size() - tuningsLeft.size(), tunings.size());
            run(tunings, tuningsLeft, tuningStore, new Tune(), counter);
            counter.start("cell", cells.size() - cellsLeft.size(), cells.size());
            run(cells, cellsLeft, cellStore, new Score(), counter);
        } catch (StudyStopped interrupted) {
            throw new StudyStopped(counter + ". Run the same command again to go on.");
        } catch (UncheckedIOException | IOException unwritten) {
            Throwable cause = unwritten instanceof UncheckedIOException ? unwritten.getCause() : unwritten;
            if (cause instanceof ForecasterFileException damaged) {
                throw damaged; // a checkpoint: its message says which, and what to do
            }
            throw new BadInputException("A result could not be written (" + cause.getMessage() + "): " + counter
                    + " and stay. Make room, then run the same command again to go on.");
        }
    }

    private static <R> List<CellSpec> unfinished(List<CellSpec> all, FileStore<R> store) throws IOException {
        List<CellSpec> unfinished = new ArrayList<>();
        for (CellSpec cell : all) {
            if (store.get(cell).isEmpty()) {
                unfinished.add(cell);
            }
        }
        return unfinished;
    }

    private static int trainings(List<CellSpec> of) {
        return of.stream().mapToInt(CompareWork::trainings).sum();
    }

    private static int trainings(CellSpec spec) {
        return spec.seed() == CellSpec.TUNING && !spec.isBaseline()
                ? spec.space().protocol().learningRates().size()
                : 1;
    }

    private <R> void run(List<CellSpec> all, List<CellSpec> left, FileStore<R> store, Step<R> step, CellCounter counter)
            throws IOException {
        List<List<CellSpec>> jobs = Matrix.jobs(all).stream()
                .filter(job -> job.stream().anyMatch(left::contains))
                .toList();
        Shared<DataSpec, Bench.Data> data = new Shared<>(Bench.Data::new);
        SpaceStore spaces = new SpaceStore(folder.spaces(), checkpoints, untilStopped());
        Shared<SpaceSpec, Bench> benches = new Shared<>(space -> new Bench(space, data.get(space.data()), spaces));
        jobs.forEach(job -> {
            data.expect(job.get(0).space().data());
            benches.expect(job.get(0).space());
        });
        WorkerPool.run(Matrix.inTurns(jobs, workers), workers, job -> {
            R first = null;
            for (CellSpec spec : job) {
                checkStopped();
                R result = store.get(spec).orElse(null);
                if (result == null) {
                    result = result(spec, benches, first, step);
                    store.put(spec, result);
                    LatentFit.forget(spec, checkpoints);
                    counter.done(trainings(spec));
                }
                first = first == null ? result : first;
            }
            benches.release(job.get(0).space());
            data.release(job.get(0).space().data());
        });
    }

    private static <R> R result(CellSpec spec, Shared<SpaceSpec, Bench> benches, R first, Step<R> step)
            throws IOException {
        Bench bench;
        try {
            bench = benches.get(spec.space());
        } catch (TrainingDivergedException diverged) {
            return step.withoutSpace(spec, diverged.getMessage());
        }
        return step.run(spec, bench, first);
    }

    private FitListener untilStopped() {
        return new FitListener() {
            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {}

            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                checkStopped();
            }
        };
    }

    private final class Tune implements Step<TuningResult> {
        @Override
        public TuningResult run(CellSpec spec, Bench bench, TuningResult pace) {
            if (spec.isTimed() && pace.learningRate() == null) {
                return withoutSpace(spec, "");
            }
            LatentFit fit = new LatentFit(spec, bench, checkpoints, untilStopped());
            return RateTuning.of(spec, fit, bench, spec.isTimed() ? pace.seconds() : null);
        }

        @Override
        public TuningResult withoutSpace(CellSpec spec, String reason) {
            RowKey row = spec.row();
            return new TuningResult(
                    row.problem(),
                    row.split(),
                    row.encoder(),
                    row.latent(),
                    row.model(),
                    row.bank(),
                    null,
                    0,
                    List.of());
        }
    }

    private final class Score implements Step<Finished> {
        @Override
        public Finished run(CellSpec spec, Bench bench, Finished pace) throws IOException {
            if (spec.isBaseline()) {
                return new CellRun(spec, bench).baseline();
            }
            Double rate = tuningStore.get(spec.tuning()).orElseThrow().learningRate();
            if (rate == null) {
                return withoutSpace(spec, "Every learning rate diverged while it was tuned.");
            }
            if (spec.isTimed() && pace.cell().failure() != null) {
                return withoutSpace(spec, "The model whose time it gets failed.");
            }
            Double seconds = spec.isTimed() ? pace.cell().seconds().training() : null;
            return new CellRun(spec, bench)
                    .trained(new LatentFit(spec, bench, checkpoints, untilStopped()), rate, seconds);
        }

        @Override
        public Finished withoutSpace(CellSpec spec, String reason) {
            return CellRun.failed(spec, reason);
        }
    }
}
