package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.bench.compare.FileStore.Finished;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.job.WorkerPool;
import io.github.dl4jquantum.bench.result.TuningResult;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tunings of an experiment, then its cells: does what is not finished yet, several jobs side by side. Numbers depend on
 * a cell's specification alone, not on the workers, but for those of a model that gets another's training time.
 */
final class CompareWork {
    private final List<CellSpec> cells;
    private final List<CellSpec> tunings;
    private final int workers;
    private final ResultsFolder folder;
    private Path checkpoints;
    private Path spacesFolder;
    private Cluster cluster;
    private volatile boolean stopped;

    CompareWork(List<CellSpec> cells, int workers, ResultsFolder folder) {
        this.cells = cells;
        this.workers = workers;
        this.folder = folder;
        tunings = CellMatrix.tunings(cells);
    }

    FileStore<Finished> cells() {
        return new FileStore<>(folder.cells(), Finished.class);
    }

    private FileStore<TuningResult> tuningStore() {
        return new FileStore<>(folder.tunings(), TuningResult.class);
    }

    /** How the learning rates of all rows were chosen. */
    List<TuningResult> tunings() throws IOException {
        List<TuningResult> results = new ArrayList<>();
        for (CellSpec tuning : tunings) {
            tuningStore().get(tuning).ifPresent(results::add);
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
        return unfinished(tunings, tuningStore()).isEmpty()
                && unfinished(cells, cells()).isEmpty();
    }

    /**
     * Does what is left.
     *
     * @param checkpoints folder in which trainings are kept
     * @param spaces folder of the latent spaces
     * @param cluster where; null for this machine
     * @throws StudyStopped after {@link #stop}; what was finished stays
     */
    void run(JobProgress progress, Path checkpoints, Path spaces, Cluster cluster) throws IOException {
        this.checkpoints = checkpoints;
        this.spacesFolder = spaces;
        this.cluster = cluster;
        List<CellSpec> tuningsLeft = unfinished(tunings, tuningStore());
        List<CellSpec> cellsLeft = unfinished(cells, cells());
        CellCounter counter = new CellCounter(progress, trainings(tuningsLeft) + trainings(cellsLeft));
        try {
            counter.start("tuning", tunings.size() - tuningsLeft.size(), tunings.size());
            run(tunings, tuningsLeft, tuningStore(), new CellTask.Tune(checkpoints, untilStopped(counter)), counter);
            counter.start("cell", cells.size() - cellsLeft.size(), cells.size());
            run(cells, cellsLeft, cells(), new CellTask.Score(checkpoints, untilStopped(counter), this::rate), counter);
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

    private <R> void run(
            List<CellSpec> all, List<CellSpec> left, FileStore<R> store, CellTask<R> step, CellCounter counter)
            throws IOException {
        List<List<CellSpec>> jobs = CellMatrix.jobs(all).stream()
                .filter(job -> job.stream().anyMatch(left::contains))
                .toList();
        if (cluster != null) {
            WorkerPool.run(jobs, cluster::slots, job -> runElsewhere(job, store, counter));
            return;
        }
        CountedCache<DataSpec, CellData.Draw> data = new CountedCache<>(spec -> {
            counter.data();
            return new CellData.Draw(spec);
        });
        SpaceStore kept = new SpaceStore(spacesFolder, checkpoints, untilStopped(counter));
        CountedCache<SpaceSpec, CellData> spaces =
                new CountedCache<>(space -> new CellData(space, data.get(space.data()), kept));
        jobs.forEach(job -> {
            data.expect(job.get(0).space().data());
            spaces.expect(job.get(0).space());
        });
        WorkerPool.run(CellMatrix.inTurns(jobs, workers), () -> workers, job -> {
            R first = null;
            for (CellSpec spec : job) {
                checkStopped();
                R result = store.get(spec).orElse(null);
                if (result == null) {
                    result = step.on(spaces::get, spec, first);
                    finish(spec, result, store, counter);
                }
                first = first == null ? result : first;
            }
            spaces.release(job.get(0).space());
            data.release(job.get(0).space().data());
        });
    }

    private <R> void finish(CellSpec spec, R result, FileStore<R> store, CellCounter counter) throws IOException {
        store.put(spec, result);
        LatentFit.forget(spec, checkpoints);
        counter.done(trainings(spec));
    }

    /** What is not finished of a job, on one machine of the cluster. */
    private <R> void runElsewhere(List<CellSpec> job, FileStore<R> store, CellCounter counter) throws IOException {
        checkStopped();
        List<CellSpec> left = unfinished(job, store);
        R first = store.get(job.get(0)).orElse(null);
        Map<CellSpec, Double> rates = null;
        if (job.get(0).seed() != CellSpec.TUNING || job.get(0).isBaseline()) {
            rates = new HashMap<>();
            for (CellSpec cell : left) {
                rates.put(cell, cell.isBaseline() ? null : rate(cell));
            }
        }
        List<String> found;
        try {
            found = cluster.call(new CellJob(left, rates, first, spacesFolder, checkpoints));
        } catch (IOException | RuntimeException e) {
            checkStopped();
            throw e;
        }
        for (int i = 0; i < left.size(); i++) {
            finish(left.get(i), store.parse(found.get(i)), store, counter);
            for (Path training : CellJob.trainings(left.get(i), rates, checkpoints)) {
                cluster.delete(training);
            }
        }
    }

    private Double rate(CellSpec cell) throws IOException {
        return tuningStore().get(cell.tuning()).orElseThrow().learningRate();
    }

    private FitListener untilStopped(FitListener told) {
        return new FitListener() {
            @Override
            public void phaseStarted(Phase phase, int epochs) {
                told.phaseStarted(phase, epochs);
            }

            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {
                told.epochDone(phase, epoch, epochs, trainLoss, validationLoss);
            }

            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                checkStopped();
            }
        };
    }
}
