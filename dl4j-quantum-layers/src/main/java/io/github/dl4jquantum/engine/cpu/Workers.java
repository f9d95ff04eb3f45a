package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The engine's threads, shared by all networks of the program. The system property {@value #PROPERTY} sets their
 * number; by default there is one a processor.
 */
final class Workers {

    static final String PROPERTY = "dl4jquantum.threads";

    private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "dl4jquantum-cpu");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A helper ends at nearly the same time as its caller, and to put that to sleep and wake it costs as much as a small tile:
     * 256 examples of 4 qubits on two threads take 0.06 ms in place of 0.11.
     */
    private static final long SPIN_NANOS = 100_000;

    private Workers() {}

    /**
     * Number of threads, the caller's included.
     *
     * @throws IllegalArgumentException if the system property is no number from 1 on
     */
    static int count() {
        String asked = System.getProperty(PROPERTY);
        if (asked == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            int count = Integer.parseInt(asked.trim());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number that is too small.
        }
        throw new IllegalArgumentException(
                "System property " + PROPERTY + " is '" + asked + "'; set it to a number of threads from 1 on.");
    }

    /** Runs tasks 0 .. tasks - 1, on at most {@code threads} threads, and returns when all have ended. */
    static void run(int tasks, int threads, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> {
            for (int index = next.getAndIncrement(); index < tasks; index = next.getAndIncrement()) {
                task.accept(index);
            }
        };
        List<Future<?>> helpers = new ArrayList<>();
        for (int helper = 1; helper < Math.min(tasks, threads); helper++) {
            helpers.add(POOL.submit(loop));
        }
        try {
            loop.run();
        } finally {
            // Whatever happened here, the helpers write to arrays that the caller owns: they must end first.
            helpers.forEach(Workers::join);
        }
    }

    private static void join(Future<?> helper) {
        long begin = System.nanoTime();
        while (!helper.isDone() && System.nanoTime() - begin < SPIN_NANOS) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    helper.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("A tile could not be evaluated", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
