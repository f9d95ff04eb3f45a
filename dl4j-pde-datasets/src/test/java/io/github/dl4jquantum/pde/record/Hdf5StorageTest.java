package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: files written by h5py, whose every value is known. */
@Timeout(60)
class Hdf5StorageTest {
    private static final long[] SHAPE = {3, 5, 6, 7};

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void everyWindowOfEveryKindOfStorageHoldsNumpysValues(String version) {
        try (Hdf5File file = new Hdf5File(Fixtures.file("storage_" + version + ".h5"), 0)) {
            assertEquals(14, file.datasets().size());
            Random random = new Random(1);
            for (String name : file.datasets().keySet()) {
                NumericArray array = file.array(name);
                assertArrayEquals(SHAPE, array.shape());
                assertWindow(array, new long[4], new int[] {3, 5, 6, 7});
                for (int i = 0; i < 100; i++) {
                    long[] start = new long[4];
                    int[] count = new int[4];
                    for (int axis = 0; axis < 4; axis++) {
                        start[axis] = random.nextInt((int) SHAPE[axis]);
                        count[axis] = 1 + random.nextInt((int) (SHAPE[axis] - start[axis]));
                    }
                    assertWindow(array, start, count);
                }
            }
        }
    }

    private static void assertWindow(NumericArray array, long[] start, int[] count) {
        float[] expected = new float[Fixtures.size(count)];
        long[] at = new long[4];
        for (int i = 0; i < expected.length; i++) {
            int rest = i;
            for (int axis = 3; axis >= 0; axis--) {
                at[axis] = start[axis] + rest % count[axis];
                rest /= count[axis];
            }
            expected[i] = array.name().equals("sparse") && !written(at) ? -7 : Fixtures.value(SHAPE, at);
        }
        float[] read = new float[expected.length];
        array.read(start, count, read, 0, Fixtures.cStrides(count));
        assertArrayEquals(expected, read, array.name());
    }

    /** The part of the sparse array that was written. */
    private static boolean written(long[] at) {
        return at[0] == 2 && at[1] >= 1 && at[1] < 4 && at[2] >= 4 && at[3] >= 2;
    }

    /** A plane [x, y] in the file is [y, x] in a trajectory. */
    @Test
    void aWindowMayBeTransposedIntoATargetThatIsLarger() {
        try (Hdf5File file = new Hdf5File(Fixtures.file("storage_latest.h5"), 0)) {
            float[] target = new float[50];
            file.array("gzip_shuffle")
                    .read(new long[] {1, 2, 0, 0}, new int[] {1, 1, 6, 7}, target, 5, new int[] {0, 0, 1, 6});
            assertEquals(0, target[4]);
            assertEquals(Fixtures.value(SHAPE, 1, 2, 0, 0), target[5]);
            assertEquals(Fixtures.value(SHAPE, 1, 2, 4, 3), target[5 + 4 + 3 * 6]);
            assertEquals(0, target[47]);
        }
    }
}
