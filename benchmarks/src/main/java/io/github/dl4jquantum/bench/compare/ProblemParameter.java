package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.StudyProblem;
import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.GrayScott2d;
import io.github.dl4jquantum.pde.problem.HamiltonJacobiBellman2d;
import io.github.dl4jquantum.pde.problem.MichaelisMenten3d;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;

/** The parameters of equations by name. */
final class ProblemParameter {

    private ProblemParameter() {}

    /** Sets one parameter. */
    static void set(ProblemBuilder<?> options, StudyProblem problem, String name, double value) {
        Map<String, DoubleConsumer> known = new TreeMap<>(of(options));
        if (!known.containsKey(name)) {
            throw new BadInputException("Unknown parameter '" + name + "' of " + problem + ": did you mean "
                    + Spelling.nearest(name, known.keySet()) + "? Choose of " + String.join(", ", known.keySet())
                    + ".");
        }
        known.get(name).accept(value);
    }

    private static Map<String, DoubleConsumer> of(ProblemBuilder<?> options) {
        if (options instanceof Burgers2d.Builder burgers) {
            return Map.of("reynolds", burgers::reynolds);
        }
        if (options instanceof GrayScott2d.Builder grayScott) {
            return Map.of(
                    "feedRate", grayScott::feedRate,
                    "killRate", grayScott::killRate,
                    "diffusivityU", grayScott::diffusivityU,
                    "diffusivityV", grayScott::diffusivityV);
        }
        if (options instanceof HamiltonJacobiBellman2d.Builder bellman) {
            return Map.of("viscosity", bellman::viscosity);
        }
        MichaelisMenten3d.Builder michaelisMenten = (MichaelisMenten3d.Builder) options;
        return Map.of(
                "diffusivity", michaelisMenten::diffusivity,
                "maximumRate", michaelisMenten::maximumRate,
                "michaelisConstant", michaelisMenten::michaelisConstant);
    }
}
