package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the problem with the very parameter that a trajectory says it has. */
@Timeout(60)
class ParameterSweepTest {
    private static Burgers2d.Builder small() {
        return Burgers2d.builder().grid(33).snapshots(3);
    }

    private static ParameterSweep sweep(double low, double high) {
        return ParameterSweep.of(ParameterSweepTest::small, Map.of("reynolds", new ParameterSweep.Range(low, high)));
    }

    @Test
    void eachTrajectoryIsTheSolutionForTheParameterThatItRecords() {
        List<Trajectory> swept = sweep(10, 40).generate(4, 7);
        for (int i = 0; i < 4; i++) {
            double reynolds = swept.get(i).parameters().get("reynolds");
            assertTrue(reynolds >= 10 && reynolds <= 40, "Re " + reynolds);
            Trajectory own =
                    small().reynolds(reynolds).build().generate(i + 1, 7).get(i);
            assertArrayEquals(own.snapshot("v", 2), swept.get(i).snapshot("v", 2));
        }
        assertEquals(
                4,
                swept.stream()
                        .map(each -> each.parameters().get("reynolds"))
                        .distinct()
                        .count());
        assertEquals(Map.of(), sweep(10, 40).parameters(), "none is shared");
    }

    @Test
    void limitsThatTheProblemRefusesAreRefusedBeforeAnyWork() {
        assertRefused("cell Reynolds number", 10, 1e4);
        assertRefused("reynolds = -1.0", -1, 10);
        assertThrows(IllegalArgumentException.class, () -> ParameterSweep.of(ParameterSweepTest::small, Map.of()));
    }

    /** The stable step is below 2.785 h^2 Re / 8 = 3.4e-10, h = 1 / 32: 3e7 steps, 200 times, on 1089 points. */
    @Test
    void limitsTheWrongWayRoundAreRefused() {
        assertRefused("40.0..10.0 is no range: give the smaller limit first", 40, 10);
    }

    @Test
    void workForDaysIsRefused() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> Burgers2d.builder().grid(33).reynolds(1e-6).build());
        assertTrue(refusal.getMessage().contains("use other parameters of the equation"), refusal.getMessage());
    }

    private static void assertRefused(String message, double low, double high) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> sweep(low, high));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
