package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The PDE problems that a study can name. */
enum StudyProblem {
    BURGERS2D {
        @Override
        Described create(int grid, Integer snapshots) {
            Burgers2d.Builder builder = Burgers2d.builder().grid(grid);
            if (snapshots != null) {
                builder.snapshots(snapshots);
            }
            Burgers2d problem = builder.build();
            return new Described(
                    problem,
                    String.format(
                            Locale.ROOT,
                            "2D Burgers' equation, Reynolds number %s, %d x %d points on the unit square, random smooth"
                                    + " initial states, %d snapshots %s apart",
                            problem.reynolds(),
                            grid,
                            grid,
                            problem.snapshots(),
                            problem.saveInterval()));
        }
    };

    /** A problem and what it is, in words. */
    record Described(Problem problem, String description) {}

    /**
     * @param snapshots of each trajectory, or null for the problem's default
     * @throws IllegalArgumentException if the grid cannot carry the problem's default parameters
     */
    abstract Described create(int grid, Integer snapshots);

    /** The problem of that name. */
    static StudyProblem named(String name) {
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
