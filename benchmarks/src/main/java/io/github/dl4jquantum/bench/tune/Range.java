package io.github.dl4jquantum.bench.tune;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * The values of one parameter as an option gives them: {@code 4} is fixed, {@code 2,4,8} are searched, {@code 2..8} is a
 * range.
 *
 * @param <V> Integer or Double
 */
final class Range<V extends Comparable<V>> {
    private final String option;
    private final String text;
    private final List<V> values;
    private final boolean spans;

    private Range(String option, String text, Function<String, V> parse, String kind) {
        this.option = option;
        this.text = text;
        spans = text.contains("..");
        String[] words = text.split(spans ? "\\.\\." : ",", -1);
        try {
            List<V> given = Arrays.stream(words).map(String::trim).map(parse).toList();
            require(
                    !spans || given.get(0).compareTo(given.get(given.size() - 1)) <= 0,
                    option + " " + text + " runs downwards: give the smaller end first.");
            values = given.stream().distinct().sorted().toList();
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    option + " " + text + " is not " + kind + ": give one value, a list as a,b,c or a range as a..b.");
        }
        require(!spans || words.length == 2, option + " " + text + " is not a range: give its two ends, as a..b.");
    }

    /** Whole numbers. */
    static Range<Integer> integers(String option, String text) {
        return new Range<>(option, text, Integer::valueOf, "made of whole numbers");
    }

    /** Numbers; a range of them is searched in logarithms. */
    static Range<Double> logarithmic(String option, String text) {
        return new Range<>(option, text, Double::valueOf, "made of numbers");
    }

    /** Throws unless all values are within these. */
    Range<V> within(V least, V most) {
        require(
                least().compareTo(least) >= 0 && most().compareTo(most) <= 0,
                option + " " + text + " is not within " + least + " to " + most + ": choose values between these.");
        return this;
    }

    V least() {
        return values.get(0);
    }

    V most() {
        return values.get(values.size() - 1);
    }

    /** The space of Arbiter. A space of one value would confuse its grid search: that is a fixed value. */
    @SuppressWarnings("unchecked") // A span is of one of the two types.
    ParameterSpace<V> space() {
        if (values.size() == 1) {
            return new FixedValue<>(least());
        }
        if (!spans) {
            return new DiscreteParameterSpace<>(values);
        }
        if (least() instanceof Integer) {
            return (ParameterSpace<V>) new IntegerParameterSpace((Integer) least(), (Integer) most());
        }
        return (ParameterSpace<V>)
                new ContinuousParameterSpace(new LogUniformDistribution((Double) least(), (Double) most()));
    }
}
