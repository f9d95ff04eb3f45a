package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.data.DataOptions;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import java.nio.file.Path;

/**
 * What {@code qpde run} is asked to do.
 *
 * @param data what is forecast
 * @param cell by what
 * @param training how that learns
 * @param peers whether its classical twin and an LSTM of its size are trained beside it
 * @param noise under which the trained model is scored once more
 * @param onCluster whether models are trained on a cluster, which leads to other numbers
 * @param seed of everything random
 * @param out folder of the results
 * @param overwrite whether another experiment's results there may be replaced
 */
public record RunOptions(
        DataOptions data,
        CellOptions cell,
        TrainingOptions training,
        boolean peers,
        NoiseOptions noise,
        boolean onCluster,
        long seed,
        Path out,
        boolean overwrite) {}
