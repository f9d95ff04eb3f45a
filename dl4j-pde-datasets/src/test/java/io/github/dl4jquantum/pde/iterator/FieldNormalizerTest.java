package io.github.dl4jquantum.pde.iterator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;

/** Oracle: means, deviations and ranges computed by hand. */
@Timeout(60)
class FieldNormalizerTest {

    private static final List<String> BOTH = List.of("u", "v");

    /** u over the train part: 0, 1, 2, 3 (mean 1.5, variance 1.25); v: -10, 10, -10, 10 (mean 0, deviation 10). */
    private final Trajectory whole = Trajectory.of(
            BOTH,
            new int[] {1, 2},
            new double[] {0, 1, 2, 3},
            new float[] {0, 1, 2, 3, 100, 200, 300, 400},
            new float[] {-10, 10, -10, 10, 1, 1, 1, 1});

    private final List<Trajectory> train = List.of(whole.slice(0, 2));

    @Test
    void minMaxUsesOnePairPerFieldOfTheTrainPart() {
        INDArray rows = whole.values(BOTH);
        FieldNormalizer.minMax(train, BOTH, -1, 1).transform(rows);
        assertRow(rows, 0, -1, -1 / 3.0, -1, 1);
        assertRow(rows, 1, 1 / 3.0, 1, -1, 1);
        assertRow(rows, 2, 100 / 1.5 - 1, 200 / 1.5 - 1, 0.1, 0.1);
    }

    @Test
    void standardUsesOnePairPerFieldOfTheTrainPart() {
        INDArray rows = whole.values(BOTH);
        FieldNormalizer.standard(train, BOTH).transform(rows);
        double deviation = Math.sqrt(1.25);
        assertRow(rows, 0, -1.5 / deviation, -0.5 / deviation, -1, 1);
        assertRow(rows, 2, 98.5 / deviation, 198.5 / deviation, 0.1, 0.1);
    }

    @Test
    void fieldsFollowTheOrderAskedFor() {
        INDArray rows = whole.values(List.of("v", "u"));
        FieldNormalizer.minMax(train, List.of("v", "u"), 0, 1).transform(rows);
        assertRow(rows, 0, 0, 1, 0, 1 / 3.0);
    }

    @Test
    void sequencesAreNormalisedAndRevertedWithTheirLabels() {
        for (DataNormalization normalizer :
                List.of(FieldNormalizer.minMax(train, BOTH, -1, 1), FieldNormalizer.standard(train, BOTH))) {
            PdeSequenceIterator iterator = PdeSequenceIterator.builder(List.of(whole))
                    .fields(BOTH)
                    .contextLength(2)
                    .stride(1)
                    .build();
            DataSet raw = iterator.next();
            iterator.reset();
            iterator.setPreProcessor(normalizer);
            DataSet normal = iterator.next();

            INDArray rows = whole.values(BOTH);
            normalizer.transform(rows);
            for (int window = 0; window < 2; window++) {
                for (int value = 0; value < 4; value++) {
                    for (int t = 0; t < 2; t++) {
                        float feature = normal.getFeatures().getFloat(window, value, t);
                        float label = normal.getLabels().getFloat(window, value, t);
                        assertEquals(rows.getFloat(window + t, value), feature);
                        assertEquals(rows.getFloat(window + t + 1, value), label);
                    }
                }
            }
            normalizer.revertFeatures(normal.getFeatures());
            normalizer.revertLabels(normal.getLabels());
            assertTrue(raw.getFeatures().equalsWithEps(normal.getFeatures(), 1e-4));
            assertTrue(raw.getLabels().equalsWithEps(normal.getLabels(), 1e-4));
        }
    }

    @Test
    void isRestoredExactlyByTheStockSerializer() throws Exception {
        for (DataNormalization normalizer :
                List.of(FieldNormalizer.minMax(train, BOTH, -1, 1), FieldNormalizer.standard(train, BOTH))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            NormalizerSerializer.getDefault().write(normalizer, bytes);
            DataNormalization restored =
                    NormalizerSerializer.getDefault().restore(new ByteArrayInputStream(bytes.toByteArray()));
            assertEquals(normalizer, restored);
            INDArray expected = whole.values(BOTH);
            INDArray actual = whole.values(BOTH);
            normalizer.transform(expected);
            restored.transform(actual);
            assertArrayEquals(expected.data().asFloat(), actual.data().asFloat(), 0);
            normalizer.revertLabels(expected);
            restored.revertLabels(actual);
            assertArrayEquals(expected.data().asFloat(), actual.data().asFloat(), 0);
        }
    }

    @Test
    void refusesFieldsThatCannotBeScaled() {
        List<Trajectory> constant = List.of(whole.slice(2, 4));
        refused("field v has range 0.0", () -> FieldNormalizer.minMax(constant, BOTH, -1, 1));
        refused("field v has standard deviation 0.0", () -> FieldNormalizer.standard(constant, BOTH));
        Trajectory broken = Trajectory.of(List.of("u"), new int[] {1, 2}, new double[] {0}, new float[] {1, Float.NaN});
        refused("field u has range NaN", () -> FieldNormalizer.minMax(List.of(broken), List.of("u"), -1, 1));
        refused("0 trajectories", () -> FieldNormalizer.standard(List.of(), BOTH));
        refused("fields []", () -> FieldNormalizer.standard(train, List.of()));
        refused("range 1.0 to 1.0 is empty", () -> FieldNormalizer.minMax(train, BOTH, 1, 1));
    }

    private static void assertRow(INDArray rows, int row, double... expected) {
        for (int column = 0; column < expected.length; column++) {
            assertEquals(expected[column], rows.getFloat(row, column), 2e-6 * Math.max(1, Math.abs(expected[column])));
        }
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
