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
 * @param floating whether it is an array of numbers, which are read as floating-point ones: float16, float32, float64,
 *     integers or booleans, and the parts of complex64 and complex128
 */
public record DatasetInfo(String name, List<Long> shape, String type, boolean floating) {

    DatasetInfo(String name, long[] shape, String type, boolean floating) {
        this(name, Arrays.stream(shape).boxed().toList(), type, floating);
    }

    /** Of what is not read. */
    static DatasetInfo unreadable(String name, String reason) {
        return new DatasetInfo(name, List.of(), "not readable: " + reason, false);
    }

    /** {@return the shape as {@code 10 x 201 x 128}; "scalar" where there is no axis} */
    public String shapeInWords() {
        return shape.isEmpty() ? "scalar" : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
