package io.github.dl4jquantum.engine.cuda;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A struct of integers of the kernels: its fields in their order, by the names that they have there. */
final class StructFields {

    private final Map<String, int[]> fields = new LinkedHashMap<>();

    /** Appends a field, or an array of them. */
    StructFields put(String name, int... values) {
        fields.put(name, values);
        return this;
    }

    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    int[] toArray() {
        return fields.values().stream().flatMapToInt(Arrays::stream).toArray();
    }
}
