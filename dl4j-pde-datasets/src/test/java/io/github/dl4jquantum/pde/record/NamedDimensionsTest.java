package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: the values that netCDF4 wrote (make_unusual.py), half of where each lies. */
@Timeout(60)
class NamedDimensionsTest {

    /** u and v [lon, time, member, lat] of 4, 3, 2 and 5; v is 1000 more; the area has no time. */
    @Test
    void axesInAnyOrderAndTimesAreThoseOfTheNames() {
        try (DataFile file = open("named.nc")) {
            assertEquals("2 trajectories x 3 times x 5 x 4 x 2 fields (u, v)", file.axesInWords(null));
            Trajectory second = file.trajectories(null, null).get(1);
            assertArrayEquals(new double[] {0.5, 0.75, 1.5}, second.times());
            assertArrayEquals(new int[] {5, 4}, second.gridShape(), "[lat, lon]");
            long[] shape = {4, 3, 2, 5};
            for (int time = 0; time < 3; time++) {
                for (int lat = 0; lat < 5; lat++) {
                    for (int lon = 0; lon < 4; lon++) {
                        float u = Fixtures.value(shape, lon, time, 1, lat);
                        assertEquals(u, second.snapshot("u", time)[4 * lat + lon]);
                        assertEquals(u + 1000, second.snapshot("v", time)[4 * lat + lon]);
                    }
                }
            }
        }
    }

    @Test
    void oneFieldCanBeAskedFor() {
        try (DataFile file = open("named.nc")) {
            Trajectory v = file.trajectories(null, "v").get(0);
            assertEquals(List.of("v"), v.fields());
            assertEquals(1000, v.snapshot("v", 0)[0]);
            assertThrows(DataFileException.class, () -> file.trajectories(null, "area"));
        }
    }

    /** q [Channel, X, T] of 2, 3 and 4 in a group, dimensions without values; p's level is no axis that is known. */
    @Test
    void dimensionsOfAnOuterGroupInCapitalsWithoutValuesAreFound() {
        try (DataFile file = open("named_in_groups.nc")) {
            Trajectory only = file.trajectories(null, null).get(0);
            assertEquals(List.of("run/q_0", "run/q_1"), only.fields());
            assertArrayEquals(new double[] {0, 1, 2, 3}, only.times());
            assertTrue(
                    file.datasets().stream().allMatch(dataset -> dataset.name().contains("/")),
                    "names of dimensions are no data: " + file.datasets());
            long[] shape = {2, 3, 4};
            for (int x = 0; x < 3; x++) {
                assertEquals(Fixtures.value(shape, 1, x, 2), only.snapshot("run/q_1", 2)[x]);
            }
        }
    }

    @Test
    void declaredAxesAreTakenInsteadOfTheNames() {
        try (DataFile file = open("named.nc")) {
            Trajectory third =
                    file.trajectories(Axes.parse("trajectory,y,time,x"), "u").get(3);
            assertArrayEquals(new int[] {3, 5}, third.gridShape());
            assertEquals(Fixtures.value(new long[] {4, 3, 2, 5}, 3, 2, 1, 4), third.snapshot("u", 1)[5 * 2 + 4]);
        }
    }

    @Test
    void oneUnknownNameLeavesTheAxesToBeDeclared() {
        try (DataFile file = open("named_otherwise.nc")) {
            assertFalse(file.declaresAxes());
            DataFileException refusal = assertThrows(DataFileException.class, () -> file.trajectories(null, null));
            assertTrue(refusal.getMessage().endsWith("declare them, such as axes=time,y,x"), refusal.getMessage());
            DataFileException other = assertThrows(
                    DataFileException.class, () -> file.trajectories(Axes.parse("trajectory,time,y,x"), null));
            assertTrue(
                    other.getMessage().contains("it holds [u float32 [3, 4, 5] (time, eta, x)]"), other.getMessage());
        }
    }

    @Test
    void aDeclaredTimeAxisHasTheValuesOfItsDimension() {
        try (DataFile file = open("named.nc")) {
            Axes asNamed = Axes.parse("x,time,trajectory,y");
            assertArrayEquals(
                    new double[] {0.5, 0.75, 1.5},
                    file.trajectories(asNamed, "u").get(0).times());
            Axes members = Axes.parse("x,trajectory,time,y");
            assertArrayEquals(
                    new double[] {0, 1}, file.trajectories(members, "u").get(0).times(), "members have no values");
        }
    }

    /** By hand: what is named stays; before the time lie trajectories, after it space. */
    @ParameterizedTest
    @CsvSource({
        "'time,eta,x', 'time,y,x'",
        "'run,T,level,lat,lon', 'trajectory,time,z,y,x'",
        "'case,n,lat,lon', 'time,z,y,x'",
        "'lat,y,lon,time', 'y,trajectory,x,time'",
        "'time,channel', 'trajectory,time,x'",
        "'p,q,r', 'trajectory,time,x'"
    })
    void whatAxesMayBeFollowsTheNamesThatAreKnown(String names, String likely) {
        DatasetInfo array = new DatasetInfo("u", new long[] {2, 2, 2}, "float32", true);
        assertEquals(likely, LikelyAxes.of(array, List.of(names.split(","))));
    }

    private static DataFile open(String name) {
        return DataFile.open(Fixtures.file(name));
    }
}
