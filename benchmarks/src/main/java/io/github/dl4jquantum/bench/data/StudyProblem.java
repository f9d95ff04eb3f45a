package io.github.dl4jquantum.bench.data;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.pde.problem.Advection1d;
import io.github.dl4jquantum.pde.problem.Burgers1d;
import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.ErrorEstimate;
import io.github.dl4jquantum.pde.problem.GrayScott2d;
import io.github.dl4jquantum.pde.problem.HamiltonJacobiBellman2d;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.KortewegDeVries1d;
import io.github.dl4jquantum.pde.problem.KuramotoSivashinsky1d;
import io.github.dl4jquantum.pde.problem.MichaelisMenten3d;
import io.github.dl4jquantum.pde.problem.NavierStokes2d;
import io.github.dl4jquantum.pde.problem.ParameterSweep;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The PDE problems that a study can name. */
public enum StudyProblem {
    ADVECTION1D("1D advection on the periodic line of length 1", Advection1d::builder),
    BURGERS1D("1D Burgers' equation on the periodic line of length 1", Burgers1d::builder),
    BURGERS2D("2D Burgers' equation on the unit square", Burgers2d::builder),
    GRAYSCOTT2D("2D Gray-Scott model on the periodic unit square", GrayScott2d::builder),
    HAMILTONJACOBIBELLMAN2D(
            "2D Hamilton-Jacobi-Bellman equation on the periodic square of side 2 pi",
            HamiltonJacobiBellman2d::builder),
    KORTEWEGDEVRIES1D("1D Korteweg-de Vries equation on the periodic line of length 2", KortewegDeVries1d::builder),
    KURAMOTOSIVASHINSKY1D("1D Kuramoto-Sivashinsky equation on a periodic line", KuramotoSivashinsky1d::builder),
    MICHAELISMENTEN3D("3D diffusion with Michaelis-Menten uptake in the unit cube", MichaelisMenten3d::builder),
    NAVIERSTOKES2D(
            "2D Navier-Stokes equations by vorticity on the periodic square of side 2 pi", NavierStokes2d::builder);

    private final String title;
    private final Supplier<ProblemBuilder<?>> builder;

    StudyProblem(String title, Supplier<ProblemBuilder<?>> builder) {
        this.title = title;
        this.builder = builder;
    }

    /**
     * A problem and what it is, in words.
     *
     * @param error estimates it, from a seed
     */
    public record Described(Problem problem, String description, LongFunction<ErrorEstimate> error) {}

    /**
     * The problem with its default parameters.
     *
     * @param grid points along each axis, or null for the problem's own
     * @param snapshots of each trajectory, or null for the problem's own
     * @throws IllegalArgumentException if the grid cannot carry these parameters
     */
    Described create(Integer grid, Integer snapshots, InitialFamily initial) {
        return create(initial, settings(grid, snapshots));
    }

    /** Those that are not null. */
    static Consumer<ProblemBuilder<?>> settings(Integer grid, Integer snapshots) {
        return options -> {
            if (grid != null) {
                options.grid(grid);
            }
            if (snapshots != null) {
                options.snapshots(snapshots);
            }
        };
    }

    /**
     * The problem with settings of one's own.
     *
     * @param settings makes them
     * @throws IllegalArgumentException if the problem cannot have them
     */
    public Described create(InitialFamily initial, Consumer<ProblemBuilder<?>> settings) {
        return create(initial, settings, Map.of());
    }

    /**
     * The problem with settings of one's own, and with parameters that differ between trajectories.
     *
     * @param swept their limits
     */
    Described create(
            InitialFamily initial, Consumer<ProblemBuilder<?>> settings, Map<String, ParameterSweep.Range> swept) {
        Supplier<ProblemBuilder<?>> options = () -> {
            ProblemBuilder<?> made = builder.get();
            made.initial(initial);
            settings.accept(made);
            return made;
        };
        Problem problem = swept.isEmpty() ? options.get().build() : ParameterSweep.of(options, swept);
        return new Described(
                problem,
                describe(problem),
                seed -> swept.isEmpty() ? ErrorEstimate.of(options, seed) : ErrorEstimate.of(options, swept, seed));
    }

    /** A problem of this kind in words. */
    String describe(Problem problem) {
        Map<String, Object> all = new LinkedHashMap<>(problem.parameters());
        if (problem instanceof ParameterSweep sweep) {
            all.putAll(sweep.ranges());
        }
        String parameters = all.entrySet().stream()
                .map(parameter -> parameter.getKey() + " " + parameter.getValue())
                .collect(Collectors.joining(", "));
        String points =
                Arrays.stream(problem.gridShape()).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
        return String.format(
                Locale.ROOT,
                "%s, %s, %s points, %s initial states, %d snapshots %s apart",
                title,
                parameters,
                points,
                problem.initial(),
                problem.snapshots(),
                problem.saveInterval());
    }

    /** The problem of that name. */
    public static StudyProblem named(String name) {
        return Arrays.stream(values())
                .filter(problem -> problem.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown problem '" + name + "': choose " + names() + "."));
    }

    static String names() {
        return Arrays.stream(values()).map(StudyProblem::toString).collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
