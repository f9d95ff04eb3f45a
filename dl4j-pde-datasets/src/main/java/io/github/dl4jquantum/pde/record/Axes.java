package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The axes of an array as its owner declares them, slowest first (for an array in Fortran order: as NumPy's
 * {@code shape} shows them).
 *
 * @param order each axis at most once; time once; at least one of x, y, z
 */
public record Axes(List<Axis> order) {

    /**
     * Checks the components.
     *
     * @param order each axis at most once; time once; at least one of x, y, z
     * @throws IllegalArgumentException if an axis stands twice, or time or space is missing
     */
    public Axes {
        order = List.copyOf(order);
        for (Axis axis : order) {
            if (order.indexOf(axis) != order.lastIndexOf(axis)) {
                throw new IllegalArgumentException(
                        "axes " + names(order) + ": " + axis + " stands twice: name it once");
            }
        }
        if (!order.contains(Axis.TIME) || order.stream().noneMatch(Axis::isSpace)) {
            throw new IllegalArgumentException(
                    "axes " + names(order) + ": time and at least one of x, y, z must be among them");
        }
    }

    /**
     * Reads names with commas between them, such as {@code trajectory,time,y,x,field}.
     *
     * @param text names of {@link Axis}, slowest first
     * @return the axes
     * @throws IllegalArgumentException if a name is unknown, stands twice, or time or space is missing
     */
    public static Axes parse(String text) {
        List<Axis> order = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            order.add(Arrays.stream(Axis.values())
                    .filter(axis -> axis.toString().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("axes '" + text + "': '" + name.strip()
                            + "' is no axis: use trajectory, time, x, y, z and field, with commas between them")));
        }
        return new Axes(order);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return names(order);
    }

    static String names(List<Axis> axes) {
        return axes.stream().map(Axis::toString).collect(Collectors.joining(","));
    }
}
