package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.bench.compare.FileStore.Finished;
import io.github.dl4jquantum.bench.result.TuningResult;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * One piece of a comparison's work, on the calling thread.
 *
 * @param <R> what it finds
 */
interface CellTask<R> {
    /** @param pace what the first of the job found; null for the first itself */
    R run(CellSpec spec, CellData data, R pace) throws IOException;

    /** What is noted if there is no latent space. */
    R withoutSpace(CellSpec spec, String reason);

    /** Does it on the data of its latent space. */
    default R on(Function<SpaceSpec, CellData> spaces, CellSpec spec, R pace) throws IOException {
        CellData data;
        try {
            data = spaces.apply(spec.space());
        } catch (TrainingDivergedException diverged) {
            return withoutSpace(spec, diverged.getMessage());
        }
        return run(spec, data, pace);
    }

    /**
     * Chooses a row's learning rate.
     *
     * @param checkpoints folder in which trainings are kept
     * @param listener of every fit
     */
    record Tune(Path checkpoints, FitListener listener) implements CellTask<TuningResult> {
        @Override
        public TuningResult run(CellSpec spec, CellData data, TuningResult pace) {
            if (spec.isTimed() && pace.learningRate() == null) {
                return withoutSpace(spec, "");
            }
            LatentFit fit = new LatentFit(spec, data, checkpoints, listener);
            return RateTuning.of(spec, fit, data, spec.isTimed() ? pace.seconds() : null);
        }

        @Override
        public TuningResult withoutSpace(CellSpec spec, String reason) {
            return RateTuning.failed(spec);
        }
    }

    /** The learning rate that a cell's row was tuned to; null if every one diverged. */
    @FunctionalInterface
    interface Rates {
        Double of(CellSpec cell) throws IOException;
    }

    /**
     * Trains and scores a cell.
     *
     * @param checkpoints folder in which trainings are kept
     * @param listener of every fit
     * @param rates of the rows
     */
    record Score(Path checkpoints, FitListener listener, Rates rates) implements CellTask<Finished> {
        @Override
        public Finished run(CellSpec spec, CellData data, Finished pace) throws IOException {
            if (spec.isBaseline()) {
                return new CellRun(spec, data).baseline();
            }
            Double rate = rates.of(spec);
            if (rate == null) {
                return withoutSpace(spec, "Every learning rate diverged while it was tuned.");
            }
            if (spec.isTimed() && pace.cell().failure() != null) {
                return withoutSpace(spec, "The model whose time it gets failed.");
            }
            Double seconds = spec.isTimed() ? pace.cell().seconds().training() : null;
            return new CellRun(spec, data).trained(new LatentFit(spec, data, checkpoints, listener), rate, seconds);
        }

        @Override
        public Finished withoutSpace(CellSpec spec, String reason) {
            return CellRun.failed(spec, reason);
        }
    }
}
