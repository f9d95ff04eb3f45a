package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Oracle: values written out by hand. */
@Timeout(60)
class TrajectoryTest {

    private final float[] u = {0, 1, 10, 11, 20, 21, 30, 31};
    private final float[] v = {5, 6, 15, 16, 25, 26, 35, 36};
    private final double[] times = {0, 0.5, 1, 1.5};
    private final int[] grid = {1, 2};
    private final Trajectory trajectory = Trajectory.of(List.of("u", "v"), grid, times, u, v);

    @Test
    void valuesAreTimeByPoint() {
        INDArray values = trajectory.values("v");
        assertEquals(DataType.FLOAT, values.dataType());
        assertArrayEquals(new float[][] {{5, 6}, {15, 16}, {25, 26}, {35, 36}}, values.toFloatMatrix());
    }

    @Test
    void severalFieldsFollowEachOtherWithinASnapshot() {
        assertArrayEquals(
                new float[][] {{0, 1, 5, 6}, {10, 11, 15, 16}, {20, 21, 25, 26}, {30, 31, 35, 36}},
                trajectory.values(trajectory.fields()).toFloatMatrix());
    }

    @Test
    void sliceOfASliceKnowsItsPlace() {
        Trajectory slice = trajectory.slice(1, 4).slice(1, 3);
        assertEquals(2, slice.firstSnapshot());
        assertEquals(2, slice.snapshots());
        assertArrayEquals(new double[] {1, 1.5}, slice.times());
        assertArrayEquals(new float[][] {{20, 21}, {30, 31}}, slice.values("u").toFloatMatrix());
        assertThrows(IndexOutOfBoundsException.class, () -> slice.snapshot("u", 2));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.snapshot("u", -1));
    }

    @Test
    void isImmutable() {
        u[0] = 99;
        times[0] = -1;
        grid[0] = 7;
        trajectory.times()[0] = -1;
        trajectory.gridShape()[0] = 7;
        trajectory.values("u").putScalar(0, 99);
        trajectory.snapshot("u", 0)[0] = 99;
        assertArrayEquals(new float[] {0, 1}, trajectory.snapshot("u", 0));
        assertEquals(0, trajectory.times()[0]);
        assertArrayEquals(new int[] {1, 2}, trajectory.gridShape());
    }

    @Test
    void snapshotsOfASourceAreFetchedWhenAskedForAndKnowTheirPlace() {
        Map<String, Double> parameters = new LinkedHashMap<>();
        parameters.put("reynolds", 100.0);
        parameters.put("diffusion", 0.5);
        List<String> fetched = new ArrayList<>();
        Trajectory lazy = Trajectory.backedBy(List.of("u", "v"), grid, times, parameters, (field, time, target, at) -> {
            fetched.add(field + "@" + time);
            target[at] = field;
            target[at + 1] = time;
        });
        parameters.clear();
        Trajectory part = lazy.slice(1, 4).slice(1, 3);
        assertTrue(fetched.isEmpty(), fetched.toString());
        float[] target = new float[4];
        part.copySnapshot("v", 1, target, 2);
        assertArrayEquals(new float[] {0, 0, 1, 3}, target);
        assertEquals(List.of("1@3"), fetched);
        assertEquals("{reynolds=100.0, diffusion=0.5}", part.parameters().toString());
        assertThrows(
                UnsupportedOperationException.class, () -> part.parameters().put("a", 1.0));
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused("field v has 7 values", () -> Trajectory.of(List.of("u", "v"), grid, times, u, new float[7]));
        refused("1 arrays for the fields [u, v]", () -> Trajectory.of(List.of("u", "v"), grid, times, u));
        refused(
                "time 0.0 of snapshot 1 does not exceed 0.0",
                () -> Trajectory.of(List.of("u"), grid, new double[] {0, 0, 1, 2}, u));
        refused(
                "time NaN of snapshot 2 is not finite",
                () -> Trajectory.of(List.of("u"), grid, new double[] {0, 1, Double.NaN, 2}, u));
        refused("no times", () -> Trajectory.of(List.of("u"), grid, new double[0], new float[0]));
        refused("unknown field 'w': this trajectory has [u, v]", () -> trajectory.values("w"));
        refused("slice [2, 5)", () -> trajectory.slice(2, 5));
        refused("slice [2, 2)", () -> trajectory.slice(2, 2));
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
