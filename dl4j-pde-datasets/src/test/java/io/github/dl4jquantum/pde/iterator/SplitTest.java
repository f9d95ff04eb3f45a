package io.github.dl4jquantum.pde.iterator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.dataset.DataSet;

/** Oracle: every value of the counting trajectories names the trajectory and time that it comes from. */
@Timeout(60)
class SplitTest {

    @Test
    void timeSplitCutsEachTrajectoryInOrder() {
        Split.Parts parts = Split.byTime(0.7, 0.1).apply(CountingTrajectories.of(20, 40));
        assertEquals(List.of(14, 28), snapshots(parts.train()));
        assertEquals(List.of(2, 4), snapshots(parts.validation()));
        assertEquals(List.of(4, 8), snapshots(parts.test()));
        assertEquals(16, parts.test().get(0).firstSnapshot());
        assertEquals(1320, parts.test().get(1).snapshot("u", 0)[0]);
    }

    @Test
    void noWindowStraddlesATimeSplit() {
        Split.Parts parts = Split.byTime(0.5, 0.25).apply(CountingTrajectories.of(40, 40));
        assertEquals(Set.of(0, 20), range(parts.train()));
        assertEquals(Set.of(20, 30), range(parts.validation()));
        assertEquals(Set.of(30, 40), range(parts.test()));
    }

    @Test
    void trajectorySplitKeepsTrajectoriesWhole() {
        Split.Parts parts =
                Split.byTrajectory(0.5, 0.2).apply(CountingTrajectories.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        assertEquals(List.of(3, 4, 5, 6, 7), snapshots(parts.train()));
        assertEquals(List.of(8, 9), snapshots(parts.validation()));
        assertEquals(List.of(10, 11, 12), snapshots(parts.test()));
    }

    @Test
    void parameterSplitKeepsTheLargestValuesForTheTestAndEqualOnesTogether() {
        double[] reynolds = {300, 100, 200, 100, 400, 300};
        List<Trajectory> trajectories = new ArrayList<>();
        for (double one : reynolds) {
            trajectories.add(Trajectory.backedBy(
                    List.of("u"), new int[] {1}, new double[] {0}, Map.of("reynolds", one), (f, t, target, at) -> {}));
        }
        Split.Parts parts = Split.byParameter("reynolds", 0.5, 0.25).apply(trajectories);
        assertEquals(List.of(100.0, 200.0, 100.0), reynolds(parts.train()));
        assertEquals(List.of(300.0, 300.0), reynolds(parts.validation()));
        assertEquals(List.of(400.0), reynolds(parts.test()));
        refused("no parameter 'viscosity', but [reynolds]", () -> Split.byParameter("viscosity", 0.5, 0)
                .apply(trajectories));
        refused(
                "the validation part, 5.0% of 4 values of reynolds, is empty",
                () -> Split.byParameter("reynolds", 0.5, 0.05).apply(trajectories));
    }

    private static List<Double> reynolds(List<Trajectory> part) {
        return part.stream()
                .map(trajectory -> trajectory.parameters().get("reynolds"))
                .toList();
    }

    @Test
    void aFractionOfZeroIsAnEmptyPart() {
        Split.Parts parts = Split.byTime(0.8, 0).apply(CountingTrajectories.of(10));
        assertTrue(parts.validation().isEmpty());
        assertEquals(List.of(2), snapshots(parts.test()));
        assertTrue(Split.byTrajectory(0.9, 0.1)
                .apply(CountingTrajectories.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
                .test()
                .isEmpty());
    }

    @Test
    void refusesEmptyPartsAndBadFractions() {
        refused(
                "the validation part, 1.0% of 10 snapshots",
                () -> Split.byTime(0.8, 0.01).apply(CountingTrajectories.of(10)));
        refused(
                "the test part, 20.0% of 1 trajectories",
                () -> Split.byTrajectory(0.8, 0).apply(CountingTrajectories.of(10)));
        refused("train 0.0", () -> Split.byTime(0, 0.5));
        refused("validation -0.1", () -> Split.byTime(0.5, -0.1));
        refused("train 0.8, validation 0.3", () -> Split.byTrajectory(0.8, 0.3));
        refused("train NaN", () -> Split.byTime(Double.NaN, 0.1));
    }

    private static List<Integer> snapshots(List<Trajectory> part) {
        return part.stream().map(Trajectory::snapshots).toList();
    }

    /** First time index that any window of a part holds, and one beyond the last: features and labels alike. */
    private static Set<Integer> range(List<Trajectory> part) {
        Set<Integer> seen = new HashSet<>();
        PdeSequenceIterator iterator = PdeSequenceIterator.builder(part)
                .contextLength(3)
                .horizon(2)
                .stride(1)
                .build();
        while (iterator.hasNext()) {
            DataSet dataSet = iterator.next();
            for (float value : dataSet.getFeatures().dup('c').data().asFloat()) {
                seen.add((int) value % 1000 / 10);
            }
            for (float value : dataSet.getLabels().dup('c').data().asFloat()) {
                seen.add((int) value % 1000 / 10);
            }
        }
        return Set.of(
                seen.stream().min(Integer::compare).orElseThrow(),
                seen.stream().max(Integer::compare).orElseThrow() + 1);
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
