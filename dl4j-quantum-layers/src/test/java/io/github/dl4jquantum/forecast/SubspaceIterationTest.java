package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Oracles: the same rows in memory, whose modes come from all of X X^T at once and which PodTest compares with a singular
 * value decomposition; and cosines, which are orthonormal by construction.
 */
@Timeout(120)
class SubspaceIterationTest {
    /** Of a mode whose neighbours' singular values differ by a quarter or more. */
    private static final double TURNED = 1e-5;

    /** Rows that are read, and no more than some at once. */
    record Counted(INDArray all, int most, List<Integer> reads) implements Rows {

        @Override
        public int rows() {
            return all.rows();
        }

        @Override
        public int columns() {
            return all.columns();
        }

        @Override
        public DataType type() {
            return all.dataType();
        }

        @Override
        public int atOnce() {
            return most;
        }

        @Override
        public INDArray block(int from, int to) {
            reads.add(to - from);
            return Rows.of(all).block(from, to);
        }
    }

    /** Sums of cosines with amplitudes {@code decay^k}, about 3, with noise of single precision. */
    private static INDArray decaying(int rows, int values, double decay, int modes) {
        Random random = new Random(5);
        INDArray left = Nd4j.create(DataType.DOUBLE, rows, modes);
        INDArray right = Nd4j.create(DataType.DOUBLE, modes, values);
        for (int mode = 0; mode < modes; mode++) {
            for (int i = 0; i < rows; i++) {
                left.putScalar(i, mode, Math.pow(decay, mode) * random.nextGaussian());
            }
            for (int j = 0; j < values; j++) {
                right.putScalar(mode, j, Math.cos(Math.PI * (mode + 1) * (j + 0.5) / values));
            }
        }
        return left.mmul(right).addi(3).castTo(DataType.FLOAT);
    }

    @ParameterizedTest
    @CsvSource({"60, 5000, 0.7, 8", "90, 4500, 0.5, 6", "90, 4500, 0.9, 4"})
    void modesAndUnitsAreThoseOfTheWholeProduct(int rows, int values, double decay, int latent) {
        INDArray data = decaying(rows, values, decay, 50);
        Pod exact = Pod.fit(data, latent);
        List<Double> shares = new ArrayList<>();
        Counted read = new Counted(data, 7, new ArrayList<>());
        Pod found = Pod.fit(read, latent, shares::add);
        for (int mode = 0; mode < latent; mode++) {
            assertEquals(
                    0,
                    exact.modes().getRow(mode).distance2(found.modes().getRow(mode)),
                    decay > 0.75 ? 1e-3 : TURNED,
                    "mode " + mode);
        }
        assertTrue(exact.deviation()
                .equalsWithEps(found.deviation(), 1e-5 * exact.deviation().getDouble(0)));
        assertEquals(shares.stream().sorted().toList(), shares);
        assertEquals(1, shares.get(shares.size() - 1));
        int passes = read.reads().stream().mapToInt(each -> each).sum() / rows;
        assertTrue(passes <= 11, passes + " passes: mean, start, at most 8 steps, deviations");
    }

    /** Singular values that hardly fall: no convergence, but an energy that is nearly the best. */
    @Test
    void ofNoiseItKeepsNearlyAsMuchAsTheBest() {
        INDArray noise = Nd4j.createFromArray(new Random(2).doubles(200 * 4200).toArray())
                .reshape(200, 4200);
        double best = lost(Pod.fit(noise, 4), noise);
        double found = lost(Pod.fit(new Counted(noise, 50, new ArrayList<>()), 4, share -> {}), noise);
        assertTrue(found >= best * (1 - 1e-9), found + " below " + best);
        assertEquals(best, found, 1e-3 * best);
    }

    private static double lost(Pod pod, INDArray rows) {
        return pod.decode(pod.encode(rows)).sub(rows).norm2Number().doubleValue();
    }

    /** Two cosines of one size and one of a hundred-thousandth: the others are no modes, and their latents stay 0. */
    @Test
    void ofALowRankItFindsWhatThereIs() {
        int values = 5000;
        INDArray data = Nd4j.create(DataType.DOUBLE, 40, values);
        double[] sizes = {1, 1, 1e-5};
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < values; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += sizes[k] * cosine(k + 1, i, 40) * cosine(k + 1, j, values);
                }
                data.putScalar(i, j, sum);
            }
        }
        Pod pod = Pod.fit(new Counted(data, 9, new ArrayList<>()), 6, share -> {});
        INDArray gram = pod.modes().mmul(pod.modes().transpose());
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertEquals(i == j && i < 3 ? 1 : 0, gram.getDouble(i, j), 1e-9);
            }
        }
        double overlap = 0;
        for (int j = 0; j < values; j++) {
            overlap += pod.modes().getDouble(2, j) * cosine(3, j, values);
        }
        assertEquals(1, Math.abs(overlap), 1e-6);
        assertEquals(0, lost(pod, data), 1e-9);
    }

    private static double cosine(int k, int i, int n) {
        return Math.sqrt(2.0 / n) * Math.cos(Math.PI * k * (i + 0.5) / n);
    }

    @Test
    void rowsThatNeverChangeHaveNoModes() {
        Pod pod = Pod.fit(new Counted(Nd4j.ones(DataType.DOUBLE, 30, 5000), 9, new ArrayList<>()), 3, share -> {});
        assertEquals(0, pod.modes().amaxNumber().doubleValue());
    }
}
