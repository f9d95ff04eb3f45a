package io.github.dl4jquantum.bench.run;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.forecast.FittedData;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.NpyWriter;
import io.github.dl4jquantum.pde.record.NpzWriter;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Predicted snapshots as a file: HDF5 of this project's format ({@code .h5}, {@code .hdf5}) and {@code .npz} with the times,
 * {@code .npy} without: [time, grid...], of several fields [time, field, grid...].
 */
final class Prediction {
    private Prediction() {}

    private static boolean ends(Path file, String... endings) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(endings).anyMatch(name::endsWith);
    }

    /** Refuses another kind of file before any work. */
    static void requireKnown(Path out) {
        require(
                ends(out, ".npy", ".npz", ".h5", ".hdf5"),
                "--out " + out + " ends in none of .npy, .npz, .h5 and .hdf5: choose one of these.");
    }

    /**
     * The predictions with their times, which go on from the context's, an {@link #interval} apart.
     *
     * @param rows [time, field * point]
     */
    static Trajectory after(Trajectory context, Optional<FittedData> fitted, int steps, float[] rows) {
        double[] times = context.times();
        double interval = interval(context, fitted);
        double last = times[times.length - 1];
        double[] next = IntStream.rangeClosed(1, steps)
                .mapToDouble(k -> last + k * interval)
                .toArray();
        int points = context.valuesPerSnapshot();
        int width = points * context.fields().size();
        return Trajectory.backedBy(
                context.fields(),
                context.gridShape(),
                next,
                context.parameters(),
                (field, time, target, offset) ->
                        System.arraycopy(rows, time * width + field * points, target, offset, points));
    }

    /** Between the times of predictions: the context's save interval, or that of the fit; 1 where both are unknown. */
    static double interval(Trajectory context, Optional<FittedData> fitted) {
        OptionalDouble own = context.snapshots() > 1 ? context.saveInterval() : OptionalDouble.empty();
        return own.orElse(fitted.map(FittedData::saveInterval).orElse(1.0));
    }

    static void write(Trajectory predicted, float[] rows, String provenance, Path out) throws IOException {
        if (ends(out, ".h5", ".hdf5")) {
            try (TrajectoryFileWriter writer =
                    new TrajectoryFileWriter(out, 1, Map.of("description", "predicted", "forecaster", provenance), 0)) {
                writer.write(predicted);
                writer.finish();
            }
        } else if (ends(out, ".npz")) {
            NpzWriter.write(predicted, out);
        } else {
            int fields = predicted.fields().size();
            IntStream lengths =
                    fields == 1 ? IntStream.of(predicted.snapshots()) : IntStream.of(predicted.snapshots(), fields);
            int[] shape = IntStream.concat(lengths, IntStream.of(predicted.gridShape()))
                    .toArray();
            NpyWriter.write(shape, rows, out);
        }
    }
}
