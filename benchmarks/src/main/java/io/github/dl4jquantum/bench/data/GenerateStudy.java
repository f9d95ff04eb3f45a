package io.github.dl4jquantum.bench.data;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.NewFolders;
import io.github.dl4jquantum.bench.job.OutputLock;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.ParameterSweep;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import io.github.dl4jquantum.pde.record.DataFile;
import io.github.dl4jquantum.pde.record.DataFileException;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import io.github.dl4jquantum.pde.solver.SolverDivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes a problem's solutions to a file of this project's own format. A file that was made from the same specification
 * (problem with all its parameters, trajectories, seed, version of this program) and is whole is kept as it is.
 */
public final class GenerateStudy {
    private static final String SPECIFICATION = "specification";
    private static final String ERROR = "error_estimate";
    private static final double MEGABYTE = 1 << 20;

    private final StudyProblem.Described problem;
    private final int trajectories;
    private final long seed;
    private final Path out;
    private final boolean made;
    private volatile boolean stopped;

    private GenerateStudy(StudyProblem.Described problem, int trajectories, long seed, Path out) throws IOException {
        this.problem = problem;
        this.trajectories = trajectories;
        this.seed = seed;
        this.out = out;
        Limits.atLeastOne("--trajectories", trajectories);
        require(!Files.isDirectory(out), "--out " + out + " is a folder: name a file in it, such as data.h5.");
        require(
                !out.toString().matches(".*\\.np[yz]"),
                "--out " + out
                        + " does not end as HDF5 files do, which is what is written: choose one such as data.h5.");
        Path folder = out.toAbsolutePath().getParent();
        Limits.writableFolder(folder);
        made = Files.exists(out) && isMade();
        double free = Files.getFileStore(NewFolders.nearest(folder)).getUsableSpace();
        require(
                made || bytes() < free,
                String.format(
                        Locale.ROOT,
                        "The file %s will take %.4g MB, its disk has %.4g MB free: "
                                + "ask for fewer --trajectories or --snapshots, or a smaller --grid.",
                        out,
                        bytes() / MEGABYTE,
                        free / MEGABYTE));
    }

    /**
     * Checks everything that can be checked before any work; compares an existing file's checksums.
     *
     * @param parameters of the equation by name: a number, or two with ".." between them, between which each trajectory
     *     has its own
     * @param grid points along each axis, or null for the problem's default
     * @param snapshots of each trajectory, or null for the problem's default
     * @throws BadInputException if an option cannot be met, or the file exists and holds something else
     */
    public static GenerateStudy prepare(
            String problem,
            Map<String, String> parameters,
            String initial,
            Integer grid,
            Integer snapshots,
            int trajectories,
            long seed,
            Path out)
            throws IOException {
        StudyProblem named = StudyProblem.named(problem);
        Map<String, Double> fixed = new LinkedHashMap<>();
        Map<String, ParameterSweep.Range> swept = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            String[] limits = value.split("\\.\\.", -1);
            if (limits.length == 1) {
                fixed.put(name, number(name, value));
            } else {
                swept.put(
                        name, asked(() -> new ParameterSweep.Range(number(name, limits[0]), number(name, limits[1]))));
            }
        });
        Consumer<ProblemBuilder<?>> settings =
                StudyProblem.settings(grid, snapshots).andThen(options -> fixed.forEach(options::parameter));
        return new GenerateStudy(
                asked(() -> named.create(InitialFamily.named(initial), settings, swept)), trajectories, seed, out);
    }

    private static double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInputException("--param " + name + ": '" + text
                    + "' is no number: give one, such as 100, or two limits, such as 50..120.");
        }
    }

    private boolean isMade() {
        try (DataFile file = DataFile.open(out)) {
            require(
                    specification().equals(file.attributes().get(SPECIFICATION)),
                    out + " exists and was not made from this specification (" + specification()
                            + "): delete it, or choose another --out.");
            file.verify();
            return true;
        } catch (DataFileException damaged) {
            throw new BadInputException(
                    out + " exists and is no whole file of qpde generate: choose another --out, or delete it. "
                            + damaged.getMessage());
        }
    }

    /** Lets {@link #run} end soon, from any thread: it throws {@link StudyStopped}, and nothing is left of the file. */
    public void stop() {
        stopped = true;
    }

    private void checkStopped() {
        if (stopped) {
            throw new StudyStopped(out + " was not written, and the same command begins anew.");
        }
    }

    /** Whether {@link #run} finds its work done. */
    public boolean isDone() {
        return made;
    }

    private String specification() {
        return "dl4j-quantum " + RunVersions.own() + "; " + problem.description() + "; trajectories " + trajectories
                + "; seed " + seed;
    }

    private double bytes() {
        Problem solved = problem.problem();
        double values = Arrays.stream(solved.gridShape()).asDoubleStream().reduce(1, (a, b) -> a * b);
        return Float.BYTES * values * solved.fields().size() * solved.snapshots() * trajectories;
    }

    /**
     * Solves and writes; the file appears when it is complete.
     *
     * @throws BadInputException if another program writes the file, or has made another one since this was prepared
     * @throws StudyStopped after {@link #stop}
     */
    public void run(JobProgress progress) {
        try (OutputLock lock = OutputLock.ofFile(out)) {
            if (!Files.exists(out) || !isMade()) {
                write(progress);
            }
        } catch (IOException e) {
            throw new BadInputException(out + " cannot be written (" + e + "): make room, or choose another --out.");
        }
    }

    private String error() {
        if (problem.problem().snapshots() == 1) {
            return "none, of the one snapshot, which is the initial state";
        }
        try {
            return problem.error().apply(seed).text();
        } catch (IllegalArgumentException | SolverDivergedException e) {
            return "not estimated, for the finer grid: " + e.getMessage();
        }
    }

    /** The estimate that the finished file carries; "unknown" in one that an older program made. */
    public String estimatedError() {
        try (DataFile file = DataFile.open(out)) {
            return file.attributes().getOrDefault(ERROR, "unknown");
        }
    }

    private void write(JobProgress progress) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("problem", problem.problem().name());
        attributes.put("description", problem.description());
        attributes.put("version", RunVersions.own());
        attributes.put(SPECIFICATION, specification());
        progress.stage("accuracy");
        attributes.put(ERROR, error());
        checkStopped();
        progress.stage("data");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(out, trajectories, attributes, seed)) {
            problem.problem()
                    .generate(
                            trajectories,
                            seed,
                            (done, total) -> {
                                checkStopped();
                                progress.done((double) done / total);
                            },
                            writer::write);
            writer.finish();
        }
    }
}
