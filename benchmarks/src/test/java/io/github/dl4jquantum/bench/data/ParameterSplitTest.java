package io.github.dl4jquantum.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: parts cut by hand. */
@Timeout(60)
class ParameterSplitTest {
    private static List<Trajectory> of(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> Trajectory.backedBy(
                        List.of("u"),
                        new int[] {2},
                        new double[] {0, 1, 2, 3, 4},
                        Map.of("re", value),
                        (field, time, target, offset) -> {}))
                .toList();
    }

    private static String parts(int train, int validation, int test, double... values) {
        Protocol protocol = Protocol.builder("p")
                .snapshots(5)
                .context(2)
                .horizon(2)
                .byTrajectory(train, validation, test)
                .build();
        List<Trajectory> sorted = ParameterSplit.sorted(of(values), "re");
        Protocol by = ParameterSplit.of(protocol, "re", sorted);
        return by.train() + " " + by.validation() + " " + by.test() + ": "
                + sorted.stream().map(each -> each.parameters().get("re")).toList();
    }

    @Test
    void theLargestValuesAreTestedAndNoValueIsInTwoParts() {
        assertEquals("2 1 1: [1.0, 2.0, 3.0, 4.0]", parts(2, 1, 1, 3, 1, 4, 2));
        assertEquals("3 1 2: [1.0, 2.0, 2.0, 3.0, 4.0, 4.0]", parts(2, 2, 2, 2, 4, 2, 4, 1, 3));
        assertTrue(assertThrows(BadInputException.class, () -> parts(2, 1, 1, 1, 1, 1, 2))
                .getMessage()
                .contains("2 values of it are too few"));
        assertTrue(assertThrows(BadInputException.class, () -> ParameterSplit.sorted(of(1), "mu"))
                .getMessage()
                .contains("the data has the parameters [re]"));
    }
}
