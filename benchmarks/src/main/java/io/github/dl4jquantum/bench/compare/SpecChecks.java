package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.bench.study.Limits;
import io.github.dl4jquantum.bench.study.StudyProblem;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Problem;
import java.util.HashSet;
import java.util.List;

/** Refuses an experiment that cannot be done, before anything of it is. */
final class SpecChecks {
    static final List<String> SPLITS = List.of(CompareSpec.BY_TIME, CompareSpec.BY_TRAJECTORY);
    private static final List<String> TESTS = List.of(CompareSpec.IN_DISTRIBUTION, CompareSpec.OUT_OF_DISTRIBUTION);
    private static final List<String> ENCODERS = List.of(Matrix.MLP, Matrix.POD, Matrix.NONE);

    private final CompareSpec spec;

    private SpecChecks(CompareSpec spec) {
        this.spec = spec;
    }

    static void check(CompareSpec spec) {
        new SpecChecks(spec).check();
    }

    private void check() {
        list("problems", List.copyOf(spec.problems().keySet()));
        names("splits", spec.splits(), SPLITS);
        names("tests", spec.tests(), TESTS);
        names("encoders", spec.encoders(), ENCODERS);
        list("models", spec.models());
        spec.models().forEach(ComparedModel::named);
        numbers("latents", spec.latents());
        numbers("qubits", spec.qubits());
        numbers("layers", spec.layers());
        spec.qubits().forEach(qubits -> spec.layers().forEach(layers -> Limits.circuit(qubits, layers)));
        positive("hidden", spec.hidden());
        positive("seeds", spec.seeds());
        positive("epochs", spec.epochs());
        positive("minibatch", spec.minibatch());
        positive("autoencoderUpdates", spec.autoencoderUpdates());
        require(spec.context() >= 2, "context " + spec.context() + " is below the limit 2: choose 2 or more.");
        list("learningRates", spec.learningRates());
        spec.learningRates()
                .forEach(rate ->
                        require(rate > 0 && rate < 1, "learningRates: " + rate + " is not within 0 to 1: try 0.01."));
        Limits.engine(spec.engine());
        parts("trajectories", spec.trajectories(), 1, CompareSpec.BY_TRAJECTORY);
        spec.problems().keySet().forEach(this::problem);
    }

    private void problem(String name) {
        StudyProblem known = StudyProblem.named(name);
        Problem problem = spec.problems()
                .get(name)
                .create(known, InitialFamily.RANDOM_SMOOTH)
                .problem();
        spec.problems().get(name).create(known, InitialFamily.OUT_OF_DISTRIBUTION);
        int values = Matrix.values(new DataSpec(name, spec.problems().get(name), spec.trajectories(), 1));
        spec.latents()
                .forEach(latent -> require(
                        latent < values,
                        "latents: " + latent + " is not within 1 to " + (values - 1) + " for the " + values
                                + " points of " + name + ": choose fewer."));
        if (spec.encoders().contains(Matrix.MLP)) {
            Limits.autoencoder(problem.gridShape());
        }
        if (spec.splits().contains(CompareSpec.BY_TIME)) {
            parts("snapshots of " + name, problem.snapshots(), spec.context() + 1, CompareSpec.BY_TIME);
        } else {
            require(
                    problem.snapshots() > spec.context(),
                    "snapshots of " + name + ": " + problem.snapshots() + " are not more than the context of "
                            + spec.context() + ": give more, or a shorter context.");
        }
    }

    /** Each part needs {@code least} of what is divided. */
    private void parts(String what, int total, int least, String split) {
        if (spec.splits().contains(split)) {
            int smallest = Math.min(Shares.validation(total), Math.min(Shares.train(total), Shares.test(total)));
            int needed = split.equals(CompareSpec.BY_TIME) ? Shares.validation(total) : smallest;
            require(
                    needed >= least && smallest >= 1,
                    what + ": " + total + " leave " + needed + " for a part of the split by " + split + ", below the "
                            + least + " that it needs: give at least " + 5 * least + ".");
        }
    }

    private static void names(String key, List<String> given, List<String> known) {
        list(key, given);
        for (String name : given) {
            require(
                    known.contains(name),
                    "Unknown name '" + name + "' in " + key + ": did you mean " + Spelling.nearest(name, known)
                            + "? Choose of " + String.join(", ", known) + ".");
        }
    }

    private static void numbers(String key, List<Integer> given) {
        list(key, given);
        given.forEach(value -> positive(key, value));
    }

    private static void list(String key, List<?> given) {
        require(!given.isEmpty(), key + " is empty: name at least one.");
        require(new HashSet<>(given).size() == given.size(), key + " " + given + " names one twice: leave it out.");
    }

    private static void positive(String key, int value) {
        require(value >= 1, key + " " + value + " is below the limit 1: choose 1 or more.");
    }
}
