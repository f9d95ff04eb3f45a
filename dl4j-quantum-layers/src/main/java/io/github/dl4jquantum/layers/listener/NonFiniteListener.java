package io.github.dl4jquantum.layers.listener;

import io.github.dl4jquantum.layers.listener.NonFiniteException.Quantity;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Stops {@code fit} of a MultiLayerNetwork or ComputationGraph at the first input, activation, score, gradient or
 * parameter that is NaN or infinite:
 *
 * <pre>
 *   network.addListeners(new NonFiniteListener());
 * </pre>
 *
 * <p>Without it DL4J goes on: one NaN makes all parameters NaN, and the best that a score can tell is that it happened.
 * In every iteration it looks, in this order, at the input and the activations of each layer but the output layers
 * (forward order), at the score, at the gradients, all before the update, and at the parameters after it. That costs one
 * sum each; single layers and parameters are looked at only where a sum is not finite.
 *
 * <p>DL4J's ParallelWrapper does not pass its workers' exceptions on; {@code fit} of a network does.
 */
public final class NonFiniteListener extends BaseTrainingListener {

    /** @throws NonFiniteException if the input or an activation is not finite */
    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        Layer[] layers = ((MultiLayerNetwork) model).getLayers();
        for (int k = 0; k < activations.size(); k++) {
            if (!isFinite(activations.get(k))) {
                throw k == 0
                        ? exception(model, Quantity.INPUT, "0", null)
                        : exception(model, Quantity.ACTIVATIONS, nameOf(layers[k - 1]), null);
            }
        }
    }

    /** @throws NonFiniteException if an input or an activation is not finite */
    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        ComputationGraph graph = (ComputationGraph) model;
        for (int index : graph.topologicalSortOrder()) {
            String vertex = graph.getVertices()[index].getVertexName();
            if (activations.containsKey(vertex) && !isFinite(activations.get(vertex))) {
                boolean input = graph.getConfiguration().getNetworkInputs().contains(vertex);
                throw exception(model, input ? Quantity.INPUT : Quantity.ACTIVATIONS, vertex, null);
            }
        }
    }

    /** @throws NonFiniteException if the score or a gradient is not finite */
    @Override
    public void onGradientCalculation(Model model) {
        if (!Double.isFinite(model.score())) {
            throw exception(model, Quantity.SCORE, outputsOf(model), null);
        }
        if (!isFinite(model.gradient().gradient())) {
            check(model, Quantity.GRADIENT, model.gradient().gradientForVariable());
        }
    }

    /** @throws NonFiniteException if a parameter is not finite */
    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        if (!isFinite(model.params())) {
            check(model, Quantity.PARAMETER, model.paramTable());
        }
    }

    /** @param table arrays under DL4J's keys, "layer_parameter" */
    private static void check(Model model, Quantity quantity, Map<String, INDArray> table) {
        for (Map.Entry<String, INDArray> entry : table.entrySet()) {
            if (!isFinite(entry.getValue())) {
                int cut = entry.getKey().lastIndexOf('_');
                String layer = entry.getKey().substring(0, cut);
                String name = model instanceof MultiLayerNetwork network
                        ? nameOf(network.getLayer(Integer.parseInt(layer)))
                        : layer;
                throw exception(model, quantity, name, entry.getKey().substring(cut + 1));
            }
        }
    }

    private static String nameOf(Layer layer) {
        String name = layer.conf().getLayer().getLayerName();
        return name == null ? String.valueOf(layer.getIndex()) : name;
    }

    private static String outputsOf(Model model) {
        return model instanceof ComputationGraph graph
                ? String.join(", ", graph.getConfiguration().getNetworkOutputs())
                : nameOf(((MultiLayerNetwork) model).getOutputLayer());
    }

    private static NonFiniteException exception(Model model, Quantity quantity, String layer, String parameter) {
        int iteration = BaseOptimizer.getIterationCount(model);
        return new NonFiniteException(quantity, layer, parameter, iteration, BaseOptimizer.getEpochCount(model));
    }

    /** A sum that is finite is one of finite numbers; one that is not may have overflowed. */
    private static boolean isFinite(INDArray array) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return !array.isR()
                    || Double.isFinite(sum(array))
                    || array.scan(Conditions.notFinite()).intValue() == 0;
        }
    }

    /** Of the numbers or, of a vector that BLAS can read, of their magnitudes: several times as fast as ND4J's own sum. */
    private static double sum(INDArray array) {
        boolean typed = array.dataType() == DataType.FLOAT || array.dataType() == DataType.DOUBLE;
        boolean dense = array.isVector() && array.elementWiseStride() == 1 && array.length() <= Integer.MAX_VALUE;
        return typed && dense
                ? Nd4j.getBlasWrapper().asum(array)
                : array.sumNumber().doubleValue();
    }
}
