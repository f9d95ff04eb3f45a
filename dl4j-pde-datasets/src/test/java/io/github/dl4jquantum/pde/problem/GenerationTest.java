package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: what every solve and every sink was told. */
@Timeout(60)
class GenerationTest {

    private final Burgers2d problem =
            Burgers2d.builder().grid(3).reynolds(1).snapshots(2).build();
    private final List<Integer> given = new ArrayList<>();

    @Test
    void trajectoriesComeInTheirOrderOnTheCallersThreadHoweverLongEachTakes() {
        Thread caller = Thread.currentThread();
        run(20, 3, index -> sleep(index % 3 == 0 ? 15 : 1), trajectory -> {
            assertSame(caller, Thread.currentThread());
            given.add(index(trajectory));
        });
        assertEquals(java.util.stream.IntStream.range(0, 20).boxed().toList(), given);
    }

    @Test
    void noMoreAreAheadOfTheSinkThanThereAreWorkers() {
        AtomicInteger started = new AtomicInteger();
        run(12, 2, index -> started.incrementAndGet(), trajectory -> {
            sleep(10);
            given.add(index(trajectory));
            assertTrue(started.get() <= given.size() + 2, started + " started, " + given.size() + " given");
        });
        assertEquals(12, given.size());
    }

    @Test
    void progressReachesTheTotalOneSnapshotAtATime() {
        List<Long> seen = new ArrayList<>();
        problem.generate(3, 1, (done, total) -> {
            assertEquals(6, total);
            seen.add(done);
        });
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), seen);
    }

    @Test
    void aFailureReachesTheCallerAndEndsTheRest() {
        ConcurrentLinkedQueue<Integer> started = new ConcurrentLinkedQueue<>();
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> run(
                        1000,
                        2,
                        index -> {
                            started.add(index);
                            if (index == 3) {
                                throw new IllegalStateException("the third");
                            }
                        },
                        trajectory -> given.add(index(trajectory))));
        assertEquals("the third", failure.getMessage());
        assertEquals(List.of(0, 1, 2), given);
        assertTrue(started.size() < 10, started.toString());
    }

    @Test
    void anInterruptEndsTheGeneration() throws InterruptedException {
        Semaphore never = new Semaphore(0);
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> run(4, 2, index -> never.acquireUninterruptibly(), t -> {}));
        assertTrue(Thread.interrupted(), "the mark stays");
        never.release(4);
    }

    @Test
    void refusesNoneAndMoreThanTheHeapHolds() {
        assertMessage(() -> problem.generate(0, 1), "trajectories = 0", "limit 1");
        assertMessage(() -> problem.generate(0, 1, Progress.NONE, t -> {}), "trajectories = 0", "limit 1");
        assertMessage(() -> Burgers2d.builder().build().generate(1_000_000, 1), "6250000 MB", "-Xmx");
        Burgers2d large =
                Burgers2d.builder().grid(2000).snapshots(500).saveInterval(1e-5).build();
        assertMessage(() -> large.generate(1, 1, Progress.NONE, t -> {}), "15258 MB", "-Xmx");
    }

    private interface Work {
        void on(int index);
    }

    private void run(int count, int threads, Work work, Consumer<Trajectory> sink) {
        Generation.Solve solve = (index, done) -> {
            work.on(index);
            float[] values = new float[9];
            values[0] = index;
            return Trajectory.of(List.of("u"), new int[] {3, 3}, new double[] {0}, values);
        };
        Generation.run(problem, count, threads, Progress.NONE, solve, sink);
    }

    private static int index(Trajectory trajectory) {
        return (int) trajectory.snapshot("u", 0)[0];
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertMessage(Runnable call, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
