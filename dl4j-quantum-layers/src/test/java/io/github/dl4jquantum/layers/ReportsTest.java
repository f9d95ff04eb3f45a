package io.github.dl4jquantum.layers;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;

/** What DL4J prints of a network. */
@Timeout(60)
class ReportsTest {

    @ParameterizedTest
    @EnumSource
    void debug(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Adam(0.1)));
        InputType in = kind == QuantumLayer.VQC ? InputType.feedForward(3) : InputType.recurrent(3, 8);
        System.out.println("DBG" + network.summary(in));
        System.out.println("DBG" + network.summary());
        System.out.println("DBG" + network.memoryInfo(16, in));
        System.out.println("DBG" + network.getLayerWiseConfigurations().getMemoryReport(in));
        System.out.println("DBG"
                + network.getLayerWiseConfigurations().getConf(0).getLayer().getMemoryReport(in));
        ComputationGraph graph = Networks.graph(kind);
        System.out.println("DBG" + graph.summary(in));
    }
}
