package io.github.dl4jquantum.bench.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: a barrier that opens only to so many threads at once. */
@Timeout(60)
class WorkerThreadsTest {

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("no other thread came", e);
        }
    }

    /** Both items wait for each other: one worker alone would do neither. */
    @Test
    void roomThatComesLaterIsUsed() throws IOException {
        AtomicInteger room = new AtomicInteger(1);
        AtomicInteger done = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        WorkerPool.run(List.of("a", "b"), room::get, item -> {
            room.set(2);
            meet(both);
            done.incrementAndGet();
        });
        assertEquals(2, done.get());
    }

    @Test
    void noneIsStartedWhenNoWorkIsLeft() throws InterruptedException {
        AtomicInteger room = new AtomicInteger(1);
        assertEquals(1, WorkerThreads.run("test", room::get, () -> room.set(9)));
    }

    /** As when a machine is lost: what is at work goes on, and is waited for. */
    @Test
    void roomThatShrinksEndsNone() throws InterruptedException {
        AtomicInteger room = new AtomicInteger(3);
        AtomicInteger met = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3, () -> room.set(1));
        assertEquals(3, WorkerThreads.run("test", room::get, () -> {
            meet(three);
            met.incrementAndGet();
        }));
        assertEquals(3, met.get());
        assertTrue(room.get() == 1);
    }
}
