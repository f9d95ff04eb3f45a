package io.github.dl4jquantum.bench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C and SIGTERM end the program only when its work has stopped, which saves how far it came; or after a minute. */
final class StopSignal implements AutoCloseable {
    /** Exit code of a program that Ctrl-C ended: 128 and the number of the signal. */
    static final int INTERRUPTED = 130;

    private static final int SECONDS_TO_STOP = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop asks the work to stop, from another thread */
    StopSignal(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    await();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            ended.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is being ended: the hook is at work.
        }
    }
}
