package io.github.dl4jquantum.pde.record;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A dataset as the file names it.
 *
 * @param name with its groups, {@code group/dataset}
 * @param shape length of each axis
 * @param type of its elements, in NumPy's words
 * @param floating whether it is of a type that is read: float32 or float64
 */
public record DatasetInfo(String name, List<Long> shape, String type, boolean floating) {

    DatasetInfo(String name, long[] shape, String type, boolean floating) {
        this(name, Arrays.stream(shape).boxed().toList(), type, floating);
    }

    /** {@code 10 x 201 x 128}; "scalar" where there is no axis. */
    public String shapeInWords() {
        return shape.isEmpty() ? "scalar" : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
