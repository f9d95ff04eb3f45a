package io.github.dl4jquantum.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Finds equal snapshots as they come: by a hash, and where two agree in it by the values themselves, which are read again. */
final class Distinct {
    private final IntFunction<float[]> rows;
    private final Map<Long, List<Integer>> withHash = new HashMap<>();
    private final List<Integer> firstEqual = new ArrayList<>();

    /** @param rows the values of snapshots that were added */
    Distinct(IntFunction<float[]> rows) {
        this.rows = rows;
    }

    /** The next snapshot, 0 the first. */
    void add(float[] snapshot) {
        int number = firstEqual.size();
        List<Integer> alike = withHash.computeIfAbsent(hash(snapshot), hash -> new ArrayList<>(1));
        int first = alike.stream()
                .filter(each -> equal(rows.apply(each), snapshot))
                .findFirst()
                .orElse(number);
        if (first == number) {
            alike.add(number);
        }
        firstEqual.add(first);
    }

    int firstEqual(int snapshot) {
        return firstEqual.get(snapshot);
    }

    private static long hash(float[] values) {
        long hash = 1;
        for (float value : values) {
            hash = 0x9E3779B97F4A7C15L * hash + Float.floatToIntBits(value + 0f); // 0 and -0 are equal
        }
        return hash;
    }

    private static boolean equal(float[] one, float[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                return false;
            }
        }
        return true;
    }
}
