package io.github.dl4jquantum.bench.result;

import java.util.ArrayList;
import java.util.List;

/**
 * One field along one rollout, to be shown.
 *
 * @param grid points along each axis: [x], [y, x] or [z, y, x]
 * @param times of the problem, one a step
 * @param truth the field at each step, flat
 * @param predicted the field at each step, flat
 */
public record Rollout(List<Integer> grid, List<Double> times, List<float[]> truth, List<float[]> predicted) {

    /** At most {@code count} moments, evenly spaced from the first step to the last. */
    public List<FieldFrame> frames(int count) {
        int shown = Math.min(count, times.size());
        int[] axes = grid.stream().mapToInt(Integer::intValue).toArray();
        List<FieldFrame> frames = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            int step = shown == 1 ? 0 : Math.round((float) i * (times.size() - 1) / (shown - 1));
            frames.add(FieldFrame.of(step + 1, times.get(step), truth.get(step), predicted.get(step), axes));
        }
        return frames;
    }
}
