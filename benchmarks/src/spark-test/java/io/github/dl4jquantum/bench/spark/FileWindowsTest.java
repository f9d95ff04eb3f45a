package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.DataFileException;
import io.github.dl4jquantum.pde.record.NpyWriter;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** Oracle: values that say where they lie, 100 trajectory + 10 time + point. */
@Timeout(120)
class FileWindowsTest {
    private static final int POINTS = 3;
    private static final int TIMES = 6;

    @TempDir
    private Path folder;

    private static float[] values(int first, int count) {
        float[] values = new float[count * TIMES * POINTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 * (first + i / (TIMES * POINTS)) + 10 * (i / POINTS % TIMES) + i % POINTS;
        }
        return values;
    }

    @Test
    void everyTrajectoryOfHdf5AndNumPyFilesOnceWithItsOwnValues() throws Exception {
        Path hdf5 = folder.resolve("two.h5");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(hdf5, 2, Map.of(), 0)) {
            for (int i = 0; i < 2; i++) {
                writer.write(
                        Trajectory.of(List.of("u"), new int[] {POINTS}, new double[] {0, 1, 2, 3, 4, 5}, values(i, 1)));
            }
            writer.finish();
        }
        Path numPy = folder.resolve("three.npy");
        NpyWriter.write(new int[] {3, TIMES, POINTS}, values(2, 3), numPy);

        try (JavaSparkContext spark = new JavaSparkContext(
                new SparkConf().setMaster("local[2]").setAppName("test").set("spark.ui.enabled", "false"))) {
            List<DataSet> first = new FileWindows(null, "u", 3, 1, 2)
                    .read(spark, List.of(hdf5))
                    .collect();
            List<DataSet> second = new FileWindows("trajectory,time,x", null, 3, 1, 2)
                    .read(spark, List.of(numPy))
                    .collect();
            assertEquals(2 * 2, first.size());
            assertEquals(3 * 2, second.size());
            for (int i = 0; i < 10; i++) {
                DataSet window = i < 4 ? first.get(i) : second.get(i - 4);
                assertArrayEquals(
                        new long[] {1, POINTS, 3}, window.getFeatures().shape());
                assertEquals(DataType.FLOAT, window.getFeatures().dataType());
                for (int point = 0; point < POINTS; point++) {
                    for (int time = 0; time < 3; time++) {
                        float expected = 100 * (i / 2) + 10 * (2 * (i % 2) + time) + point;
                        assertEquals(expected, window.getFeatures().getFloat(0, point, time));
                        assertEquals(expected + 10, window.getLabels().getFloat(0, point, time));
                    }
                }
            }
            FileWindows undeclared = new FileWindows(null, null, 3, 1, 2);
            assertThrows(DataFileException.class, () -> undeclared.read(spark, List.of(numPy)));
            assertThrows(IllegalArgumentException.class, () -> undeclared.read(spark, List.of()));
        }
    }
}
