package io.github.dl4jquantum.engine.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph that is differentiated as {@code loss = sum over outputs of sum(output * upstream)} with a placeholder for
 * each upstream gradient. SameDiff's own way to inject gradients, external errors, doubles them in 1.0.0-M2.1.
 */
final class DifferentiableGraph {

    /** SameDiff's name of the differentiated graph. */
    private static final String GRADIENT = "grad";

    private final SameDiff sd;
    private final List<String> outputs;
    private final List<String> inputs;
    private boolean differentiated;

    /**
     * @param outputs names of the graph's outputs
     * @param inputs names of the placeholders whose gradients are wanted
     */
    DifferentiableGraph(SameDiff sd, DataType type, List<String> outputs, List<String> inputs) {
        this.sd = sd;
        this.outputs = outputs;
        this.inputs = inputs;
        SDVariable loss = null;
        for (String output : outputs) {
            SDVariable term = sd.getVariable(output)
                    .mul(sd.placeHolder(upstream(output), type))
                    .sum();
            loss = loss == null ? term : loss.add(term);
        }
        sd.setLossVariables(loss.name());
    }

    /** The outputs at a point, by name. */
    Map<String, INDArray> evaluate(Map<String, INDArray> point) {
        LeanSession.openFor(sd);
        return sd.output(point, outputs);
    }

    /**
     * The gradients of the inputs, by name.
     *
     * @param upstream gradient of each output, by the output's name
     */
    Map<String, INDArray> gradients(Map<String, INDArray> point, Map<String, INDArray> upstream) {
        if (inputs.isEmpty()) {
            return Map.of();
        }
        if (!differentiated) {
            differentiate();
        }
        Map<String, INDArray> values = new HashMap<>(point);
        upstream.forEach((output, gradient) -> values.put(upstream(output), gradient));
        LeanSession.openFor(sd.getFunction(GRADIENT));
        return sd.calculateGradients(values, inputs);
    }

    private void differentiate() {
        MutedDifferentiation.run(() -> sd.createGradFunction(inputs.toArray(String[]::new)));
        differentiated = true;
    }

    private static String upstream(String output) {
        return output + "Upstream";
    }
}
