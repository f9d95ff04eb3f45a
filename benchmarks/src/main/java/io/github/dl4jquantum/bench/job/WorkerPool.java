package io.github.dl4jquantum.bench.job;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

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
     */
    public static <T> void run(List<T> items, int workers, Task<T> task) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch working = new CountDownLatch(workers);
        Runnable loop = () -> {
            try {
                Threads.one(); // OpenMP counts for each calling thread by itself
                for (int i = next.getAndIncrement(); i < items.size() && failure.get() == null; ) {
                    task.run(items.get(i));
                    i = next.getAndIncrement();
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                working.countDown();
            }
        };
        for (int worker = 0; worker < workers; worker++) {
            Thread thread = new Thread(loop, "worker-" + worker);
            thread.setDaemon(true);
            thread.start();
        }
        try {
            working.await();
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
