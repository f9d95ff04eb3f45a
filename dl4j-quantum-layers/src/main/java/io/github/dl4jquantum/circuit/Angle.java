package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonValue;

/**
 * The angle of a rotation gate, in radians: a polynomial in trainable parameters and in functions of single inputs,
 *
 * <pre>
 *   angle = sum_t factor_t prod_j v_tj,    v a parameter theta_k, an input x_i, arctan x_i or arctan x_i²
 * </pre>
 *
 * <p>An angle is a value: however it was put together, equal polynomials are equal.
 *
 * <pre>{@code
 * Angle.parameter(0).times(Angle.input(1)).plus(Angle.parameter(2))                        // theta_0 x_1 + theta_2
 * Angle.constant(Math.PI).minus(Angle.input(0)).times(Angle.constant(Math.PI).minus(Angle.input(1)))
 * }</pre>
 *
 * @param terms the sum's terms: at least one, each with other variables, in the order of these; a constant 0 stands alone
 */
public record Angle(List<Term> terms) {

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

        /** {@return whether this is a function of an input} */
        public boolean isInput() {
            return this == INPUT || this == INPUT_ARCTAN || this == INPUT_ARCTAN_SQUARE;
        }
    }

    /**
     * A parameter, or a function of an input.
     *
     * @param source which of them; not CONSTANT
     * @param index of the parameter or input, from 0
     */
    public record Variable(
            @JsonProperty(value = "source", required = true) Source source,
            @JsonProperty(value = "index", required = true) int index)
            implements Comparable<Variable> {

        /**
         * Checks the components.
         *
         * @param source which of them; not CONSTANT
         * @param index of the parameter or input
         * @throws IllegalArgumentException for a source that is none, or an index that is not in 0..{@value Angle#MAX_INDEX}
         */
        public Variable {
            if (source == null || source == Source.CONSTANT) {
                throw new IllegalArgumentException("The angle has no source; use Angle.constant, parameter or input.");
            }
            if (index < 0) {
                throw new IllegalArgumentException("Index " + index + " of an angle is negative; count from 0.");
            }
            if (index > MAX_INDEX) {
                throw new IllegalArgumentException("Index " + index + " of an angle is above the limit " + MAX_INDEX
                        + "; number parameters and inputs from 0 without a gap.");
            }
        }

        /**
         * {@return the variable's value}
         *
         * @param inputs the circuit's inputs
         * @param parameters the circuit's parameters
         */
        public double value(double[] inputs, double[] parameters) {
            return switch (source) {
                case CONSTANT -> 1;
                case PARAMETER -> parameters[index];
                case INPUT -> inputs[index];
                case INPUT_ARCTAN -> Math.atan(inputs[index]);
                case INPUT_ARCTAN_SQUARE -> Math.atan(inputs[index] * inputs[index]);
            };
        }

        @Override
        public int compareTo(Variable other) {
            return Comparator.comparing(Variable::source)
                    .thenComparing(Variable::index)
                    .compare(this, other);
        }
    }

    /**
     * A factor times a product of variables.
     *
     * @param factor a finite number
     * @param variables in their order, one for each power; none for a constant
     */
    public record Term(
            @JsonProperty(value = "factor", required = true) double factor,
            @JsonProperty(value = "variables", required = true) List<Variable> variables) {

        /**
         * Checks the components.
         *
         * @param factor a finite number
         * @param variables in their order, one for each power; none for a constant
         * @throws IllegalArgumentException for a factor that is not finite
         */
        public Term {
            if (!Double.isFinite(factor)) {
                throw new IllegalArgumentException("Factor " + factor + " of an angle is not finite.");
            }
            variables = variables.stream().sorted().toList();
        }
    }

    /** Most terms: (a sum of 32) x (a sum of 32). */
    public static final int MAX_TERMS = 1024;

    /** Largest index of a parameter or input. */
    public static final int MAX_INDEX = (1 << 24) - 1;

    private static final Comparator<List<Variable>> ORDER = (a, b) -> {
        for (int k = 0; k < Math.min(a.size(), b.size()); k++) {
            int order = a.get(k).compareTo(b.get(k));
            if (order != 0) {
                return order;
            }
        }
        // A constant comes last.
        return a.isEmpty() != b.isEmpty() ? Boolean.compare(a.isEmpty(), b.isEmpty()) : a.size() - b.size();
    };

    /**
     * Checks the components.
     *
     * @param terms the sum's terms: at least one, each with other variables, in the order of these; a constant 0 stands
     *     alone
     * @throws IllegalArgumentException for more than {@value #MAX_TERMS} terms or a sum of factors that is not finite
     */
    public Angle {
        Map<List<Variable>, Double> factors = new TreeMap<>(ORDER);
        terms.forEach(term -> factors.merge(term.variables, term.factor, Double::sum));
        if (factors.size() > 1 && factors.getOrDefault(List.<Variable>of(), 1.0) == 0) {
            factors.remove(List.<Variable>of());
        }
        if (factors.isEmpty() || factors.size() > MAX_TERMS) {
            throw new IllegalArgumentException("An angle of " + factors.size() + " terms; it needs 1 to " + MAX_TERMS
                    + ". Use several gates about the same axis, whose angles add up.");
        }
        terms = factors.entrySet().stream()
                .map(entry -> new Term(entry.getValue() + 0.0, entry.getKey()) /* no -0 */)
                .toList();
    }

    /**
     * A factor times one variable, or a constant.
     *
     * @param source what the angle depends on
     * @param index which parameter or input; 0 for a constant
     * @param factor a finite number; the angle itself for a constant
     * @throws IllegalArgumentException for an index that is not in 0..{@value #MAX_INDEX} or a factor that is not finite
     */
    public Angle(Source source, int index, double factor) {
        this(List.of(new Term(factor, source == Source.CONSTANT ? List.of() : List.of(new Variable(source, index)))));
    }

    /**
     * {@return a fixed angle in radians}
     *
     * @param radians any finite number
     */
    public static Angle constant(double radians) {
        return new Angle(Source.CONSTANT, 0, radians);
    }

    /**
     * {@return trainable parameter {@code index}}
     *
     * @param index from 0 to {@value #MAX_INDEX}
     */
    public static Angle parameter(int index) {
        return new Angle(Source.PARAMETER, index, 1);
    }

    /**
     * {@return input {@code index} itself}
     *
     * @param index from 0 to {@value #MAX_INDEX}
     */
    public static Angle input(int index) {
        return new Angle(Source.INPUT, index, 1);
    }

    /**
     * {@return arctan x of input {@code index}}
     *
     * @param index from 0 to {@value #MAX_INDEX}
     */
    public static Angle arctan(int index) {
        return new Angle(Source.INPUT_ARCTAN, index, 1);
    }

    /**
     * {@return arctan x² of input {@code index}}
     *
     * @param index from 0 to {@value #MAX_INDEX}
     */
    public static Angle arctanSquare(int index) {
        return new Angle(Source.INPUT_ARCTAN_SQUARE, index, 1);
    }

    /** Refuses a gate without an angle where it is made, not where it is used. */
    static void checkThere(Angle... angles) {
        for (Angle angle : angles) {
            Objects.requireNonNull(angle, "A gate's angle is null; give an Angle.constant, parameter or input.");
        }
    }

    /**
     * {@return this angle times {@code by}}
     *
     * @param by any finite number
     */
    public Angle scaled(double by) {
        return new Angle(terms.stream()
                .map(term -> new Term(term.factor * by, term.variables))
                .toList());
    }

    /**
     * {@return the sum of this and another angle}
     *
     * @param other what is added
     */
    public Angle plus(Angle other) {
        List<Term> sum = new ArrayList<>(terms);
        sum.addAll(other.terms);
        return new Angle(sum);
    }

    /**
     * {@return this angle less another one}
     *
     * @param other what is subtracted
     */
    public Angle minus(Angle other) {
        return plus(other.scaled(-1));
    }

    /**
     * {@return the product of this and another angle, multiplied out}
     *
     * @param other what this is multiplied by
     */
    public Angle times(Angle other) {
        List<Term> product = new ArrayList<>();
        for (Term a : terms) {
            for (Term b : other.terms) {
                List<Variable> variables = new ArrayList<>(a.variables);
                variables.addAll(b.variables);
                product.add(new Term(a.factor * b.factor, variables));
            }
        }
        return new Angle(product);
    }

    /** {@return whether this depends on nothing} */
    public boolean isConstant() {
        return variables().findAny().isEmpty();
    }

    /** {@return whether this depends on an input} */
    public boolean hasInputs() {
        return variables().anyMatch(variable -> variable.source.isInput());
    }

    /** {@return whether this depends on a parameter} */
    public boolean hasParameters() {
        return variables().anyMatch(variable -> variable.source == Source.PARAMETER);
    }

    /** {@return all variables, as often as they occur} */
    public Stream<Variable> variables() {
        return terms.stream().flatMap(term -> term.variables.stream());
    }

    /**
     * {@return this angle as a polynomial in functions of inputs: for each product of these its coefficient, an angle
     * of parameters alone}
     */
    public Map<List<Variable>, Angle> coefficients() {
        Map<List<Variable>, Angle> coefficients = new TreeMap<>(ORDER);
        for (Term term : terms) {
            Angle part = new Angle(List.of(new Term(term.factor, only(term, false))));
            coefficients.merge(only(term, true), part, Angle::plus);
        }
        return Collections.unmodifiableMap(coefficients);
    }

    private static List<Variable> only(Term term, boolean inputs) {
        return term.variables.stream().filter(v -> v.source.isInput() == inputs).toList();
    }

    /**
     * {@return the angle in radians}
     *
     * @param inputs the circuit's inputs
     * @param parameters the circuit's parameters
     */
    public double value(double[] inputs, double[] parameters) {
        double sum = 0;
        for (int t = 0; t < terms.size(); t++) {
            Term term = terms.get(t);
            double product = term.factor;
            for (int k = 0; k < term.variables.size(); k++) {
                product *= term.variables.get(k).value(inputs, parameters);
            }
            sum += product;
        }
        return sum;
    }

    /**
     * Adds {@code upstream * d angle / d theta_k} to {@code gradients[first + k]} for every parameter of an angle that
     * depends on no input.
     *
     * @param parameters the circuit's parameters
     * @param upstream derivative of the result with respect to this angle
     * @param gradients what is added to
     * @param first place of theta_0 in {@code gradients}
     */
    public void addGradient(double[] parameters, double upstream, double[] gradients, int first) {
        for (Term term : terms) {
            for (int k = 0; k < term.variables.size(); k++) {
                double slope = term.factor * upstream;
                for (int other = 0; other < term.variables.size(); other++) {
                    slope *= other == k ? 1 : parameters[term.variables.get(other).index];
                }
                gradients[first + term.variables.get(k).index] += slope;
            }
        }
    }

    @Override
    public String toString() {
        return text(value -> Double.toString(value));
    }

    /**
     * {@return this angle as a sum of products, such as {@code θ0·x1 + 2·atan x0²}}
     *
     * @param number writes a factor
     */
    public String text(DoubleFunction<String> number) {
        StringBuilder text = new StringBuilder();
        for (Term term : terms) {
            List<String> factors = new ArrayList<>();
            if (term.variables.isEmpty() || Math.abs(term.factor) != 1) {
                factors.add(number.apply(Math.abs(term.factor)));
            }
            term.variables.forEach(variable -> factors.add(DrawingSymbols.of(variable)));
            boolean negative = term.factor < 0;
            text.append(text.isEmpty() ? negative ? "-" : "" : negative ? " - " : " + ");
            text.append(String.join("·", factors));
        }
        return text.toString();
    }

    @JsonCreator
    static Angle fromJson(AngleJson json) {
        return json.angle();
    }

    @JsonValue
    AngleJson toJson() {
        return AngleJson.of(this);
    }
}
