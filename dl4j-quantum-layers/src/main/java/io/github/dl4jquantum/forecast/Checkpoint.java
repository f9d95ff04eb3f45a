package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.file.Manifest;
import io.github.dl4jquantum.file.ModelFileException;
import io.github.dl4jquantum.file.ModelFileReader;
import io.github.dl4jquantum.file.ModelFileWriter;
import io.github.dl4jquantum.file.NetworkState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The file in which an {@link EpochLoop} keeps how far it has come. It is written every 30 seconds at most (the
 * system property {@code dl4jquantum.checkpointMillis} says otherwise), and seldom enough to take 2% of the time.
 */
final class Checkpoint {
    private static final String KIND = "checkpoint";
    private static final String FORMAT = "dl4j-quantum training";
    private static final int FIRST_VERSION = 3;
    private static final int SAVES_TO_INTERVAL = 50;

    private final Path file;
    private final long interval;
    private long saved = System.nanoTime();
    private long cost;

    Checkpoint(Path file) {
        this(file, Duration.ofMillis(Long.getLong("dl4jquantum.checkpointMillis", 30_000)));
    }

    /** @param interval the shortest between two saves */
    Checkpoint(Path file, Duration interval) {
        this.file = file;
        this.interval = interval.toNanos();
    }

    boolean isDue() {
        return System.nanoTime() - saved >= Math.max(interval, SAVES_TO_INTERVAL * cost);
    }

    /**
     * Writes the state of a training between two updates, on its thread.
     *
     * @param training a checksum of all that the training is made of
     * @throws UncheckedIOException if the file cannot be written; the one before is then still there
     */
    void save(String training, Model net, TrainingProgress progress, long nanos) {
        long began = System.nanoTime();
        try {
            ModelFileWriter.write(file, KIND, FORMAT, out -> {
                out.manifest()
                        .put("training", training)
                        .put("updates", progress.iteration)
                        .put("seen", progress.seen)
                        .put("sum", progress.sum)
                        .put("initial", progress.initial())
                        .put("epochs", progress.epochs())
                        .put("nanos", nanos);
                NetworkState.write(out, net);
                out.array("best", progress.best.reshape(progress.best.length()));
                if (progress.epochs() > 0) {
                    out.array("losses", Nd4j.createFromArray(progress.losses()));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        saved = System.nanoTime();
        cost = saved - began;
    }

    /**
     * Puts a saved state into a network that was made as the saved one, on the thread that trains it.
     *
     * @param progress of a training that has not begun
     * @return wall time that the training took so far, in ns; 0 if there is no file, and nothing was changed
     * @throws UncheckedIOException of a {@link ForecasterFileException} if the file is damaged or of another training
     */
    long restore(String training, Model net, TrainingProgress progress) {
        if (Files.notExists(file)) {
            return 0;
        }
        try (ModelFileReader in = new ModelFileReader(file, KIND)) {
            Manifest manifest = in.manifest(FORMAT, FIRST_VERSION);
            if (!manifest.text("training").equals(training)) {
                throw in.refuse(
                        "it is of another training: of other data or options, or of another number of ND4J's threads "
                                + "(OMP_NUM_THREADS), which changes last digits. Give those, or delete the file.",
                        null);
            }
            NetworkState state = NetworkState.describe(manifest);
            int epochs = manifest.integer("epochs", 0);
            double initial = manifest.number("initial");
            int iteration = manifest.integer("updates", 0);
            int seen = manifest.integer("seen", 0);
            double sum = manifest.number("sum");
            long nanos = manifest.longInteger("nanos");
            manifest.complete();

            INDArray parameters = net.params();
            INDArray best = in.array("best", parameters.length()).reshape(parameters.shape());
            INDArray losses = epochs == 0 ? null : in.array("losses", 2, epochs);
            state.restore(in, net);
            in.complete();
            progress.begin(initial, best);
            for (int i = 0; i < epochs; i++) {
                progress.epochDone(losses.getDouble(0, i), losses.getDouble(1, i));
            }
            progress.iteration = iteration;
            progress.seen = seen;
            progress.sum = sum;
            return nanos;
        } catch (ModelFileException e) {
            throw new UncheckedIOException(new ForecasterFileException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
