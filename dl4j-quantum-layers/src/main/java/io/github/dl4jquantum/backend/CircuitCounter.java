package io.github.dl4jquantum.backend;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs nothing and counts the circuits it was asked to run, so that one knows beforehand: every bit is read as 0. */
public final class CircuitCounter implements CircuitBackend {

    private final Device device;
    private long circuits;

    /**
     * Counts in place of a device.
     *
     * @param device in whose stead it counts
     */
    public CircuitCounter(Device device) {
        this.device = device;
    }

    /** {@return how many circuits it was asked to run so far} */
    public synchronized long circuits() {
        return circuits;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public synchronized void run(List<Program> programs, int shots, Results results) {
        circuits += programs.size();
        for (int k = 0; k < programs.size(); k++) {
            results.add(
                    k,
                    new Counts(new TreeMap<>(Map.of("0".repeat(programs.get(k).bits()), shots))));
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
