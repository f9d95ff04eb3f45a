package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: from 8,192 to 16,384 the numbers of float32 lie 2^-10 = 9.765625E-4 apart. */
@Timeout(60)
class NormalizationTest {
    private static final double STEP = 1.0 / 1024;

    @ParameterizedTest
    @EnumSource
    void fieldsOfAFewStepsOfTheirTypeAreRefused(Normalization normalization) {
        String message = refusal(normalization, around(1e4, 3 * STEP, DataType.FLOAT));
        assertTrue(message.contains("the step of FLOAT is 9.765625E-4"), message);
        normalization.fit(Rows.of(around(1e4, 20 * STEP, DataType.FLOAT)));
        normalization.fit(Rows.of(around(1e4, 3 * STEP, DataType.DOUBLE)));
        normalization.fit(Rows.of(around(0, 3 * STEP, DataType.FLOAT)));
    }

    @Test
    void whatSinglePrecisionMadeEqualIsNotCalledEqualInTheFile() {
        String message = refusal(Normalization.MIN_MAX, around(1e8, 0.01, DataType.FLOAT));
        assertTrue(message.contains("are 1.0E8 in FLOAT, whose step is 8.0 there"), message);
        assertTrue(message.contains("If they differ, subtract an offset"), message);
    }

    /** Values offset - half and offset + half: their deviation is half, their range twice that. */
    private static INDArray around(double offset, double half, DataType type) {
        INDArray rows = Nd4j.create(type, 4, 6);
        for (int i = 0; i < 24; i++) {
            rows.putScalar(i, offset + (i % 2 == 0 ? half : -half));
        }
        return rows;
    }

    private static String refusal(Normalization normalization, INDArray rows) {
        return assertThrows(IllegalArgumentException.class, () -> normalization.fit(Rows.of(rows)))
                .getMessage();
    }
}
