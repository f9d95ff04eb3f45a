package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.layers.CircuitLayer;
import java.util.Objects;
import org.deeplearning4j.arbiter.conf.dropout.DropoutSpace;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.shade.jackson.annotation.JsonSetter;

/**
 * What {@link VqcLayerSpace} and {@link QuanvolutionLayerSpace} have in common: the choice of the circuit, and everything
 * Arbiter offers for a feed-forward layer (sizes, updater, weight and bias initialisation, l1 and l2, dropout,
 * constraints, gradient normalisation). What is left out is the layer's default.
 *
 * @param <L> the layer
 */
public abstract class CircuitLayerSpace<L extends CircuitLayer> extends FeedForwardLayerSpace<L> {

    private CircuitSpace circuit;

    /** For JSON. */
    CircuitLayerSpace() {}

    CircuitLayerSpace(Builder<?> builder) {
        super(builder);
        circuit = builder.circuit;
        if (activationFunction != null) {
            throw new IllegalArgumentException("The outputs of a circuit's layer are expectations, or a linear map of"
                    + " them; leave activation(...) out.");
        }
    }

    /** Older files have the name of a single one. */
    @Override
    @JsonSetter
    public void setWeightInit(ParameterSpace<WeightInit> space) {
        super.setWeightInit(
                space instanceof FixedValue<?> fixed
                        ? new FixedValue<>(EnumSpaces.value(WeightInit.class, fixed, new double[0]))
                        : space);
    }

    /** Counts what is searched, once all of it is known. */
    final void count() {
        numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    /** Sets what was chosen on the layer's own builder. */
    final <B extends CircuitLayer.Builder<B>> B configure(B layer, double[] values) {
        setLayerOptionsBuilder(layer, values);
        CircuitSpace.Choice choice = circuit.getValue(values);
        layer.angleInit(choice.angleInit()).circuits(choice.circuits());
        return choice.ansatz() == AnsatzChoice.PAPER
                ? layer.qubits(choice.qubits())
                        .circuitLayers(choice.circuitLayers())
                        .encoding(choice.encoding())
                : layer.circuit(choice.circuit());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CircuitLayerSpace<?> that
                && super.equals(other)
                && getNestedSpaces().equals(that.getNestedSpaces());
    }

    @Override
    protected boolean canEqual(Object other) {
        return getClass() == other.getClass();
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), getNestedSpaces());
    }

    @Override
    protected String toString(String delim) {
        return getClass().getSimpleName() + getNestedSpaces();
    }

    /**
     * The options, each a space or a fixed value.
     *
     * @param <T> the builder itself
     */
    @SuppressWarnings("unchecked") // T is the builder's own class, as in all builders of Arbiter.
    public abstract static class Builder<T extends Builder<T>> extends FeedForwardLayerSpace.Builder<T> {

        private final CircuitSpace circuit = new CircuitSpace();

        /**
         * Sets the number of qubits.
         *
         * @param qubits 1 to 24; by default 4
         * @return this builder
         */
        public T qubits(int qubits) {
            return qubits(new FixedValue<>(qubits));
        }

        /**
         * Sets the space of numbers of qubits.
         *
         * @param qubits values from 1 to 24
         * @return this builder
         */
        public T qubits(ParameterSpace<Integer> qubits) {
            circuit.withQubits(qubits);
            return (T) this;
        }

        /**
         * Sets the number of circuit layers.
         *
         * @param layers 0 to 256; by default 4
         * @return this builder
         */
        public T circuitLayers(int layers) {
            return circuitLayers(new FixedValue<>(layers));
        }

        /**
         * Sets the space of numbers of circuit layers.
         *
         * @param layers values from 0 to 256
         * @return this builder
         */
        public T circuitLayers(ParameterSpace<Integer> layers) {
            circuit.withCircuitLayers(layers);
            return (T) this;
        }

        /**
         * Sets the circuits to choose from.
         *
         * @param choices at least one; by default {@link AnsatzChoice#PAPER}
         * @return this builder
         */
        public T ansatz(AnsatzChoice... choices) {
            circuit.withAnsatz(EnumSpaces.of(choices));
            return (T) this;
        }

        /**
         * Sets the initialisations of angles to choose from.
         *
         * @param choices at least one; by default {@link AngleInit#SMALL_NORMAL}
         * @return this builder
         */
        public T angleInit(AngleInit... choices) {
            circuit.withAngleInit(EnumSpaces.of(choices));
            return (T) this;
        }

        /**
         * Sets the encodings of the paper's circuits to choose from.
         *
         * @param choices at least one; by default {@link InputEncoding#ARCTAN}
         * @return this builder
         */
        public T encoding(InputEncoding... choices) {
            circuit.withEncoding(EnumSpaces.of(choices));
            return (T) this;
        }

        /**
         * Sets the number of circuits.
         *
         * @param number 1 to 1024; by default 1
         * @return this builder
         */
        public T circuits(int number) {
            return circuits(new FixedValue<>(number));
        }

        /**
         * Sets the space of numbers of circuits.
         *
         * @param number values from 1 to 1024
         * @return this builder
         */
        public T circuits(ParameterSpace<Integer> number) {
            circuit.withCircuits(number);
            return (T) this;
        }

        // Arbiter's own space of dropouts can be written as JSON but not read.

        @Override
        public T dropOut(double retain) {
            return iDropOut(new FixedValue<>(new Dropout(retain)));
        }

        @Override
        public T dropOut(ParameterSpace<Double> retain) {
            return iDropOut(new DropoutSpace(retain));
        }

        /**
         * Sets the initialisations of weights to choose from.
         *
         * @param choices at least one; by default the network's
         * @return this builder
         */
        public T weightInit(WeightInit... choices) {
            if (choices.length == 0) {
                throw new IllegalArgumentException("Give at least one value to choose from.");
            }
            return weightInit(new DiscreteParameterSpace<>(choices));
        }

        /** Not Arbiter's own, whose {@code WeightInit.DISTRIBUTION} DL4J 1.0.0-M2.1 refuses. */
        @Override
        public T weightInit(Distribution distribution) {
            return dist(distribution);
        }
    }
}
