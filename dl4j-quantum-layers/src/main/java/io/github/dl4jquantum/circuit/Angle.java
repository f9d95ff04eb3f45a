package io.github.dl4jquantum.circuit;

import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The angle of a rotation gate, in radians: {@code factor * f}, where {@code f} is 1, a trainable parameter or a
 * function of one input.
 *
 * @param source what the angle depends on
 * @param index which parameter or input; 0 for a constant
 * @param factor a finite number; the angle itself for a constant
 */
public record Angle(
        @JsonProperty("source") Source source,
        @JsonProperty("index") int index,
        @JsonProperty("factor") double factor) {

    /** What an angle depends on, and through which function. */
    public enum Source {
        /** Nothing: the angle is its factor. */
        CONSTANT,
        /** A trainable parameter, which several gates may share. */
        PARAMETER,
        /** An input x. */
        INPUT,
        /** arctan x of an input x. */
        INPUT_ARCTAN,
        /** arctan x² of an input x. */
        INPUT_ARCTAN_SQUARE;

        /** Whether this is a function of an input. */
        public boolean isInput() {
            return this == INPUT || this == INPUT_ARCTAN || this == INPUT_ARCTAN_SQUARE;
        }
    }

    /** @throws IllegalArgumentException for a negative index or a factor that is not finite */
    public Angle {
        if (source == null) {
            throw new IllegalArgumentException("The angle has no source; use Angle.constant, parameter or input.");
        }
        if (index < 0) {
            throw new IllegalArgumentException("Index " + index + " of an angle is negative; count from 0.");
        }
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException("Factor " + factor + " of an angle is not finite.");
        }
    }

    /** A fixed angle in radians. */
    public static Angle constant(double radians) {
        return new Angle(Source.CONSTANT, 0, radians);
    }

    /** Trainable parameter {@code index}. */
    public static Angle parameter(int index) {
        return new Angle(Source.PARAMETER, index, 1);
    }

    /** Input {@code index} itself. */
    public static Angle input(int index) {
        return new Angle(Source.INPUT, index, 1);
    }

    /** arctan x of input {@code index}. */
    public static Angle arctan(int index) {
        return new Angle(Source.INPUT_ARCTAN, index, 1);
    }

    /** arctan x² of input {@code index}. */
    public static Angle arctanSquare(int index) {
        return new Angle(Source.INPUT_ARCTAN_SQUARE, index, 1);
    }

    /** This angle times {@code by}. */
    public Angle scaled(double by) {
        return new Angle(source, index, factor * by);
    }

    /**
     * The angle in radians.
     *
     * @param inputs the circuit's inputs
     * @param parameters the circuit's parameters
     */
    public double value(double[] inputs, double[] parameters) {
        return factor
                * switch (source) {
                    case CONSTANT -> 1;
                    case PARAMETER -> parameters[index];
                    case INPUT -> inputs[index];
                    case INPUT_ARCTAN -> Math.atan(inputs[index]);
                    case INPUT_ARCTAN_SQUARE -> Math.atan(inputs[index] * inputs[index]);
                };
    }
}
