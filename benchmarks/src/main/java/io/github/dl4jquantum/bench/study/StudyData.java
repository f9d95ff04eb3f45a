package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a study learns from: trajectories of one grid and one length, solved or in a file.
 *
 * @param name of the problem, or of the file
 * @param description in words
 * @param fields their names
 * @param gridShape points along each axis, slowest first
 * @param snapshots of each trajectory
 * @param trajectories how many
 * @param source gives them
 */
public record StudyData(
        String name,
        String description,
        List<String> fields,
        int[] gridShape,
        int snapshots,
        int trajectories,
        Source source) {

    /** Makes or opens the trajectories. */
    @FunctionalInterface
    public interface Source {
        List<Trajectory> trajectories(long seed, Progress progress);
    }

    /** Solutions of a problem. */
    public static StudyData solved(StudyProblem.Described described, int trajectories) {
        Problem problem = described.problem();
        return new StudyData(
                problem.name(),
                described.description(),
                problem.fields(),
                problem.gridShape(),
                problem.snapshots(),
                trajectories,
                (seed, progress) -> problem.generate(trajectories, seed, progress));
    }

    /**
     * Trajectories in a file, which stays open and is read as they are used.
     *
     * @param axes as the user declared them, or null
     * @param field the one field to read, or null for all
     * @throws BadInputException if axes make no sense, or trajectories differ in grid or length
     * @throws io.github.dl4jquantum.pde.record.DataFileException if the file cannot be read
     */
    public static StudyData in(Path path, String axes, String field) {
        DataFile file = DataFile.open(path);
        Axes declared = axes == null ? null : asked(() -> Axes.parse(axes));
        List<Trajectory> trajectories = file.trajectories(declared, field);
        Trajectory first = trajectories.get(0);
        for (Trajectory other : trajectories) {
            require(
                    other.snapshots() == first.snapshots() && Arrays.equals(other.gridShape(), first.gridShape()),
                    path + " holds trajectories of " + first.snapshots() + " snapshots on "
                            + Arrays.toString(first.gridShape()) + " points and of " + other.snapshots() + " on "
                            + Arrays.toString(other.gridShape())
                            + ": put those that are alike into a file of their own.");
        }
        return new StudyData(
                path.getFileName().toString(),
                "Data of the file " + path + ", " + file.format(),
                first.fields(),
                first.gridShape(),
                first.snapshots(),
                trajectories.size(),
                (seed, progress) -> trajectories);
    }

    /** Points of the grid. */
    public int values() {
        return Arrays.stream(gridShape).reduce(1, Math::multiplyExact);
    }
}
