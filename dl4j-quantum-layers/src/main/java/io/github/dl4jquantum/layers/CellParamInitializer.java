package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.CellParameter.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Cuts the view of a layer's parameters into named arrays, in the order and layout in which engines want them. */
final class CellParamInitializer implements ParamInitializer {

    static final CellParamInitializer INSTANCE = new CellParamInitializer();

    private static final Set<Role> WEIGHTS = EnumSet.of(Role.WEIGHT, Role.RECURRENT_WEIGHT);
    private static final Set<Role> BIASES = EnumSet.of(Role.BIAS);

    private CellParamInitializer() {}

    private static List<CellParameter> parameters(Layer layer) {
        return ((Parametrised) layer).parameters();
    }

    private static List<String> keys(Layer layer, Set<Role> roles) {
        return parameters(layer).stream()
                .filter(parameter -> roles.contains(parameter.role()))
                .map(CellParameter::name)
                .toList();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        List<CellParameter> parameters = parameters(layer);
        return parameters.isEmpty() ? 0 : parameters.get(parameters.size() - 1).end();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return keys(layer, EnumSet.allOf(Role.class));
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(layer, WEIGHTS);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(layer, BIASES);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return hasRole(layer, key, WEIGHTS);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return hasRole(layer, key, BIASES);
    }

    /** DL4J asks this of every parameter in every iteration, so that no list is made for an answer. */
    private static boolean hasRole(Layer layer, String key, Set<Role> roles) {
        for (CellParameter parameter : parameters(layer)) {
            if (parameter.name().equals(key)) {
                return roles.contains(parameter.role());
            }
        }
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        Layer layer = conf.getLayer();
        Map<String, INDArray> arrays = cut(layer, view);
        for (CellParameter parameter : parameters(layer)) {
            conf.addVariable(parameter.name());
            if (initialize) {
                ((Parametrised) layer).initialize(parameter, arrays.get(parameter.name()));
            }
        }
        return arrays;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return cut(conf.getLayer(), view);
    }

    /** @param view of all parameters; DL4J gives null or an empty array where there are none */
    private static Map<String, INDArray> cut(Layer layer, INDArray view) {
        long expected = INSTANCE.numParams(layer);
        long given = view == null ? 0 : view.length();
        if (given != expected) {
            throw new IllegalStateException(layer + " has " + expected + " parameters, but was given " + given + ".");
        }
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        if (expected > 0) {
            INDArray flat = view.reshape(expected);
            for (CellParameter parameter : parameters(layer)) {
                INDArray part = flat.get(NDArrayIndex.interval(parameter.offset(), parameter.end()));
                arrays.put(parameter.name(), part.reshape('f', new long[] {parameter.rows(), parameter.columns()}));
            }
        }
        return Collections.synchronizedMap(arrays);
    }
}
