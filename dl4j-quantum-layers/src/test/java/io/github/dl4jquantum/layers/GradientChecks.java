package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients against central differences, by DL4J's own GradientCheckUtil in double. */
final class GradientChecks {

    private static final double EPSILON = 1e-6;
    private static final double MAX_RELATIVE_ERROR = 1e-5;
    /** A central difference of step 1e-6 of a score near 10 is uncertain by some 1e-9. */
    private static final double MIN_ABSOLUTE_ERROR = 1e-8;

    private GradientChecks() {}

    /** GradientCheckUtil wants the process-wide default in double, besides the network's own type. */
    static void computeInDouble() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    static void restoreFloat() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    /** Checks every parameter; {@code mask} serves features and labels, and may be null. */
    static void check(MultiLayerNetwork network, INDArray features, INDArray labels, INDArray mask) {
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(features)
                .labels(labels)
                .inputMask(mask)
                .labelMask(mask)
                .epsilon(EPSILON)
                .maxRelError(MAX_RELATIVE_ERROR)
                .minAbsoluteError(MIN_ABSOLUTE_ERROR)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                .exitOnFirstError(false)));
    }

    /** Checks every parameter of a graph with one output. */
    static void check(ComputationGraph graph, INDArray[] features, INDArray labels) {
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(graph)
                .inputs(features)
                .labels(new INDArray[] {labels})
                .epsilon(EPSILON)
                .maxRelError(MAX_RELATIVE_ERROR)
                .minAbsoluteError(MIN_ABSOLUTE_ERROR)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                .exitOnFirstError(false)));
    }
}
