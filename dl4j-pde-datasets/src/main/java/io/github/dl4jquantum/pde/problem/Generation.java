package io.github.dl4jquantum.pde.problem;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What every problem's {@code generate} does beside solving: refuse what cannot fit, run in parallel, count. */
final class Generation {

    private final Progress progress;
    private final long total;
    private long done;

    private Generation(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    /** Makes trajectories 0 to count - 1, each by {@code solve}, which reports each snapshot to its Runnable. */
    static List<Trajectory> run(Problem problem, int count, Progress progress, Solve solve) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "trajectories = " + count + " is below the limit 1: ask for one trajectory or more");
        }
        refuseTooLarge(problem, count);
        Generation generation = new Generation(progress, (long) count * problem.snapshots());
        IntFunction<Trajectory> one = index -> solve.trajectory(index, generation::snapshotDone);
        return IntStream.range(0, count).parallel().mapToObj(one).toList();
    }

    private static void refuseTooLarge(Problem problem, int count) {
        long values = problem.snapshots();
        for (int length : problem.gridShape()) {
            values *= length;
        }
        long bytesEach = Float.BYTES * values * problem.fields().size();
        // A quarter stays free: the collector cannot fill its regions with large arrays to the brim.
        long usable = Runtime.getRuntime().maxMemory() / 4 * 3;
        if (bytesEach * count > usable) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d trajectories of %s need %d MB, above three quarters of this JVM's heap, %d MB: "
                            + "ask for at most %d, for fewer snapshots or a smaller grid, or start Java with a larger -Xmx",
                    count,
                    problem.name(),
                    bytesEach * count >> 20,
                    usable >> 20,
                    usable / bytesEach));
        }
    }

    private synchronized void snapshotDone() {
        progress.snapshots(++done, total);
    }

    /** Solves one trajectory. */
    interface Solve {
        Trajectory trajectory(int index, Runnable snapshotDone);
    }
}
