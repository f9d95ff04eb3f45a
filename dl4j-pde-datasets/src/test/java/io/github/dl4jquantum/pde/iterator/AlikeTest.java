package io.github.dl4jquantum.pde.iterator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must not be learned from together. Oracle: the times by hand. */
@Timeout(60)
class AlikeTest {

    @Test
    void theSaveIntervalIsThatOfUniformTimesAlone() {
        assertEquals(OptionalDouble.of(0.25), with(0, 0.25, 0.5, 0.75).saveInterval());
        assertEquals(OptionalDouble.empty(), with(1, 5, 20, 73810).saveInterval());
        assertEquals(OptionalDouble.empty(), with(0, 1, 2, 3.01).saveInterval());
        assertEquals(OptionalDouble.empty(), with(0).saveInterval());
        // 0, 0.1, ... 100 in single precision, as PDEBench writes them
        double[] single = new double[1001];
        Arrays.setAll(single, i -> (float) (0.1 * i));
        assertEquals(0.1, with(single).saveInterval().orElseThrow(), 1e-8);
        assertEquals(1, with(0, 1, 2, 5, 9).slice(0, 3).saveInterval().orElseThrow());
    }

    @Test
    void timesThatAreNotUniformAreRefused() {
        refused(
                "trajectory 0 has times that are not uniform: 1.00000, 5.00000 ... 20.0000, 73810.0",
                with(1, 5, 20, 73810));
    }

    @Test
    void trajectoriesThatAreNotAlikeAreRefusedByName() {
        Trajectory first = trajectory(List.of("u", "v"), 2, Map.of("reynolds", 1.0), 0, 1, 2);
        refused("grid [3], not [2]", first, trajectory(List.of("u", "v"), 3, Map.of("reynolds", 1.0), 0, 1, 2));
        refused("fields [u, w], not [u, v]", first, trajectory(List.of("u", "w"), 2, Map.of("reynolds", 1.0), 0, 1, 2));
        refused(
                "parameters [feed], not [reynolds]",
                first,
                trajectory(List.of("u", "v"), 2, Map.of("feed", 1.0), 0, 1, 2));
        refused(
                "trajectory 1 has save interval 2.00000, not 1.00000 of trajectory 0",
                first,
                trajectory(List.of("u", "v"), 2, Map.of("reynolds", 1.0), 0, 2, 4));
        Trajectory alike = trajectory(List.of("u", "v"), 2, Map.of("reynolds", 7.0), 5, 6, 7, 8);
        assertEquals(5, iterator(first, alike).windows());
    }

    private static void refused(String part, Trajectory... trajectories) {
        String message = assertThrows(IllegalArgumentException.class, () -> iterator(trajectories))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    private static PdeSequenceIterator iterator(Trajectory... trajectories) {
        return PdeSequenceIterator.builder(List.of(trajectories))
                .contextLength(1)
                .build();
    }

    private static Trajectory with(double... times) {
        return trajectory(List.of("u"), 2, Map.of(), times);
    }

    private static Trajectory trajectory(
            List<String> fields, int points, Map<String, Double> parameters, double... times) {
        return Trajectory.backedBy(fields, new int[] {points}, times, parameters, (field, time, target, offset) -> {});
    }
}
