package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.SubspaceIterationTest.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracle: the rows as a whole. */
@Timeout(60)
class RowsTest {
    private final INDArray all = Nd4j.createFromArray(new Random(4).doubles(30).toArray())
            .reshape(10, 3)
            .addi(7);

    private Counted read(INDArray rows) {
        return new Counted(rows, 4, new ArrayList<>());
    }

    @Test
    void imagesOfBlocksAreStackedInTheirOrder() {
        Counted rows = read(all);
        assertEquals(all.mul(2), rows.map(block -> block.muli(2)));
        assertEquals(all.sum(true, 1), rows.map(block -> block.sum(true, 1)));
        assertEquals(List.of(4, 4, 2, 4, 4, 2), rows.reads());
        assertEquals(all.mul(2), Rows.of(all).map(block -> block.mul(2)));
    }

    /** Blocks of 12, 12 and 6 numbers, whose means differ. */
    @ParameterizedTest
    @EnumSource
    void anEncoderSeesTheSameInBlocks(Normalization normalization) {
        all.get(NDArrayIndex.interval(8, 10)).addi(5);
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            INDArray rows = all.castTo(type);
            DataNormalization whole = normalization.fit(Rows.of(rows));
            DataNormalization inBlocks = normalization.fit(read(rows));
            INDArray expected = rows.dup();
            whole.transform(expected);
            INDArray found = read(rows).normalized(inBlocks).map(block -> block);
            assertTrue(expected.equalsWithEps(found, type == DataType.DOUBLE ? 1e-13 : 1e-5), expected + " " + found);
            assertEquals(expected, Rows.of(rows.dup()).normalized(whole).block(0, 10));
        }
    }

    @Test
    void ofOneBlockTheDeviationIsItsOwn() {
        INDArray rows = all.castTo(DataType.FLOAT);
        INDArray normal = rows.dup();
        Normalization.STANDARD.fit(Rows.of(rows)).transform(normal);
        INDArray byHand = rows.sub(rows.meanNumber()).divi(rows.stdNumber(false));
        assertEquals(byHand, normal);
    }

    @Test
    void passesAreToldAsTheyAreRead() {
        List<Double> shares = new ArrayList<>();
        Rows watched = read(all).watched(2, shares::add);
        watched.map(block -> block);
        watched.map(block -> block);
        watched.map(block -> block);
        assertEquals(List.of(0.0, 0.2, 0.4, 0.5, 0.7, 0.9, 1.0, 1.0, 1.0), shares);
    }
}
