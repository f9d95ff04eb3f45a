package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.Problem;
import java.nio.file.Path;

/** A run small enough for a test: 16 x 16 points, a viscous flow, 4 latent values, 2 epochs. */
public final class TinyStudy {
    static final int GRID = 16;

    private TinyStudy() {}

    static RunStudy of(String model, int trajectories, Path out) {
        return of(problem(), model, "mlp", trajectories, out);
    }

    /** A study of any problem. */
    static RunStudy of(Problem problem, String model, String encoder, int trajectories, Path out) {
        ForecastTask task = new ForecastTask(
                problem.name(),
                "random-smooth",
                problem.gridShape()[0],
                trajectories,
                null,
                null,
                null,
                model,
                encoder,
                "auto");
        StudyData data = StudyData.solved(new StudyProblem.Described(problem, "a tiny problem"), trajectories);
        RunOptions options = new RunOptions(task, 2, 1, encoder.equals("none") ? null : 4, null, 2, 0, out);
        return new RunStudy(options, "a test", CheckedTask.of(task, data));
    }

    static Burgers2d problem() {
        return Burgers2d.builder().grid(GRID).reynolds(10).snapshots(120).build();
    }

    /** Leaves a run's files in {@code out}. */
    public static RunStudy.Files run(Path out) throws java.io.IOException {
        RunStudy study = of("qlstm", 1, out);
        study.run(new SilentProgress());
        return study.files();
    }

    /** Tells nobody. */
    static final class SilentProgress implements JobProgress {
        @Override
        public void stage(String name) {}

        @Override
        public void done(double share) {}
    }
}
