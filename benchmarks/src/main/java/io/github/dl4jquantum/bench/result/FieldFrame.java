package io.github.dl4jquantum.bench.result;

import java.util.Arrays;

/**
 * One moment of a rollout, to be shown.
 *
 * @param step step of the rollout, counted from 1
 * @param time of the problem
 * @param truth field [rows, columns], flat
 * @param predicted field [rows, columns], flat
 */
public record FieldFrame(int step, double time, float[] truth, float[] predicted) {

    /**
     * A moment of fields on a plane [y, x], on a line [x], which is a plane of one row, or the middle plane of fields in a
     * cube [z, y, x].
     *
     * @param grid points along each axis
     */
    public static FieldFrame of(int step, double time, float[] truth, float[] predicted, int[] grid) {
        int rows = grid.length == 1 ? 1 : grid[grid.length - 2];
        int plane = rows * grid[grid.length - 1];
        int start = truth.length / plane / 2 * plane;
        return new FieldFrame(
                step,
                time,
                Arrays.copyOfRange(truth, start, start + plane),
                Arrays.copyOfRange(predicted, start, start + plane));
    }
}
