package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.result.CandidateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The saved model of the best candidate so far. A better one is written to a name of its own, its candidate to the log,
 * and then it is moved into place: wherever the program ends, the model in place and the log can be made to agree.
 */
final class BestModel {
    private static final String WAITING = "candidate-";

    private final Path folder;
    private final CandidateLog log;
    private CandidateResult best;

    /** Ends what the end of an earlier program interrupted. */
    BestModel(Path folder, CandidateLog log) throws IOException {
        this.folder = folder;
        this.log = log;
        best = CandidateLog.best(log.all());
        Files.createDirectories(folder);
        if (best != null && Files.exists(waiting(best.index()))) {
            moveIntoPlace(best.index());
        }
        try (var left = Files.list(folder)) {
            for (Path file : left.toList()) {
                if (!file.equals(file())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Where the model is; there is none before a candidate has completed. */
    Path file() {
        return folder.resolve("forecaster.zip");
    }

    /** The candidate whose model it is, or null. */
    synchronized CandidateResult candidate() {
        return best;
    }

    /** Writes a candidate to the log, and its model if it is the best. */
    synchronized void record(CandidateResult result, Trial.Model model) throws IOException {
        boolean better = result.isBetterThan(best);
        if (better) {
            model.save(waiting(result.index()));
        }
        log.append(result);
        if (better) {
            moveIntoPlace(result.index());
            best = result;
        }
    }

    private Path waiting(int index) {
        return folder.resolve(WAITING + index + ".zip");
    }

    private void moveIntoPlace(int index) throws IOException {
        Files.move(waiting(index), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
