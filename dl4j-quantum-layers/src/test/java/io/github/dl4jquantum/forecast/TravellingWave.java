package io.github.dl4jquantum.forecast;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

/** u(x, t) = 3 + 2 sin(x - t / 5), 64 values a snapshot: three latent values hold it, and its future is known. */
final class TravellingWave {
    static final int VALUES = 64;
    static final int LATENT = 4;
    static final int CONTEXT = 5;

    private TravellingWave() {}

    /** Snapshots {@code from} to {@code to}, [1, values, time]. */
    static INDArray fields(int from, int to) {
        return fields(from, to, DataType.FLOAT);
    }

    static INDArray fields(int from, int to, DataType type) {
        INDArray fields = Nd4j.create(type, 1, VALUES, to - from);
        for (int t = from; t < to; t++) {
            for (int i = 0; i < VALUES; i++) {
                double x = 2 * Math.PI * i / VALUES;
                fields.putScalar(0, i, t - from, 3 + 2 * Math.sin(x - 0.2 * t));
            }
        }
        return fields;
    }

    /** Windows of {@link #CONTEXT} steps that lie within snapshots {@code from} to {@code to}. */
    static List<DataSet> windows(int from, int to) {
        return windows(from, to, DataType.FLOAT);
    }

    static List<DataSet> windows(int from, int to, DataType type) {
        INDArray all = fields(from, to, type);
        List<DataSet> windows = new ArrayList<>();
        for (int start = 0; start + CONTEXT < to - from; start++) {
            windows.add(new DataSet(cut(all, start, start + CONTEXT), cut(all, start + 1, start + CONTEXT + 1)));
        }
        return windows;
    }

    static DataSetIterator iterator(int from, int to) {
        return new ListDataSetIterator<>(windows(from, to), 8);
    }

    static LatentForecaster.Builder forecaster() {
        return forecaster(mlp().epochs(30));
    }

    static LatentForecaster.Builder forecaster(LatentSpace.Builder space) {
        return LatentForecaster.builder(space)
                .latentModel(lstm(LATENT))
                .latentEpochs(30)
                .seed(3);
    }

    static LatentSpace.Builder mlp() {
        return LatentSpace.builder(VALUES, LATENT)
                .encoder(Encoder.MLP)
                .minibatch(8)
                .learningRate(3e-3)
                .seed(3);
    }

    static MultiLayerConfiguration lstm(int latent) {
        return LatentModel.of(new LSTM.Builder().nOut(8).build(), latent, new Adam(0.02), 3);
    }

    private static INDArray cut(INDArray fields, int from, int to) {
        return fields.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                .dup();
    }
}
