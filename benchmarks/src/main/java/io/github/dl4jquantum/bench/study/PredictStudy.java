package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.forecast.LatentForecaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rolls a saved forecaster out from the last snapshots of a file. */
public final class PredictStudy {
    private final LatentForecaster forecaster;
    private final NpyFile file;
    private final int steps;
    private final int context;
    private final Path out;

    private PredictStudy(LatentForecaster forecaster, NpyFile file, int steps, int context, Path out) {
        this.forecaster = forecaster;
        this.file = file;
        this.steps = steps;
        this.context = context;
        this.out = out;
    }

    /**
     * Loads and checks everything.
     *
     * @param context snapshots to start from, or null for as many as the forecaster was trained with
     * @throws BadInputException if the file or an option does not fit the forecaster
     */
    public static PredictStudy prepare(Path model, Path data, int steps, Integer context, Path out) throws IOException {
        Limits.atLeastOne("--steps", steps);
        Limits.writableFolder(out.toAbsolutePath().getParent());
        LatentForecaster forecaster = LatentForecaster.load(model);
        NpyFile file = NpyFile.read(data);
        int[] shape = file.shape();
        int values = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        require(
                shape.length >= 2 && values == forecaster.values(),
                data + " has shape " + Arrays.toString(shape) + ", the forecaster knows snapshots of "
                        + forecaster.values() + " values: give [time, " + forecaster.values()
                        + "], or a grid of as many.");
        int used = context == null ? forecaster.contextLength() : context;
        Limits.atLeastOne("--context", used);
        require(
                used <= shape[0],
                data + " holds " + shape[0] + " snapshots, the context needs " + used
                        + ": give a longer file, or a shorter --context.");
        return new PredictStudy(forecaster, file, steps, used, out);
    }

    /**
     * What was predicted, in short.
     *
     * @param steps snapshots predicted
     * @param context snapshots they were predicted from
     * @param low least predicted value
     * @param high largest predicted value
     * @param provenance where the forecaster comes from
     */
    public record Summary(int steps, int context, double low, double high, String provenance) {

        /** One line for people. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%d snapshots predicted from the last %d of the file, values %.4g to %.4g; forecaster made by: %s",
                    steps,
                    context,
                    low,
                    high,
                    provenance);
        }
    }

    /** Predicts and writes the file, of the input's shape but for its time axis. */
    public Summary run() throws IOException {
        int values = forecaster.values();
        int time = file.shape()[0];
        float[] last = Arrays.copyOfRange(file.values(), (time - context) * values, time * values);
        INDArray rows = Nd4j.create(last, new long[] {context, values}, 'c');
        INDArray predicted = forecaster
                .rollout(rows.transpose().dup('c').reshape(1, values, context), steps)
                .get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.all())
                .transpose()
                .dup('c');
        int[] shape = file.shape().clone();
        shape[0] = steps;
        new NpyFile(shape, predicted.data().asFloat()).write(out);
        return new Summary(
                steps,
                context,
                predicted.minNumber().doubleValue(),
                predicted.maxNumber().doubleValue(),
                forecaster.provenance());
    }
}
