package io.github.dl4jquantum.engine.samediff;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A session that forgets which arrays a run has freed once the run is over. SameDiff's own, in 1.0.0-M2.1, remembers
 * them for ever: some 50 kB for each training step of a small cell.
 */
final class LeanSession extends InferenceSession {

    private LeanSession(SameDiff graph) {
        super(graph);
    }

    /** Makes this thread's runs of a graph such sessions. */
    static void openFor(SameDiff graph) {
        graph.getSessions()
                .compute(
                        Thread.currentThread().getId(),
                        (thread, session) -> session instanceof LeanSession ? session : new LeanSession(graph));
    }

    @Override
    public ExecutionResult output(
            List<String> variables,
            Map<String, INDArray> placeholders,
            Map<String, SDValue> otherPlaceholders,
            MultiDataSet batch,
            Collection<String> required,
            List<Listener> listeners,
            At at) {
        try {
            return super.output(variables, placeholders, otherPlaceholders, batch, required, listeners, at);
        } finally {
            freedArrays.clear();
        }
    }
}
