package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.Tolerances;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.deeplearning4j.optimize.listeners.PerformanceListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** DL4J's listeners on networks of these layers. */
@Timeout(60)
class ListenersTest {

    @ParameterizedTest
    @EnumSource
    void checkpointsAreTheNetworkOfTheirIteration(QuantumLayer kind, @TempDir Path folder) throws Exception {
        MultiLayerNetwork network = network(kind);
        CheckpointListener checkpoints = new CheckpointListener.Builder(folder.toFile())
                .saveEveryNIterations(2)
                .keepAll()
                .build();
        network.setListeners(checkpoints);
        List<INDArray> after = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            network.fit(kind.data());
            after.add(network.params().dup());
        }
        List<INDArray> saved = new ArrayList<>();
        checkpoints
                .availableCheckpoints()
                .forEach(checkpoint -> saved.add(CheckpointListener.loadCheckpointMLN(folder.toFile(), checkpoint)
                        .params()));
        assertEquals(2, saved.size());
        saved.forEach(parameters -> assertTrue(after.contains(parameters)));
        MultiLayerNetwork last = CheckpointListener.loadLastCheckpointMLN(folder.toFile());
        assertNear(saved.get(1), last.params(), 0);
    }

    @ParameterizedTest
    @EnumSource
    void performanceListenerSeesSamplesAndBatches(QuantumLayer kind) {
        MultiLayerNetwork network = network(kind);
        network.setListeners(new PerformanceListener(1, true));
        network.fit(new ListDataSetIterator<>(List.of(kind.data(), kind.data()), 1), 2);
        assertEquals(4, network.getIterationCount());
    }

    /** The names that the training page shows, and the figures beside them. */
    @ParameterizedTest
    @EnumSource
    void statsListenerReportsEachParameterUnderItsName(QuantumLayer kind) {
        MultiLayerNetwork network = network(kind);
        InMemoryStatsStorage storage = new InMemoryStatsStorage();
        network.setListeners(new StatsListener(storage, 1));
        network.fit(kind.data());
        String session = storage.listSessionIDs().get(0);
        Persistable update =
                storage.getAllUpdatesAfter(session, StatsListener.TYPE_ID, 0).get(0);
        StatsReport report = (StatsReport) update;
        assertEquals(
                network.paramTable().keySet(),
                report.getMean(StatsType.Parameters).keySet());
        Set<String> expected =
                switch (kind) {
                    case VQC -> Set.of("0_projectionW", "0_angles", "0_outputW");
                    case QLSTM -> Set.of("0_forgetAngles", "0_candidateW", "0_hiddenProjectionB", "0_readoutW");
                    case QGRU -> Set.of("0_resetAngles", "0_updateW", "0_candidateProjectionRW");
                    case GRU -> Set.of("0_resetW", "0_updateRW", "0_candidateB");
                };
        assertTrue(report.getMean(StatsType.Gradients).keySet().containsAll(expected));
        network.paramTable().forEach((name, parameter) -> {
            double mean = report.getMeanMagnitudes(StatsType.Parameters).get(name);
            assertEquals(parameter.ameanNumber().doubleValue(), mean, Tolerances.DOUBLE, name);
        });
        assertEquals(network.score(), report.getScore(), Tolerances.DOUBLE);
        assertTrue(report.hasHistograms(StatsType.Updates));
    }

    private static MultiLayerNetwork network(QuantumLayer kind) {
        return kind.scattered(kind.layer(), all -> all.updater(new Adam(0.02)));
    }
}
