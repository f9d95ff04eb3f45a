package io.github.dl4jquantum.pde.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.GrayScott2d;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracles: values worked out by hand, and a solution that keeps its balance. */
@Timeout(60)
class BalanceTest {

    // Two fields of two values each. C = mean(u) + 2 mean(v): truth 1.5 + 2 * 3.5 = 8.5 and 3; predicted 9.5 and 2.
    private final INDArray truth = Nd4j.createFromArray(new double[][] {{1, 2, 3, 4}, {1, 1, 1, 1}});
    private final INDArray predicted = Nd4j.createFromArray(new double[][] {{1, 2, 3, 5}, {0, 0, 0, 2}});

    @Test
    void contentErrorByHand() {
        Balance balance = Balance.conserved(1, 2);
        assertArrayEquals(new double[] {1, 1}, balance.contentError(truth, predicted), 1e-15);
        assertEquals(1, balance.contentErrorOverall(truth, predicted), 1e-15);
        Balance first = Balance.conserved(1, 0);
        assertArrayEquals(new double[] {0, 1}, first.contentError(truth, predicted), 1e-15);
        assertEquals(Math.sqrt(0.5), first.contentErrorOverall(truth, predicted), 1e-15);
    }

    @Test
    void defectByHand() {
        assertArrayEquals(new double[] {1, 1}, Balance.conserved(1, 2).defect(truth, predicted, 0.5), 1e-15);
        // P = 3 - mean(u) - mean(v): truth -2 and 1, predicted -2.5 and 2.
        // C' - C - dt (P + P') / 2 = 1 + 0.5 * 2.25 and -1 - 0.5 * 1.5.
        Balance balance = new Balance(new double[] {1, 2}, new double[] {-1, -1}, 3);
        assertArrayEquals(new double[] {2.125, 1.75}, balance.defect(truth, predicted, 0.5), 1e-15);
    }

    @Test
    void grayScottKeepsItsBalanceAndADisturbedForecastDoesNot() {
        GrayScott2d problem = GrayScott2d.builder()
                .diffusivityU(2e-4)
                .diffusivityV(1e-4)
                .grid(16)
                .saveInterval(1)
                .snapshots(30)
                .build();
        Trajectory trajectory = problem.generate(1, 1).get(0);
        INDArray all = trajectory.values(trajectory.fields());
        INDArray before = all.get(NDArrayIndex.interval(0, 29), NDArrayIndex.all());
        INDArray after = all.get(NDArrayIndex.interval(1, 30), NDArrayIndex.all());
        Balance balance = new Balance(new double[] {1, 1}, new double[] {-0.03, -0.092}, 0.03);
        double own = Arrays.stream(balance.defect(before, after, 1)).max().orElseThrow();
        double disturbed =
                Arrays.stream(balance.defect(before, after.add(1e-3), 1)).min().orElseThrow();
        assertTrue(own < 1e-4 && disturbed > 1.5e-3, own + ", " + disturbed);
    }

    @Test
    void refusesWhatDoesNotFit() {
        String fields = assertThrows(IllegalArgumentException.class, () -> Balance.conserved(1, 1, 1)
                        .contentError(truth, predicted))
                .getMessage();
        assertTrue(fields.contains("4 values a step are not those of 3 fields"), fields);
        String weights = assertThrows(
                        IllegalArgumentException.class, () -> new Balance(new double[1], new double[2], 0))
                .getMessage();
        assertTrue(weights.contains("1 weights of content, 2 of production"), weights);
    }
}
