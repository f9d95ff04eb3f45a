package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.QuantumLayer.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Two networks in two threads. Oracle: each of them alone. */
@Timeout(60)
class ConcurrentNetworksTest {

    private static final Circuit CIRCUIT = Ansatz.basicEntangling(2, 1);

    @ParameterizedTest
    @CsvSource({
        "VQC, CPU, 60",
        "QLSTM, CPU, 60",
        "QGRU, CPU, 60",
        "GRU, CPU, 60",
        "VQC, SAMEDIFF, 3",
        "QLSTM, SAMEDIFF, 3",
        "QGRU, SAMEDIFF, 3"
    })
    void twoNetworksInTwoThreadsTrainAsEachDoesAlone(QuantumLayer kind, Engine engine, int fits) throws Exception {
        INDArray[] alone = {trained(kind, engine, 3, fits), trained(kind, engine, 70, fits)};
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<INDArray>> jobs = new ArrayList<>();
            jobs.add(() -> trained(kind, engine, 3, fits));
            jobs.add(() -> trained(kind, engine, 70, fits));
            List<Future<INDArray>> together = threads.invokeAll(jobs);
            for (int k = 0; k < 2; k++) {
                assertEquals(alone[k], together.get(k).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static INDArray trained(QuantumLayer kind, Engine engine, int minibatch, int fits) {
        MultiLayerNetwork network = kind.scattered(
                kind.layer(new Options(CIRCUIT, AngleInit.UNIFORM, engine)), all -> all.updater(new Adam(0.01)));
        for (int k = 0; k < fits; k++) {
            network.fit(kind.data(minibatch, 2));
        }
        return network.params();
    }
}
