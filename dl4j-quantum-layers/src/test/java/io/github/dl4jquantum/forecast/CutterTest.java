package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Oracle: the same trajectories held in memory, and numbers that say where they come from. */
@Timeout(60)
class CutterTest {
    private static final int TRAJECTORIES = 10;
    private static final int SNAPSHOTS = 10;
    private static final double NOTHING = 0;

    private final AtomicInteger reads = new AtomicInteger();

    /** Thousands are the trajectory, hundreds the field, tens the time, ones the point; two snapshots are equal. */
    private List<Trajectory> trajectories() {
        return IntStream.range(0, TRAJECTORIES)
                .mapToObj(i -> Trajectory.backedBy(
                        List.of("u", "v"),
                        new int[] {3, 3},
                        IntStream.range(0, SNAPSHOTS).asDoubleStream().toArray(),
                        Map.of(),
                        (field, time, target, offset) -> {
                            reads.incrementAndGet();
                            for (int point = 0; point < 9; point++) {
                                target[offset + point] =
                                        1000 * i + 100 * field + 10 * (i == 2 && time == 5 ? 3 : time) + point;
                            }
                        }))
                .toList();
    }

    private static ProtocolBuilder protocol() {
        return Protocol.builder("some").coarsening(1).snapshots(SNAPSHOTS).context(2);
    }

    private static List<Protocol> splits() {
        return List.of(
                protocol().byTrajectory(6, 2, 2).horizon(8).build(),
                protocol().inTime(TRAJECTORIES).horizon(1).build(),
                protocol().randomWindows(TRAJECTORIES).horizon(2).build());
    }

    @Test
    void whatIsReadAgainIsWhatIsHeld() {
        for (Protocol split : splits()) {
            Parts held = split.parts(trajectories(), Progress.NONE, Double.MAX_VALUE);
            Parts read = split.parts(trajectories(), Progress.NONE, NOTHING);
            assertEquals(held.sha256(), read.sha256());
            assertEquals(held.train().values(), read.train().values());
            assertEquals(
                    rows(SnapshotWindows.read("train", held.train().windows(3), 18, DataType.FLOAT)),
                    rows(SnapshotWindows.read("train", read.train().windows(3), 18, DataType.FLOAT)));
            Trajectory last = read.test().trajectories().get(0);
            assertArrayEquals(held.test().trajectories().get(0).snapshot("v", 1), last.snapshot("v", 1));
        }
    }

    /** Point (0, 2) of field v, the second of the four that are kept, of the second trajectory at time 3. */
    @Test
    void onlyWhatIsKeptOfASnapshotIsRead() {
        Protocol coarse = protocol()
                .fields("v")
                .coarsening(2)
                .byTrajectory(6, 2, 2)
                .horizon(8)
                .build();
        Parts parts = coarse.parts(trajectories(), Progress.NONE, NOTHING);
        int checked = TRAJECTORIES * SNAPSHOTS + 1;
        assertEquals(checked, reads.get(), "each snapshot is read once, and once more the one that another equals");
        assertEquals(1132, parts.train().values(1, 2, 3, 4).getInt(0, 1, 0));
        assertEquals(checked + 1, reads.get());
    }

    /** To encode takes what a pass over the distinct snapshots does, however often windows share them. */
    @Test
    void fitsReadAFewTimesOver() {
        Parts parts = splits().get(0).parts(trajectories(), Progress.NONE, NOTHING);
        LatentSpace space = LatentSpace.builder(18, 3)
                .fit(parts.train().windows(4), parts.validation().sequences(4), FitListener.NONE);
        reads.set(0);
        SnapshotWindows windows = SnapshotWindows.read("train", parts.train().windows(4), 18, DataType.FLOAT);
        assertEquals(0, reads.get(), "nothing is read before it is used");
        space.encoded(windows);
        assertEquals(2 * (6 * SNAPSHOTS - 1), reads.get(), "two fields of 60 snapshots, two of which are equal");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void segmentsAreReadAsTheirWindowsAre(DataType type) {
        for (Protocol split : splits()) {
            DataSetIterator iterator =
                    split.parts(trajectories(), Progress.NONE, NOTHING).train().windows(3);
            List<DataSet> all = new ArrayList<>();
            iterator.forEachRemaining(all::add);
            iterator.reset();
            SnapshotWindows places = SnapshotWindows.read("train", iterator, 18, type);
            SnapshotWindows values = SnapshotWindows.read("train", new ListDataSetIterator<>(all, 3), 18, type);
            assertEquals(rows(values), rows(places));
            assertEquals(values.windows().size(), places.windows().size());
            for (int i = 0; i < values.windows().size(); i++) {
                assertArrayEquals(values.windows().get(i), places.windows().get(i));
            }
        }
    }

    private static Object rows(SnapshotWindows windows) {
        return windows.snapshots().block(0, windows.snapshots().rows());
    }

    @Test
    void whatIsNotFiniteIsRefusedWhereItIs() {
        List<Trajectory> damaged = new ArrayList<>(trajectories());
        damaged.set(
                4,
                Trajectory.backedBy(
                        List.of("u", "v"),
                        new int[] {3, 3},
                        damaged.get(4).times(),
                        Map.of(),
                        (field, time, target, offset) -> target[offset] = field == 1 && time == 2 ? Float.NaN : 1));
        for (double most : new double[] {NOTHING, Double.MAX_VALUE}) {
            String message = assertThrows(IllegalArgumentException.class, () -> splits().get(0)
                            .parts(damaged, Progress.NONE, most))
                    .getMessage();
            assertTrue(message.contains("Trajectory 4 holds NaN in field v of snapshot 2"), message);
        }
    }
}
