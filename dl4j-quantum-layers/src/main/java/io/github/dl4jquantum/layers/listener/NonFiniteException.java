package io.github.dl4jquantum.layers.listener;

import java.util.Optional;

/**
 * A number of a network became NaN or infinite; the message says which, where and when, and what to change.
 *
 * @serial exclude
 */
public class NonFiniteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is not finite. */
    public enum Quantity {
        /** The data given to the network. */
        INPUT("Input %s", "Replace such values or leave them out; the parameters are as they were."),
        /** What a layer made of its input. */
        ACTIVATIONS(
                "The output of layer %s",
                "Lower the learning rate or normalise the data; the parameters are as they were."),
        /** The loss, of finite activations. */
        SCORE(
                "The score at output layer %s",
                "Look for such values in the labels, or lower the learning rate; the parameters are as they were."),
        /** A gradient, of a finite score. */
        GRADIENT(
                "In layer %s the gradient of %s",
                "Lower the learning rate or set gradientNormalization(...); the parameters are as they were."),
        /** A parameter, after a finite gradient. */
        PARAMETER(
                "In layer %s parameter %s",
                "Lower the learning rate and go on from a saved model; these parameters are of no use.");

        private final String subject;
        private final String remedy;

        Quantity(String subject, String remedy) {
            this.subject = subject;
            this.remedy = remedy;
        }
    }

    private final Quantity quantity;
    private final String layer;
    private final String parameter;
    private final int iteration;

    NonFiniteException(Quantity quantity, String layer, String parameter, int iteration, int epoch) {
        super(String.format(quantity.subject, layer, parameter) + " is not finite in iteration " + iteration
                + " (epoch " + epoch + "). " + quantity.remedy);
        this.quantity = quantity;
        this.layer = layer;
        this.parameter = parameter;
        this.iteration = iteration;
    }

    /** {@return what is not finite} */
    public Quantity quantity() {
        return quantity;
    }

    /**
     * {@return the place: the layer's name, its index where it has none; for {@link Quantity#INPUT} that of the input}
     */
    public String layer() {
        return layer;
    }

    /** {@return the parameter's name within its layer; empty where no parameter is concerned} */
    public Optional<String> parameter() {
        return Optional.ofNullable(parameter);
    }

    /** {@return how many updates the network had seen before} */
    public int iteration() {
        return iteration;
    }
}
