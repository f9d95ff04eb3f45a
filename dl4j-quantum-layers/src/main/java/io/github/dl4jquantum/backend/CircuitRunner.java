package io.github.dl4jquantum.backend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has circuits run by a backend: a fixed number of shots, in batches, no more circuits than allowed, again where it failed,
 * and no more than once where their results are kept in a file.
 *
 * <p>Safe for use by several threads, one after the other.
 */
public final class CircuitRunner {

    /** How often a batch is tried, unless all it brings is progress. */
    static final int ATTEMPTS = 3;

    /** Most programs of a batch. */
    static final int BATCH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(CircuitRunner.class);

    private final CircuitBackend backend;
    private final int shots;
    private final long maxCircuits;
    private final KeptCounts kept;
    private long sent;

    /**
     * Prepares.
     *
     * @param backend what runs the circuits; closed with this
     * @param shots of every circuit
     * @param maxCircuits how many circuits may be sent, those that are tried again included
     * @param kept where results go and come from
     * @throws IllegalArgumentException for fewer than 1 shot
     */
    public CircuitRunner(CircuitBackend backend, int shots, long maxCircuits, KeptCounts kept) {
        if (shots < 1) {
            throw new IllegalArgumentException(shots + " shots; a circuit needs at least 1.");
        }
        this.backend = backend;
        this.shots = shots;
        this.maxCircuits = maxCircuits;
        this.kept = kept;
    }

    /** {@return the device, which says what the circuits are for} */
    public Device device() {
        return backend.device();
    }

    /** {@return the number of shots of every circuit} */
    public int shots() {
        return shots;
    }

    /** {@return the number of circuits sent so far} */
    public synchronized long sent() {
        return sent;
    }

    /**
     * {@return counts of every program, in the order of the programs}
     *
     * @param programs in the language and the gates of {@link #device}
     * @throws BackendException if there would be too many circuits, or the backend failed {@value #ATTEMPTS} times without
     *     any progress; what came back until then is kept
     */
    public synchronized List<Counts> run(List<Program> programs) {
        List<String> keys = kept.keys(programs, shots, device().name());
        List<Counts> all = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int k = 0; k < programs.size(); k++) {
            all.add(kept.find(keys.get(k), programs.get(k), shots));
            if (all.get(k) == null) {
                missing.add(k);
            }
        }
        for (int first = 0; first < missing.size(); first += BATCH) {
            send(programs, keys, missing.subList(first, Math.min(first + BATCH, missing.size())), all);
        }
        return all;
    }

    private void send(List<Program> programs, List<String> keys, List<Integer> batch, List<Counts> all) {
        List<Integer> left = batch;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            if (sent + left.size() > maxCircuits) {
                throw new BackendException(sent + " circuits were sent and " + left.size()
                        + " more are needed, but at most " + maxCircuits + " are allowed; allow more.");
            }
            sent += left.size();
            List<Integer> now = left;
            try {
                backend.run(now.stream().map(programs::get).toList(), shots, (index, counts) -> {
                    int k = now.get(index);
                    kept.add(keys.get(k), counts);
                    all.set(k, counts);
                });
                left = left.stream().filter(k -> all.get(k) == null).toList();
                if (!left.isEmpty()) {
                    throw new BackendException(
                            device().name() + " left " + left.size() + " of " + now.size() + " circuits unanswered.");
                }
            } catch (BackendException failure) {
                left = now.stream().filter(k -> all.get(k) == null).toList();
                if (left.size() < now.size()) {
                    attempt = 0;
                }
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
                LOG.warn("{} Circuits tried again: {}.", failure.getMessage(), left.size());
            }
        }
    }

    /**
     * Lets go of the file and the backend.
     *
     * @throws IOException if the file or the backend cannot be closed
     */
    public void close() throws IOException {
        kept.close();
        backend.close();
    }
}
