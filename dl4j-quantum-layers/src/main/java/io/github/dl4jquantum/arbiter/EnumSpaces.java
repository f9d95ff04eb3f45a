package io.github.dl4jquantum.arbiter;

import java.util.Arrays;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;

/**
 * Spaces of enum constants. Arbiter's JSON keeps the values of a {@link DiscreteParameterSpace} without their type: an
 * enum comes back as a string. So its name is what is stored here from the start, and either is understood.
 */
final class EnumSpaces {

    private EnumSpaces() {}

    /** One constant is fixed, several are searched. */
    static ParameterSpace<?> of(Enum<?>... constants) {
        String[] names = Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
        return switch (names.length) {
            case 0 -> throw new IllegalArgumentException("Give at least one value to choose from.");
            case 1 -> new FixedValue<>(names[0]);
            default -> new DiscreteParameterSpace<>(names);
        };
    }

    /** The constant that {@code space} has for these values. */
    static <E extends Enum<E>> E value(Class<E> type, ParameterSpace<?> space, double[] values) {
        Object value = space.getValue(values);
        return type.isInstance(value) ? type.cast(value) : Enum.valueOf(type, String.valueOf(value));
    }
}
