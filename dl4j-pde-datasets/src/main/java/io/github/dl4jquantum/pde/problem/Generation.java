package io.github.dl4jquantum.pde.problem;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** What every problem's {@code generate} does beside solving: refuse what cannot fit, run in parallel, keep the order. */
final class Generation {

    private final Progress progress;
    private final long total;
    private long done;

    private Generation(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    /**
     * Makes trajectories 0 to count - 1, each by {@code solve}, which reports each snapshot to its Runnable, and hands
     * them to {@code sink} in this order.
     *
     * @param threads the most that are in work at once; fewer where the heap is too small for as many
     */
    static void run(
            Problem problem, int count, int threads, Progress progress, Solve solve, Consumer<Trajectory> sink) {
        refuseTooMany(problem, count, 1);
        // The heap also holds the trajectory that the sink is given.
        long fitting = usableBytes() / bytesEach(problem) - 1;
        int inWork = (int) Math.max(1, Math.min(Math.min(threads, count), fitting));
        Generation generation = new Generation(progress, (long) count * problem.snapshots());
        ExecutorService workers = Executors.newFixedThreadPool(inWork, Generation::worker);
        try {
            Queue<Future<Trajectory>> ahead = new ArrayDeque<>();
            int started = 0;
            for (int given = 0; given < count; given++) {
                // One more than there are workers, so that none of them waits for the sink.
                for (; started < Math.min(count, given + inWork + 1L); started++) {
                    int index = started;
                    ahead.add(workers.submit(() -> solve.trajectory(index, generation::snapshotDone)));
                }
                sink.accept(ahead.remove().get());
            }
        } catch (ExecutionException failure) {
            throw cause(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The generation of " + problem.name() + " was interrupted.");
        } finally {
            workers.shutdownNow();
        }
    }

    /** Refuses a list of {@code count} trajectories that the heap cannot hold. */
    static void refuseTooMany(Problem problem, int count) {
        refuseTooMany(problem, count, count);
    }

    private static void refuseTooMany(Problem problem, int count, int kept) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "trajectories = " + count + " is below the limit 1: ask for one trajectory or more");
        }
        long each = bytesEach(problem);
        if (each * kept > usableBytes()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d trajectories of %s need %d MB, above three quarters of this JVM's heap, %d MB: "
                            + "ask for at most %d, for fewer snapshots or a smaller grid, or start Java with a larger -Xmx",
                    kept,
                    problem.name(),
                    each * kept >> 20,
                    usableBytes() >> 20,
                    usableBytes() / each));
        }
    }

    private static long bytesEach(Problem problem) {
        long values = problem.snapshots();
        for (int length : problem.gridShape()) {
            values *= length;
        }
        return Float.BYTES * values * problem.fields().size();
    }

    /** A quarter of the heap stays free: the collector cannot fill its regions with large arrays to the brim. */
    private static long usableBytes() {
        return Runtime.getRuntime().maxMemory() / 4 * 3;
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "pde-generation");
        thread.setDaemon(true);
        return thread;
    }

    private static RuntimeException cause(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure.getCause();
    }

    private synchronized void snapshotDone() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Nobody waits for this trajectory any more.");
        }
        progress.snapshots(++done, total);
    }

    /** Solves one trajectory. */
    interface Solve {
        Trajectory trajectory(int index, Runnable snapshotDone);
    }
}
