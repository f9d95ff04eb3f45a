package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.bench.job.OutputLock;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fitted latent spaces, a file each, so that all models see the very same latent vectors, in later runs too. A damaged
 * file is made again.
 */
final class SpaceStore {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceStore.class);
    private static final int BLOCK = 256;

    private final Path folder;
    private final Path checkpoints;
    private final FitListener listener;

    /** A space, and the wall time in which it was fitted. */
    record Kept(LatentSpace space, double seconds) {}

    /** What is noted of a space beside its file. */
    private record Note(@JsonProperty("seconds") double seconds) {}

    /**
     * A folder of spaces.
     *
     * @param checkpoints folder in which trainings are kept
     * @param listener of every fit
     */
    SpaceStore(Path folder, Path checkpoints, FitListener listener) {
        this.folder = folder;
        this.checkpoints = checkpoints;
        this.listener = listener;
    }

    /** The space of these parts. */
    Kept get(SpaceSpec spec, Protocol.Parts parts) {
        Path file = file(spec, folder);
        Path note = note(spec, folder);
        Path lock = checkpoints.resolve(SpecFileName.of(spec) + ".lock"); // other machines may need it too
        try (OutputLock held =
                OutputLock.await(lock, () -> listener.iterationDone(FitListener.Phase.AUTOENCODER, 0, 0))) {
            if (Files.exists(file) && Files.exists(note)) {
                try {
                    Note noted = new ObjectMapper().readValue(note.toFile(), Note.class);
                    return new Kept(LatentSpace.load(file), noted.seconds);
                } catch (ForecasterFileException | JsonProcessingException damaged) {
                    LOG.warn("{} is damaged: this latent space is made again.", file);
                }
            }
            long start = System.nanoTime();
            LatentSpace space = fit(spec, parts);
            Kept kept = new Kept(space, (System.nanoTime() - start) / 1e9);
            space.save(file);
            ResultJson.write(new Note(kept.seconds), note);
            Files.deleteIfExists(checkpoint(spec));
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a space, but for the lock. */
    static List<Path> files(SpaceSpec spec, Path folder, Path checkpoints) {
        return List.of(file(spec, folder), note(spec, folder), file(spec, checkpoints));
    }

    private static Path file(SpaceSpec spec, Path folder) {
        return folder.resolve(SpecFileName.of(spec) + ".zip");
    }

    private static Path note(SpaceSpec spec, Path folder) {
        return folder.resolve(SpecFileName.of(spec) + ".json");
    }

    private Path checkpoint(SpaceSpec spec) {
        return file(spec, checkpoints);
    }

    private LatentSpace fit(SpaceSpec spec, Protocol.Parts parts) {
        LatentSpace.Builder space =
                spec.protocol().latentSpace(parts).seed(spec.draw()).checkpoint(checkpoint(spec));
        if (spec.updates() > 0) {
            space.updates(spec.updates());
        }
        return space.fit(parts.train().windows(BLOCK), parts.validation().windows(BLOCK), listener);
    }
}
