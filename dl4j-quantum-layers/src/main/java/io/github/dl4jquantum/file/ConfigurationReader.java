package io.github.dl4jquantum.file;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Reads the configuration of a network as DL4J does, and no more: classes as {@link TrustedClasses} allows, and each key
 * must come back when the configuration is written again, since DL4J takes no notice of those that it does not know.
 */
final class ConfigurationReader {
    private static final ConfigurationReader USUAL = new ConfigurationReader(new TrustedClasses());

    private final TrustedClasses trusted;
    private final ObjectMapper mapper;

    private ConfigurationReader(TrustedClasses trusted) {
        this.trusted = trusted;
        mapper = NeuralNetConfiguration.mapper().copy();
        mapper.setPolymorphicTypeValidator(trusted);
    }

    /** Jackson keeps what it learns of classes, so that the usual reader is one. */
    static ConfigurationReader of(Class<?>... trusted) {
        return trusted.length == 0 ? USUAL : new ConfigurationReader(new TrustedClasses(trusted));
    }

    MultiLayerConfiguration layers(byte[] json) throws MalformedException {
        return read(json, MultiLayerConfiguration.class, MultiLayerConfiguration::toJson);
    }

    ComputationGraphConfiguration graph(byte[] json) throws MalformedException {
        return read(json, ComputationGraphConfiguration.class, ComputationGraphConfiguration::toJson);
    }

    /** Writes a configuration as JSON. */
    @FunctionalInterface
    private interface ToJson<C> {
        String write(C configuration);
    }

    private <C> C read(byte[] json, Class<C> type, ToJson<C> toJson) throws MalformedException {
        JsonNode tree = StrictJson.parse(json);
        if (!tree.isObject()) {
            throw new MalformedException("is " + StrictJson.shown(tree) + ", not a JSON object");
        }
        trusted.requireTrusted(tree);
        requireWholeArrays(tree);
        C configuration;
        String again;
        try {
            configuration = mapper.readValue(json, type);
            again = toJson.write(configuration);
        } catch (IOException | RuntimeException e) { // what DL4J throws of a wrong value is anything
            throw new MalformedException("is no configuration of a network (" + reason(e) + ")", e);
        }
        StrictJson.requireContained(tree, StrictJson.parse(again.getBytes(StandardCharsets.UTF_8)));
        return configuration;
    }

    /**
     * Losses have arrays of weights, which ND4J makes of any shape with any number of elements; native code would read
     * behind them. Those of its oldest format have offsets and strides besides, and nothing writes them any more.
     */
    private static void requireWholeArrays(JsonNode json) throws MalformedException {
        if (json.has("dataBuffer")) {
            throw new MalformedException("has an array in a format of before DL4J 1.0.0-beta");
        }
        if (json.has("dataType") && json.has("shape")) {
            JsonNode shape = json.get("shape");
            BigInteger length = BigInteger.ONE;
            for (JsonNode axis : shape) {
                length = length.multiply(axis.bigIntegerValue());
            }
            int written = json.path("data").size();
            if (!shape.isArray() || !length.equals(BigInteger.valueOf(written))) {
                throw new MalformedException("has an array of shape " + StrictJson.shown(shape) + " and " + written
                        + " elements, which do not fit together");
            }
        }
        for (JsonNode each : json) {
            requireWholeArrays(each);
        }
    }

    /** The first line of what went wrong first. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        String message = first.getMessage();
        return message == null
                ? first.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** The number of parameters that a network of this configuration will have; nothing is allocated. */
    static long parameters(MultiLayerConfiguration configuration) throws MalformedException {
        try {
            long sum = 0;
            for (NeuralNetConfiguration each : configuration.getConfs()) {
                Layer layer = each.getLayer();
                layer.setDataType(configuration.getDataType());
                sum = Math.addExact(sum, layer.initializer().numParams(each));
            }
            return sum;
        } catch (RuntimeException e) {
            throw new MalformedException("is no configuration of a network (" + reason(e) + ")", e);
        }
    }

    static long parameters(ComputationGraphConfiguration configuration) throws MalformedException {
        try {
            long sum = 0;
            for (GraphVertex each : configuration.getVertices().values()) {
                sum = Math.addExact(sum, each.numParams(true));
            }
            return sum;
        } catch (RuntimeException e) {
            throw new MalformedException("is no configuration of a network (" + reason(e) + ")", e);
        }
    }
}
