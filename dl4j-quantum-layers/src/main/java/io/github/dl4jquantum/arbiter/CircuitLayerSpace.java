package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.layers.CircuitLayer;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.deeplearning4j.arbiter.conf.dropout.DropoutSpace;
import org.deeplearning4j.arbiter.layers.LayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * What {@link VqcLayerSpace} and {@link QuanvolutionLayerSpace} have in common: the choice of the circuit, and DL4J's
 * options of sizes, updater, weight initialisation, l1 and l2, dropout and constraints. What is left out is the layer's
 * default.
 *
 * @param <L> the layer
 */
public abstract class CircuitLayerSpace<L extends CircuitLayer> extends LayerSpace<L> {

    private CircuitSpace circuit;
    private ParameterSpace<Integer> nIn;
    private ParameterSpace<Integer> nOut;
    private ParameterSpace<?> weightInit;
    private ParameterSpace<IUpdater> updater;
    private ParameterSpace<IUpdater> biasUpdater;
    private ParameterSpace<Double> l1;
    private ParameterSpace<Double> l2;
    private ParameterSpace<Double> l1Bias;
    private ParameterSpace<Double> l2Bias;
    private ParameterSpace<List<LayerConstraint>> constrainWeights;
    private ParameterSpace<List<LayerConstraint>> constrainBias;
    private ParameterSpace<List<LayerConstraint>> constrainAll;

    /** For JSON. */
    CircuitLayerSpace() {}

    CircuitLayerSpace(Builder<?> builder) {
        super(builder);
        circuit = builder.circuit;
        nIn = builder.nIn;
        nOut = builder.nOut;
        weightInit = builder.weightInit;
        updater = builder.updater;
        biasUpdater = builder.biasUpdater;
        l1 = builder.l1;
        l2 = builder.l2;
        l1Bias = builder.l1Bias;
        l2Bias = builder.l2Bias;
        constrainWeights = builder.constrainWeights;
        constrainBias = builder.constrainBias;
        constrainAll = builder.constrainAll;
    }

    /** Counts what is searched, once all of it is known. */
    final void count() {
        numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    /** Sets what was chosen on the layer's own builder. */
    final <B extends CircuitLayer.Builder<B>> B configure(B layer, double[] values) {
        setLayerOptionsBuilder(layer, values);
        set(nIn, values, (Integer size) -> layer.nIn(size));
        set(nOut, values, (Integer size) -> layer.nOut(size));
        set(updater, values, layer::updater);
        set(biasUpdater, values, layer::biasUpdater);
        set(l1, values, layer::l1);
        set(l2, values, layer::l2);
        set(l1Bias, values, layer::l1Bias);
        set(l2Bias, values, layer::l2Bias);
        set(constrainWeights, values, all -> layer.constrainWeights(all.toArray(LayerConstraint[]::new)));
        set(constrainBias, values, all -> layer.constrainBias(all.toArray(LayerConstraint[]::new)));
        set(constrainAll, values, all -> layer.constrainAllParameters(all.toArray(LayerConstraint[]::new)));
        if (weightInit != null) {
            layer.weightInit(EnumSpaces.value(WeightInit.class, weightInit, values));
        }
        CircuitSpace.Choice choice = circuit.getValue(values);
        layer.angleInit(choice.angleInit()).circuits(choice.circuits());
        return choice.ansatz() == AnsatzChoice.PAPER
                ? layer.qubits(choice.qubits())
                        .circuitLayers(choice.circuitLayers())
                        .encoding(choice.encoding())
                : layer.circuit(choice.circuit());
    }

    static <V> void set(ParameterSpace<V> space, double[] values, Consumer<V> option) {
        if (space != null) {
            option.accept(space.getValue(values));
        }
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
    public abstract static class Builder<T extends Builder<T>> extends LayerSpace.Builder<T> {

        private final CircuitSpace circuit = new CircuitSpace();
        private ParameterSpace<Integer> nIn;
        private ParameterSpace<Integer> nOut;
        private ParameterSpace<?> weightInit;
        private ParameterSpace<IUpdater> updater;
        private ParameterSpace<IUpdater> biasUpdater;
        private ParameterSpace<Double> l1;
        private ParameterSpace<Double> l2;
        private ParameterSpace<Double> l1Bias;
        private ParameterSpace<Double> l2Bias;
        private ParameterSpace<List<LayerConstraint>> constrainWeights;
        private ParameterSpace<List<LayerConstraint>> constrainBias;
        private ParameterSpace<List<LayerConstraint>> constrainAll;

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

        /**
         * Sets the size of the input; the network's {@code setInputType} can set it too.
         *
         * @param size 1 or more
         * @return this builder
         */
        public T nIn(int size) {
            return nIn(new FixedValue<>(size));
        }

        /**
         * Sets the space of sizes of the input.
         *
         * @param size values of 1 or more
         * @return this builder
         */
        public T nIn(ParameterSpace<Integer> size) {
            nIn = size;
            return (T) this;
        }

        /**
         * Sets the size of the output.
         *
         * @param size 1 or more; by default the circuit's number of expectations
         * @return this builder
         */
        public T nOut(int size) {
            return nOut(new FixedValue<>(size));
        }

        /**
         * Sets the space of sizes of the output.
         *
         * @param size values of 1 or more
         * @return this builder
         */
        public T nOut(ParameterSpace<Integer> size) {
            nOut = size;
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
            weightInit = EnumSpaces.of(choices);
            return (T) this;
        }

        /**
         * Sets how it learns.
         *
         * @param updater with its learning rate; by default the network's
         * @return this builder
         */
        public T updater(IUpdater updater) {
            return updater(new FixedValue<>(updater));
        }

        /**
         * Sets the space of how it learns.
         *
         * @param updater such as Arbiter's space of one updater's learning rates
         * @return this builder
         */
        public T updater(ParameterSpace<IUpdater> updater) {
            this.updater = updater;
            return (T) this;
        }

        /**
         * Sets the space of how its biases learn.
         *
         * @param updater such as Arbiter's space of one updater's learning rates
         * @return this builder
         */
        public T biasUpdater(ParameterSpace<IUpdater> updater) {
            biasUpdater = updater;
            return (T) this;
        }

        /**
         * Sets the L1 regularisation of weights.
         *
         * @param factor values of 0 or more
         * @return this builder
         */
        public T l1(ParameterSpace<Double> factor) {
            l1 = factor;
            return (T) this;
        }

        /**
         * Sets the L2 regularisation of weights.
         *
         * @param factor values of 0 or more
         * @return this builder
         */
        public T l2(ParameterSpace<Double> factor) {
            l2 = factor;
            return (T) this;
        }

        /**
         * Sets the L1 regularisation of biases.
         *
         * @param factor values of 0 or more
         * @return this builder
         */
        public T l1Bias(ParameterSpace<Double> factor) {
            l1Bias = factor;
            return (T) this;
        }

        /**
         * Sets the L2 regularisation of biases.
         *
         * @param factor values of 0 or more
         * @return this builder
         */
        public T l2Bias(ParameterSpace<Double> factor) {
            l2Bias = factor;
            return (T) this;
        }

        /**
         * Sets the constraints of weights; they act on angles too.
         *
         * @param constraints lists of constraints to choose from
         * @return this builder
         */
        public T constrainWeights(ParameterSpace<List<LayerConstraint>> constraints) {
            constrainWeights = constraints;
            return (T) this;
        }

        /**
         * Sets the constraints of biases.
         *
         * @param constraints lists of constraints to choose from
         * @return this builder
         */
        public T constrainBias(ParameterSpace<List<LayerConstraint>> constraints) {
            constrainBias = constraints;
            return (T) this;
        }

        /**
         * Sets the constraints of all parameters.
         *
         * @param constraints lists of constraints to choose from
         * @return this builder
         */
        public T constrainAllParams(ParameterSpace<List<LayerConstraint>> constraints) {
            constrainAll = constraints;
            return (T) this;
        }
    }
}
