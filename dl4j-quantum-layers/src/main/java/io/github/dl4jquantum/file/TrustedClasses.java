package io.github.dl4jquantum.file;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nd4j.shade.jackson.databind.JavaType;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.cfg.MapperConfig;
import org.nd4j.shade.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * The classes that a configuration may name: those DL4J and this project have for configurations, and those that the
 * caller trusts. Any other is refused by its name alone, before it is loaded.
 */
final class TrustedClasses extends PolymorphicTypeValidator {
    private static final long serialVersionUID = 1L;

    private static final List<String> PACKAGES = List.of(
            "org.deeplearning4j.nn.conf.",
            "org.deeplearning4j.nn.weights.",
            "org.nd4j.linalg.activations.",
            "org.nd4j.linalg.learning.",
            "org.nd4j.linalg.lossfunctions.",
            "org.nd4j.linalg.schedule.",
            "io.github.dl4jquantum.layers.",
            "io.github.dl4jquantum.forecast.");

    /** The keys under which DL4J and ND4J look for a class's name. */
    private static final Set<String> KEYS = Set.of("@class", "type");

    private static final Pattern NAME = Pattern.compile("[\\w.$]+");

    /** Of enumerations, which "type" may stand for as well. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final Set<String> others;

    TrustedClasses(Class<?>... others) {
        this.others = Arrays.stream(others).map(Class::getName).collect(Collectors.toUnmodifiableSet());
    }

    /** Looks through a whole configuration. */
    void requireTrusted(JsonNode json) throws MalformedException {
        for (Iterator<Map.Entry<String, JsonNode>> fields = json.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String key = field.getKey();
            JsonNode value = field.getValue();
            boolean constant =
                    key.equals("type") && CONSTANT.matcher(value.asText()).matches();
            if (KEYS.contains(key) && value.isValueNode() && !value.isNull() && !constant && !trusts(value.asText())) {
                throw new MalformedException("names the class " + StrictJson.shown(value)
                        + ", which is neither Deeplearning4j's nor this project's: give the class to the call that reads the"
                        + " file if you trust it");
            }
            requireTrusted(value);
        }
        if (json.isArray()) {
            for (JsonNode each : json) {
                requireTrusted(each);
            }
        }
    }

    private boolean trusts(String name) {
        return NAME.matcher(name).matches()
                && (others.contains(name) || PACKAGES.stream().anyMatch(name::startsWith));
    }

    /** No base type is good or bad by itself. */
    @Override
    public Validity validateBaseType(MapperConfig<?> config, JavaType baseType) {
        return Validity.INDETERMINATE;
    }

    /** Asked by Jackson itself before it loads a class, whatever key it was named by. */
    @Override
    public Validity validateSubClassName(MapperConfig<?> config, JavaType baseType, String subClassName) {
        return trusts(subClassName) ? Validity.ALLOWED : Validity.DENIED;
    }

    @Override
    public Validity validateSubType(MapperConfig<?> config, JavaType baseType, JavaType subType) {
        return trusts(subType.getRawClass().getName()) ? Validity.ALLOWED : Validity.DENIED;
    }
}
