package io.github.dl4jquantum.engine.cuda;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Tables of integers, one behind the other, of which equal ones are kept once; and constants. */
final class Tables {

    private final Map<IntBuffer, Integer> known = new HashMap<>();
    private final List<int[]> all = new ArrayList<>();
    private int length;
    private final DoubleStream.Builder constants = DoubleStream.builder();
    private int constantCount;

    /** Adds a table; returns its index. */
    int add(int[] table) {
        return known.computeIfAbsent(IntBuffer.wrap(table), key -> {
            all.add(table);
            length += table.length;
            return length - table.length;
        });
    }

    /** Adds constants; returns the index of the first. */
    int constants(double... values) {
        for (double value : values) {
            constants.add(value);
        }
        constantCount += values.length;
        return constantCount - values.length;
    }

    /** All tables. */
    int[] integers() {
        return all.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /** All constants; none can be added after that. */
    double[] constants() {
        return constants.build().toArray();
    }
}
