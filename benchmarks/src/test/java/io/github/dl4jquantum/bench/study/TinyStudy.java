package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.Problem;
import java.nio.file.Path;

/** A run small enough for a test: 16 x 16 points, a viscous flow, 4 latent values, 2 epochs. */
public final class TinyStudy {
    static final int GRID = 16;

    private TinyStudy() {}

    static RunStudy of(String model, int trajectories, Path out) {
        RunOptions options = options("burgers2d", model, trajectories, out);
        return of(options, new StudyProblem.Described(problem(), "a tiny flow"));
    }

    /** A study of any problem. */
    static RunStudy of(Problem problem, Path out) {
        return of(options(problem.name(), "lstm", 1, out), new StudyProblem.Described(problem, "a tiny problem"));
    }

    private static RunStudy of(RunOptions options, StudyProblem.Described problem) {
        return new RunStudy(
                options.withGrid(problem.problem().gridShape()[0]),
                "a test",
                StudyData.solved(problem, options.trajectories()));
    }

    private static RunOptions options(String problem, String model, int trajectories, Path out) {
        return new RunOptions(
                problem, "random-smooth", model, 2, 1, 4, 2, null, trajectories, 0, "auto", out, null, null, null);
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
