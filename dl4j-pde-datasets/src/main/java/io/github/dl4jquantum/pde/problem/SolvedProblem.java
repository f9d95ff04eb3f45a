package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.FieldSolver;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What all problems have in common beside the equation: the grid, the saved times, and solving for them. */
abstract class SolvedProblem implements Problem {

    private final String name;
    private final List<String> fields;
    private final int[] gridShape;
    private final int solverGrid;

    /** Of the saved points among the solver's, or null if these are all. */
    private final int[] saved;

    private final int snapshots;
    private final double saveInterval;
    private final int stepsPerSnapshot;
    private final InitialFamily initial;
    private final Map<String, Double> parameters;

    SolvedProblem(
            String name,
            List<String> fields,
            int dimensions,
            ProblemBuilder<?> options,
            int stepsPerSnapshot,
            Map<String, Double> parameters) {
        this.name = name;
        this.fields = fields;
        this.stepsPerSnapshot = stepsPerSnapshot;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        gridShape = new int[dimensions];
        Arrays.fill(gridShape, options.grid());
        solverGrid = options.solverGrid();
        saved = options.halvings() == 0 ? null : options.refinement().indices(gridShape, options.halvings());
        snapshots = options.snapshots();
        saveInterval = options.saveInterval();
        initial = options.initial();
    }

    /** A solver that stands at the initial state of a trajectory. */
    abstract FieldSolver solver(long seed, int trajectory);

    /** Points of the solver along each axis: those that are saved, or more. */
    final int solverGrid() {
        return solverGrid;
    }

    final double parameter(String parameter) {
        return parameters.get(parameter);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> fields() {
        return fields;
    }

    @Override
    public final int[] gridShape() {
        return gridShape.clone();
    }

    @Override
    public final int snapshots() {
        return snapshots;
    }

    @Override
    public final double saveInterval() {
        return saveInterval;
    }

    /** {@return the time step of the solver} */
    public final double timeStep() {
        return saveInterval / stepsPerSnapshot;
    }

    @Override
    public final Map<String, Double> parameters() {
        return parameters;
    }

    @Override
    public final InitialFamily initial() {
        return initial;
    }

    @Override
    public final void generate(int count, long seed, Progress progress, Consumer<Trajectory> sink) {
        int threads = Runtime.getRuntime().availableProcessors();
        Generation.run(this, count, threads, progress, (index, done) -> solve(seed, index, done), sink);
    }

    /** Solves for one trajectory, which depends on (seed, index) alone. */
    final Trajectory solve(long seed, int index, Runnable snapshotDone) {
        FieldSolver solver = solver(seed, index);
        int size = Arrays.stream(gridShape).reduce(1, Math::multiplyExact);
        double[] times = new double[snapshots];
        float[][] values = new float[fields.size()][snapshots * size];
        for (int snapshot = 0; snapshot < snapshots; snapshot++) {
            times[snapshot] = snapshot * saveInterval;
            if (snapshot > 0) {
                solver.advanceTo(times[snapshot], stepsPerSnapshot);
            }
            save(solver, values, snapshot * size);
            snapshotDone.run();
        }
        return Trajectory.ofOwned(fields, gridShape(), times, parameters, values);
    }

    private void save(FieldSolver solver, float[][] values, int offset) {
        if (saved == null) {
            solver.copyTo(values, offset);
            return;
        }
        float[][] all = new float[fields.size()][(int) Math.pow(solverGrid, gridShape.length)];
        solver.copyTo(all, 0);
        for (int field = 0; field < values.length; field++) {
            for (int i = 0; i < saved.length; i++) {
                values[field][offset + i] = all[field][saved[i]];
            }
        }
    }
}
