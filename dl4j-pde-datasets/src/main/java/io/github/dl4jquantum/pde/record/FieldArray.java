package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An array whose axes are known.
 *
 * @param array the numbers
 * @param axes what each of its axes counts; {@link Axis#FIELD} may stand several times, for the components of a tensor
 * @param fields name of each component, in the order of the array's elements; one where there is no field axis
 */
record FieldArray(NumericArray array, List<Axis> axes, List<String> fields) {
    /** A plane is [y, x] in a trajectory, whatever the order in the file. */
    private static final List<Axis> SPACE = List.of(Axis.Z, Axis.Y, Axis.X);

    /** Elements along an axis; 1 where the array has none such. */
    long length(Axis axis) {
        long length = 1;
        long[] shape = array.shape();
        for (int i = 0; i < shape.length; i++) {
            if (axes.get(i) == axis) {
                length *= shape[i];
            }
        }
        return length;
    }

    /** Points along each axis of space, in a trajectory's order. */
    long[] grid() {
        return SPACE.stream().filter(axes::contains).mapToLong(this::length).toArray();
    }

    /** Numbers in one snapshot of one field. */
    double valuesPerSnapshot() {
        return Arrays.stream(grid()).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    /** One field of one trajectory. */
    Component component(int trajectory, int field) {
        long[] shape = array.shape();
        long[] start = new long[shape.length];
        int[] count = new int[shape.length];
        int[] strides = new int[shape.length];
        int rest = field;
        for (int i = shape.length - 1; i >= 0; i--) {
            count[i] = 1;
            switch (axes.get(i)) {
                case TRAJECTORY -> start[i] = trajectory;
                case TIME -> {}
                case FIELD -> {
                    start[i] = rest % shape[i];
                    rest /= (int) shape[i];
                }
                default -> {
                    count[i] = (int) shape[i];
                    strides[i] = stride(axes.get(i));
                }
            }
        }
        return new Component(array, start, count, strides, axes.indexOf(Axis.TIME));
    }

    /** Trajectories that follow one another and lie in the same chunks. */
    int neighbours() {
        int axis = axes.indexOf(Axis.TRAJECTORY);
        return axis < 0 ? 1 : (int) Math.min(array.chunkLength(axis), array.shape()[axis]);
    }

    /** Bytes of the decoded chunks of the first trajectories. */
    double decodedBytes(int trajectories) {
        long[] count = array.shape();
        if (axes.contains(Axis.TRAJECTORY)) {
            count[axes.indexOf(Axis.TRAJECTORY)] = trajectories;
        }
        return array.decodedBytes(new long[count.length], count);
    }

    private int stride(Axis axis) {
        long stride = 1;
        for (Axis faster : SPACE.subList(SPACE.indexOf(axis) + 1, SPACE.size())) {
            stride *= length(faster);
        }
        return (int) stride;
    }

    /** The part of this array that holds a field, or null. */
    List<Integer> indexesOf(String field) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (field == null || fields.get(i).equals(field)) {
                found.add(i);
            }
        }
        return found;
    }

    /** One field of one trajectory, in a form that is read without further thought. */
    record Component(NumericArray array, long[] start, int[] count, int[] strides, int timeAxis) {

        void copy(int time, float[] target, int offset) {
            long[] at = start.clone();
            at[timeAxis] = time;
            array.read(at, count, target, offset, strides);
        }
    }
}
