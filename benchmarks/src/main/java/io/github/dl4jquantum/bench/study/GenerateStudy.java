package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.record.DataFile;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a problem's solutions to a file of this project's own format. A file that was made from the same specification
 * (problem with all its parameters, trajectories, seed, version of this program) and is whole is kept as it is.
 */
public final class GenerateStudy {
    private static final String SPECIFICATION = "specification";
    private static final double MEGABYTE = 1 << 20;

    private final StudyProblem.Described problem;
    private final int trajectories;
    private final long seed;
    private final Path out;
    private final boolean made;

    private GenerateStudy(StudyProblem.Described problem, int trajectories, long seed, Path out) throws IOException {
        this.problem = problem;
        this.trajectories = trajectories;
        this.seed = seed;
        this.out = out;
        Limits.atLeastOne("--trajectories", trajectories);
        Path folder = out.toAbsolutePath().getParent();
        Limits.writableFolder(folder);
        made = Files.exists(out) && isMade();
        double free = Files.getFileStore(folder).getUsableSpace();
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
     * @param grid points along each axis, or null for the problem's default
     * @param snapshots of each trajectory, or null for the problem's default
     * @throws BadInputException if an option cannot be met, or the file exists and holds something else
     */
    public static GenerateStudy prepare(
            String problem, String initial, Integer grid, Integer snapshots, int trajectories, long seed, Path out)
            throws IOException {
        StudyProblem named = StudyProblem.named(problem);
        return new GenerateStudy(
                asked(() -> named.create(grid, snapshots, InitialFamily.named(initial))), trajectories, seed, out);
    }

    private boolean isMade() {
        try (DataFile file = DataFile.open(out)) {
            require(
                    specification().equals(file.attributes().get(SPECIFICATION)),
                    out + " exists and was not made from this specification (" + specification()
                            + "): delete it, or choose another --out.");
            file.verify();
            return true;
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

    private void write(JobProgress progress) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("problem", problem.problem().name());
        attributes.put("description", problem.description());
        attributes.put("version", RunVersions.own());
        attributes.put(SPECIFICATION, specification());
        progress.stage("data");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(out, trajectories, attributes, seed)) {
            problem.problem()
                    .generate(trajectories, seed, (done, total) -> progress.done((double) done / total), writer::write);
            writer.finish();
        }
    }
}
