package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.job.OutputLock;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The latent spaces of a search, one for each latent size: each fitted once, by the first candidate that needs it while
 * others of its size wait, and kept in a file for the same search to go on.
 */
final class LatentSpaces {
    private static final int BLOCK = 256;

    private final Protocol protocol;
    private final Parts parts;
    private final long seed;
    private final Path folder;
    private final Path checkpoints;
    private final FitListener listener;
    private final Map<Integer, FutureTask<LatentSpace>> spaces = new ConcurrentHashMap<>();

    /**
     * The spaces of a search.
     *
     * @param folder of their files
     * @param checkpoints folder in which their trainings are kept
     * @param listener of every fit
     */
    LatentSpaces(Protocol protocol, Parts parts, long seed, Path folder, Path checkpoints, FitListener listener)
            throws IOException {
        this.protocol = protocol;
        this.parts = parts;
        this.seed = seed;
        this.folder = Files.createDirectories(folder);
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    /**
     * The space of that size.
     *
     * @throws IllegalArgumentException if the data cannot give such a space
     * @throws IOException if its file cannot be written or read
     */
    LatentSpace get(int latent, Deadline deadline) throws IOException {
        FutureTask<LatentSpace> space =
                spaces.computeIfAbsent(latent, size -> new FutureTask<>(() -> loadOrFit(size, deadline)));
        space.run(); // does nothing where another thread runs it or has run it
        try {
            return space.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        }
    }

    /** The file of a space, and in the other folder of its training. */
    static Path file(Path folder, int latent) {
        return folder.resolve("latent-" + latent + ".zip");
    }

    private LatentSpace loadOrFit(int latent, Deadline deadline) throws IOException {
        Path file = file(folder, latent);
        if (Files.exists(file)) {
            return LatentSpace.load(file);
        }
        Path lock = checkpoints.resolve("latent-" + latent + ".lock"); // other machines may need it too
        try (OutputLock held = OutputLock.await(lock, () -> deadline.check("waiting for another's latent space"))) {
            return Files.exists(file) ? LatentSpace.load(file) : fit(latent, file, deadline);
        }
    }

    private LatentSpace fit(int latent, Path file, Deadline deadline) throws IOException {
        Path checkpoint = file(checkpoints, latent);
        LatentSpace space = protocol.toBuilder()
                .latent(latent)
                .build()
                .latentSpace(parts)
                .seed(seed)
                .checkpoint(checkpoint)
                .fit(
                        parts.train().windows(BLOCK),
                        parts.validation().windows(BLOCK),
                        new DeadlineListener(deadline, listener));
        space.save(file);
        Files.deleteIfExists(checkpoint);
        return LatentSpace.load(file); // what a search that goes on has, and without the training's own memory
    }

    /** Stops a fit when the time is over, and tells another listener of its epochs. */
    record DeadlineListener(Deadline deadline, FitListener told) implements FitListener {

        @Override
        public void phaseStarted(Phase phase, int epochs) {
            told.phaseStarted(phase, epochs);
        }

        @Override
        public void iterationDone(Phase phase, int epoch, int iteration) {
            deadline.check("epoch " + epoch + " of the " + phase);
        }

        @Override
        public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {
            told.epochDone(phase, epoch, epochs, trainLoss, validationLoss);
        }
    }
}
