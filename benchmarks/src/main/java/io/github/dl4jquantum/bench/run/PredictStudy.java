package io.github.dl4jquantum.bench.run;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.OutputLock;
import io.github.dl4jquantum.bench.study.ActivationSigmoidOfTanh;
import io.github.dl4jquantum.bench.study.ExecutionChoice;
import io.github.dl4jquantum.forecast.FittedData;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.Provenance;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rolls a saved forecaster out from the last snapshots of a file. */
public final class PredictStudy {
    private final LatentForecaster forecaster;
    private final Trajectory data;
    private final int steps;
    private final int context;
    private final ExecutionChoice execution;
    private final Path out;

    private PredictStudy(
            LatentForecaster forecaster, Trajectory data, int steps, int context, ExecutionChoice execution, Path out) {
        this.forecaster = forecaster;
        this.data = data;
        this.steps = steps;
        this.context = context;
        this.execution = execution;
        this.out = out;
    }

    /**
     * Loads and checks everything.
     *
     * @param data a file of any format; its first trajectory is taken
     * @param execution how circuits are run
     * @throws BadInputException if the file or an option does not fit the forecaster
     */
    public static PredictStudy prepare(
            Path model, Path data, PredictOptions options, ExecutionChoice execution, Path out) throws IOException {
        int steps = options.steps();
        Limits.atLeastOne("--steps", steps);
        Prediction.requireKnown(out);
        Limits.notRead(out, model, data);
        Limits.writableFolder(out.toAbsolutePath().getParent());
        LatentForecaster forecaster = LatentForecaster.load(model, ActivationSigmoidOfTanh.class);
        DataFile file = DataFile.open(data);
        Axes axes = options.axes() == null ? null : asked(() -> Axes.parse(options.axes()));
        Trajectory first = fields(file.trajectories(axes, options.field()).get(0), forecaster);
        if (!options.asIs()) {
            requireAlike(data, first, file.countedTimes(axes), forecaster);
        }
        require(
                values(first) == forecaster.values(),
                data + " has a grid of " + Arrays.toString(first.gridShape()) + ", the forecaster knows snapshots of "
                        + forecaster.values() + " values: give a file with as many points and fields.");
        int used = options.context() == null ? forecaster.contextLength() : options.context();
        Limits.atLeastOne("--context", used);
        require(
                used <= first.snapshots(),
                data + " holds " + first.snapshots() + " snapshots, the context needs " + used
                        + ": give a longer file, or a shorter --context.");
        Trajectory last = first.slice(first.snapshots() - used, first.snapshots());
        for (int time = 0; time < used; time++) {
            for (String each : last.fields()) {
                for (float value : last.snapshot(each, time)) {
                    require(
                            Float.isFinite(value),
                            data + ", snapshot " + (last.firstSnapshot() + time) + " holds " + value
                                    + ": values must be finite; repair the file.");
                }
            }
        }
        Limits.heap("--steps", steps, forecaster.values());
        return new PredictStudy(forecaster, last, steps, used, execution, out);
    }

    /** Those that the forecaster was fitted on, where they are there; of an older forecaster as many as fit. */
    private static Trajectory fields(Trajectory file, LatentForecaster forecaster) {
        List<String> known = forecaster.data().map(FittedData::fields).orElse(List.of());
        if (!known.isEmpty() && file.fields().containsAll(known)) {
            return file.select(known.toArray(String[]::new));
        }
        return values(file) == forecaster.values()
                ? file
                : file.select(file.fields().get(0));
    }

    /** As many values are not enough: 24 x 32 points are not 32 x 24. */
    private static void requireAlike(
            Path path, Trajectory data, Optional<String> counted, LatentForecaster forecaster) {
        forecaster.data().flatMap(known -> known.differenceOf(data)).ifPresent(difference -> {
            String others = values(data) == forecaster.values() ? ", or, if you know that it fits, --as-is." : ".";
            String why = difference.startsWith("save interval")
                    ? counted.map(each -> " (its snapshots are counted, for " + each + ")")
                            .orElse("")
                    : "";
            throw new BadInputException(path + " has " + difference + why
                    + ", which the forecaster was fitted on: give data like that" + others);
        });
    }

    /** Of a snapshot, all fields together. */
    private static int values(Trajectory trajectory) {
        return trajectory.valuesPerSnapshot() * trajectory.fields().size();
    }

    /**
     * What was predicted, in short.
     *
     * @param steps snapshots predicted
     * @param context snapshots they were predicted from
     * @param trained snapshots that the forecaster was trained with
     * @param low least predicted value
     * @param high largest predicted value
     * @param interval between their times
     * @param difference of the data from what the forecaster was fitted on, in words; empty for none
     * @param execution how circuits were run, as {@link ExecutionChoice#words} says it
     * @param madeBy command that made the forecaster
     */
    public record Summary(
            int steps,
            int context,
            int trained,
            double low,
            double high,
            double interval,
            String difference,
            String execution,
            String madeBy) {

        /** One line for people. */
        public String text() {
            String other = context == trained ? "" : " (it was trained with " + trained + ")";
            return String.format(
                    Locale.ROOT,
                    "%d snapshots predicted, %.6g apart, from the last %d of the file%s%s%s, values %.4g to %.4g;"
                            + " forecaster made by: %s",
                    steps,
                    interval,
                    context,
                    other,
                    difference.isEmpty() ? "" : ", taken as it is with " + difference,
                    execution,
                    low,
                    high,
                    madeBy);
        }
    }

    /**
     * Predicts and writes the file, as {@link Prediction} describes it.
     *
     * @throws BadInputException if the noise does not fit the forecaster's circuits
     */
    public Summary run() throws IOException {
        return write(execution.run(this::predict));
    }

    private INDArray predict() {
        INDArray rows = data.values(data.fields());
        return forecaster
                .rollout(rows.transpose().dup('c').reshape(1, forecaster.values(), context), steps)
                .get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.all())
                .transpose()
                .dup('c');
    }

    private Summary write(INDArray predicted) {
        float[] rows = predicted.data().asFloat();
        try (OutputLock lock = OutputLock.ofFile(out)) {
            Prediction.write(Prediction.after(data, forecaster.data(), steps, rows), rows, command(), out);
        } catch (IOException e) {
            throw new BadInputException(out + " cannot be written (" + e + "): make room, or choose another --out.");
        }
        return new Summary(
                steps,
                context,
                forecaster.contextLength(),
                predicted.minNumber().doubleValue(),
                predicted.maxNumber().doubleValue(),
                Prediction.interval(data, forecaster.data()),
                forecaster.data().flatMap(known -> known.differenceOf(data)).orElse(""),
                execution.words(),
                command());
    }

    /** What trained the forecaster. */
    private String command() {
        return forecaster.provenance().map(Provenance::command).orElse("unknown");
    }
}
