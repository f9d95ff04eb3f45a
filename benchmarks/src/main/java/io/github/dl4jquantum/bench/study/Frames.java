package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.report.FieldFrame;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.Segments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Moments of a forecast, to be shown. */
final class Frames {

    private Frames() {}

    /** The first field of the first segment's rollout, at {@code count} moments from its first step to its last. */
    static List<FieldFrame> of(Forecaster forecaster, Segments test, int count) {
        int context = test.context();
        INDArray predicted =
                forecaster.rollout(test.values(0, 1, context - forecaster.contextLength(), context), test.horizon());
        INDArray truth = test.values(0, 1, context, test.time());
        int points = Arrays.stream(test.gridShape()).reduce(1, Math::multiplyExact);
        int shown = Math.min(count, test.horizon());
        List<FieldFrame> frames = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            int step = shown == 1 ? 0 : Math.round((float) i * (test.horizon() - 1) / (shown - 1));
            frames.add(FieldFrame.of(
                    step + 1,
                    test.times(0)[context + step],
                    field(truth, step, points),
                    field(predicted, step, points),
                    test.gridShape()));
        }
        return frames;
    }

    private static float[] field(INDArray sequence, int step, int points) {
        return sequence.get(NDArrayIndex.point(0), NDArrayIndex.interval(0, points), NDArrayIndex.point(step))
                .dup()
                .data()
                .asFloat();
    }
}
