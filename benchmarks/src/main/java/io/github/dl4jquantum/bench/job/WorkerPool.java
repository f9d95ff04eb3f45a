package io.github.dl4jquantum.bench.job;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/** Does tasks side by side, each on one thread, ND4J's work included, until all are done or one fails. */
public final class WorkerPool {

    private WorkerPool() {}

    /** A task. */
    @FunctionalInterface
    public interface Task<T> {
        void run(T of) throws IOException;
    }

    /**
     * Runs the task of each item, in their order as workers become free. After the first failure no further task begins;
     * it is thrown once those at work have ended.
     *
     * @param workers side by side, as {@link WorkerThreads} asks for them
     */
    public static <T> void run(List<T> items, IntSupplier workers, Task<T> task) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            try {
                Threads.one(); // OpenMP counts for each calling thread by itself
                for (int i = next.getAndIncrement(); i < items.size() && failure.get() == null; ) {
                    task.run(items.get(i));
                    i = next.getAndIncrement();
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        try {
            WorkerThreads.run("worker", workers, loop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudyStopped("interrupted");
        }
        rethrow(failure.get());
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
