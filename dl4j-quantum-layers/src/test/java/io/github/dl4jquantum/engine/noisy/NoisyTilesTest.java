package io.github.dl4jquantum.engine.noisy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: counters of tasks and of those that run at a time. */
@Timeout(60)
class NoisyTilesTest {

    /** The first two tasks wait for each other: more than one thread is at work, and never more than asked for. */
    @Test
    void everyTaskRunsOnceOnAtMostSoManyThreads() throws Exception {
        AtomicIntegerArray runs = new AtomicIntegerArray(23);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        ForkJoinPool pool = new ForkJoinPool(8);
        pool.submit(() -> NoisyTiles.forEach(23, 3, task -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    runs.incrementAndGet(task);
                    both.countDown();
                    await(both);
                    now.decrementAndGet();
                }))
                .get();
        pool.shutdown();
        int[] once = new int[23];
        Arrays.fill(once, 1);
        assertArrayEquals(once, IntStream.range(0, 23).map(runs::get).toArray());
        assertTrue(most.get() >= 2 && most.get() <= 3, most.toString());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePropertyIsANumberOfThreads() {
        String before = System.getProperty("dl4jquantum.threads");
        try {
            System.setProperty("dl4jquantum.threads", "3");
            assertEquals(3, NoisyTiles.threads());
            for (String bad : new String[] {"0", "-1", "many", ""}) {
                System.setProperty("dl4jquantum.threads", bad);
                String message = assertThrows(IllegalArgumentException.class, NoisyTiles::threads)
                        .getMessage();
                assertTrue(message.contains("'" + bad + "'; set it to a number of threads from 1 on"), message);
            }
        } finally {
            if (before == null) {
                System.clearProperty("dl4jquantum.threads");
            } else {
                System.setProperty("dl4jquantum.threads", before);
            }
        }
    }
}
