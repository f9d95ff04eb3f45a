package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.List;

/** The trajectories of one problem and one seed. */
final class ExperimentData {
    private final DataSpec spec;
    private final List<Trajectory> trajectories;
    private List<Trajectory> foreign;

    private ExperimentData(DataSpec spec, List<Trajectory> trajectories) {
        this.spec = spec;
        this.trajectories = trajectories;
    }

    static ExperimentData solve(DataSpec spec) {
        return new ExperimentData(spec, solve(spec, InitialFamily.RANDOM_SMOOTH, spec.trajectories()));
    }

    private static List<Trajectory> solve(DataSpec spec, InitialFamily initial, int count) {
        Problem problem = spec.create(initial).problem();
        return asked(() -> problem.generate(count, spec.seed()));
    }

    /** Those to train on and to score, from random smooth states. */
    List<Trajectory> trajectories() {
        return trajectories;
    }

    /** Trajectories from initial states of other scales and amplitudes. */
    synchronized List<Trajectory> outOfDistribution() {
        if (foreign == null) {
            foreign = solve(spec, InitialFamily.OUT_OF_DISTRIBUTION, Shares.test(spec.trajectories()));
        }
        return foreign;
    }

    /** The field that is forecast: the problem's first. */
    String field() {
        return trajectories.get(0).fields().get(0);
    }
}
