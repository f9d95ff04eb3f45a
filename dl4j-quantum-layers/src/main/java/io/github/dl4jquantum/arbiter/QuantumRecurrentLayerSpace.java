package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.layers.Projection;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import java.util.Objects;
import org.deeplearning4j.arbiter.conf.dropout.DropoutSpace;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;

/**
 * What {@link QLSTMLayerSpace} and {@link QGRULayerSpace} have in common: the choice of circuits and projection, and
 * everything Arbiter offers for a feed-forward layer (sizes, updater, weight and bias initialisation, l1 and l2,
 * dropout, constraints, gradient normalisation). What is left out is the layer's default.
 *
 * <p>A combination that the layer refuses, such as {@link Projection#NONE} where nIn + nOut is not the number of
 * qubits, is an exception of {@link #getValue}: Arbiter's generators turn it into a failed candidate.
 *
 * @param <L> the layer
 */
public abstract class QuantumRecurrentLayerSpace<L extends QuantumRecurrentLayer> extends FeedForwardLayerSpace<L> {

    private CircuitSpace circuit;
    private ParameterSpace<?> projection;

    /** For JSON. */
    QuantumRecurrentLayerSpace() {}

    QuantumRecurrentLayerSpace(Builder<?> builder) {
        super(builder);
        circuit = builder.circuit;
        projection = builder.projection;
        if (activationFunction != null) {
            throw new IllegalArgumentException(
                    "QLSTM and QGRU have their own activations, sigmoid and tanh; leave activation(...) out.");
        }
        numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    /** Sets what was chosen on the layer's own builder. */
    final <B extends QuantumRecurrentLayer.Builder<B>> B configure(B builder, double[] values) {
        setLayerOptionsBuilder(builder, values);
        CircuitSpace.Choice choice = circuit.getValue(values);
        builder.angleInit(choice.angleInit()).circuits(choice.circuits());
        if (projection != null) {
            builder.projection(EnumSpaces.value(Projection.class, projection, values));
        }
        return choice.ansatz() == AnsatzChoice.PAPER
                ? builder.qubits(choice.qubits())
                        .circuitLayers(choice.circuitLayers())
                        .encoding(choice.encoding())
                : builder.circuit(choice.circuit());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantumRecurrentLayerSpace<?> that
                && super.equals(other)
                && Objects.equals(circuit, that.circuit)
                && Objects.equals(projection, that.projection);
    }

    @Override
    protected boolean canEqual(Object other) {
        return getClass() == other.getClass();
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), circuit, projection);
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
        private ParameterSpace<?> projection;

        /**
         * Sets the number of qubits of each circuit.
         *
         * @param qubits 1 to 24; by default 4
         * @return this builder
         */
        public T qubits(int qubits) {
            return qubits(new FixedValue<>(qubits));
        }

        /**
         * Sets the space of numbers of qubits of each circuit.
         *
         * @param qubits values from 1 to 24
         * @return this builder
         */
        public T qubits(ParameterSpace<Integer> qubits) {
            circuit.withQubits(qubits);
            return (T) this;
        }

        /**
         * Sets the number of layers of each circuit.
         *
         * @param layers 0 to 256; by default 4
         * @return this builder
         */
        public T circuitLayers(int layers) {
            return circuitLayers(new FixedValue<>(layers));
        }

        /**
         * Sets the space of numbers of layers of each circuit.
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
         * @param choices at least one; by default {@link AnsatzChoice#PAPER}, the only one for {@link Projection#NONE}
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
         * Sets the number of circuits of each gate.
         *
         * @param number 1 to 1024; by default 1
         * @return this builder
         */
        public T circuits(int number) {
            return circuits(new FixedValue<>(number));
        }

        /**
         * Sets the space of numbers of circuits of each gate.
         *
         * @param number values from 1 to 1024
         * @return this builder
         */
        public T circuits(ParameterSpace<Integer> number) {
            circuit.withCircuits(number);
            return (T) this;
        }

        /**
         * Sets the projections to choose from.
         *
         * @param choices at least one; by default {@link Projection#SHARED}
         * @return this builder
         */
        public T projection(Projection... choices) {
            projection = EnumSpaces.of(choices);
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

        /** Not Arbiter's own, whose {@code WeightInit.DISTRIBUTION} DL4J 1.0.0-M2.1 refuses. */
        @Override
        public T weightInit(Distribution distribution) {
            return dist(distribution);
        }
    }
}
