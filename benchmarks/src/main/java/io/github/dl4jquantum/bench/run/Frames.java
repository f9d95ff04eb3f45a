package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.result.Rollout;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.Segments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A forecast, to be shown. */
final class Frames {

    private Frames() {}

    /** The first field of the first segment's rollout. */
    static Rollout of(Forecaster forecaster, Segments test) {
        int context = test.context();
        INDArray predicted =
                forecaster.rollout(test.values(0, 1, context - forecaster.contextLength(), context), test.horizon());
        INDArray truth = test.values(0, 1, context, test.time());
        int points = Arrays.stream(test.gridShape()).reduce(1, Math::multiplyExact);
        List<Double> times = new ArrayList<>();
        List<float[]> trueFields = new ArrayList<>();
        List<float[]> predictedFields = new ArrayList<>();
        for (int step = 0; step < test.horizon(); step++) {
            times.add(test.times(0)[context + step]);
            trueFields.add(field(truth, step, points));
            predictedFields.add(field(predicted, step, points));
        }
        List<Integer> grid = Arrays.stream(test.gridShape()).boxed().toList();
        return new Rollout(grid, times, trueFields, predictedFields);
    }

    private static float[] field(INDArray sequence, int step, int points) {
        return sequence.get(NDArrayIndex.point(0), NDArrayIndex.interval(0, points), NDArrayIndex.point(step))
                .dup()
                .data()
                .asFloat();
    }
}
