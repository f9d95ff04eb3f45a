package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.data.DataOptions;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A run small enough for a test: a viscous flow on 16 x 16 points, forty trajectories of six snapshots, 3 updates. */
public final class TinyStudy {
    static final int GRID = 16;

    private TinyStudy() {}

    /** The data. */
    public static DataOptions data(String encoder) {
        return of("burgers2d", Map.of("reynolds", 10.0), GRID, 0.02, encoder);
    }

    public static DataOptions of(
            String problem, Map<String, Double> parameters, int grid, double interval, String encoder) {
        return new DataOptions(
                DataOptions.DEFAULT,
                problem,
                parameters,
                null,
                grid,
                1,
                interval,
                6,
                40,
                null,
                2,
                null,
                null,
                null,
                null,
                encoder,
                encoder.equals("none") ? null : 4);
    }

    public static RunStudy of(DataOptions data, String model, ModelBase base, boolean peers, Path out) {
        CellOptions cell = new CellOptions(model, 4, 2, 1, 2, "angle", "auto");
        TrainingOptions training = new TrainingOptions(3, null, 16, 1e-2, false, base);
        return RunStudy.prepare(
                new RunOptions(data, cell, training, peers, NoiseOptions.NONE, false, 1, out, false), "a test");
    }

    public static RunStudy of(String model, Path out) {
        return of(data("pod"), model, ModelBase.PERSISTENCE, true, out);
    }

    /** Leaves a run's files in {@code out}. */
    public static RunFiles run(Path out) throws IOException {
        RunStudy study = of(data("pod"), "qlstm", ModelBase.PERSISTENCE, false, out);
        study.run(new SilentProgress());
        return study.files();
    }

    /** Tells nobody. */
    public static class SilentProgress implements JobProgress {
        @Override
        public void stage(String name) {}

        @Override
        public void done(double share) {}
    }
}
