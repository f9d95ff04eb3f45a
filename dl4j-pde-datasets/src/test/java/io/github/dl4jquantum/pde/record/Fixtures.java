package io.github.dl4jquantum.pde.record;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that h5py and NumPy wrote ({@code src/test/python/make_fixtures.py}), and the values that they hold. */
final class Fixtures {

    private Fixtures() {}

    static Path file(String name) {
        URL url = Fixtures.class.getResource(name);
        if (url == null) {
            throw new AssertionError("there is no fixture " + name);
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Where an index lies in C order. */
    static long linear(long[] shape, long... index) {
        long linear = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            linear = linear * shape[axis] + index[axis];
        }
        return linear;
    }

    /** The value at an index: half of where it lies, in C order. */
    static float value(long[] shape, long... index) {
        return 0.5f * linear(shape, index);
    }

    static int[] cStrides(int[] count) {
        int[] strides = new int[count.length];
        int stride = 1;
        for (int axis = count.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= count[axis];
        }
        return strides;
    }

    static int size(int[] count) {
        return Arrays.stream(count).reduce(1, Math::multiplyExact);
    }
}
