package io.github.dl4jquantum.bench.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Threads that do the same work until none is left. More join while there is room for more: machines may come later. */
public final class WorkerThreads {
    private static final long LOOK_MILLIS = 1_000;

    private WorkerThreads() {}

    /**
     * Returns once all threads have ended. The first that ends says that no work is left to begin: none is started then.
     *
     * @param name of the threads, before their number
     * @param room threads that may work side by side, asked every second; where it shrinks, those at work go on
     * @param work what each thread does until no work is left; it throws nothing
     * @return how many threads there were
     */
    public static int run(String name, IntSupplier room, Runnable work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        do {
            for (int wanted = room.getAsInt(); threads.size() < wanted; ) {
                Thread thread = new Thread(
                        () -> {
                            try {
                                work.run();
                            } finally {
                                ended.countDown();
                            }
                        },
                        name + "-" + threads.size());
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        } while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        for (Thread thread : threads) {
            thread.join();
        }
        return threads.size();
    }
}
