package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.layers.VqcLayer;
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
 * A search space of {@link VqcLayer}s: the choice of the circuit, and what a SameDiffLayer has of DL4J's options (sizes,
 * updater, weight initialisation, l1 and l2, dropout, constraints). What is left out is the layer's default.
 */
public final class VqcLayerSpace extends LayerSpace<VqcLayer> {

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
    private VqcLayerSpace() {}

    private VqcLayerSpace(Builder builder) {
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
        numParameters = LeafUtils.countUniqueParameters(collectLeaves());
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    @Override
    public VqcLayer getValue(double[] values) {
        VqcLayer.Builder layer = new VqcLayer.Builder();
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
                        .build()
                : layer.circuit(choice.circuit()).build();
    }

    private static <V> void set(ParameterSpace<V> space, double[] values, Consumer<V> option) {
        if (space != null) {
            option.accept(space.getValue(values));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VqcLayerSpace that
                && super.equals(other)
                && getNestedSpaces().equals(that.getNestedSpaces());
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof VqcLayerSpace;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), getNestedSpaces());
    }

    @Override
    protected String toString(String delim) {
        return "VqcLayerSpace" + getNestedSpaces();
    }

    /** Builds the space of a VqcLayer; each option is a space or a fixed value. */
    @SuppressWarnings("unchecked") // Arbiter declares build() with a type parameter that no caller can mean.
    public static final class Builder extends LayerSpace.Builder<Builder> {

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

        /** Number of qubits; by default 4. */
        public Builder qubits(int qubits) {
            return qubits(new FixedValue<>(qubits));
        }

        /** Number of qubits. */
        public Builder qubits(ParameterSpace<Integer> qubits) {
            circuit.withQubits(qubits);
            return this;
        }

        /** Number of circuit layers; by default 4. */
        public Builder circuitLayers(int layers) {
            return circuitLayers(new FixedValue<>(layers));
        }

        /** Number of circuit layers. */
        public Builder circuitLayers(ParameterSpace<Integer> layers) {
            circuit.withCircuitLayers(layers);
            return this;
        }

        /** The circuits to choose from; by default {@link AnsatzChoice#PAPER}. */
        public Builder ansatz(AnsatzChoice... choices) {
            circuit.withAnsatz(EnumSpaces.of(choices));
            return this;
        }

        /** The initialisations of angles to choose from; by default {@link AngleInit#SMALL_NORMAL}. */
        public Builder angleInit(AngleInit... choices) {
            circuit.withAngleInit(EnumSpaces.of(choices));
            return this;
        }

        /** The encodings of the paper's circuits to choose from; by default {@link InputEncoding#ARCTAN}. */
        public Builder encoding(InputEncoding... choices) {
            circuit.withEncoding(EnumSpaces.of(choices));
            return this;
        }

        /** Number of circuits; by default 1. */
        public Builder circuits(int number) {
            return circuits(new FixedValue<>(number));
        }

        /** Number of circuits. */
        public Builder circuits(ParameterSpace<Integer> number) {
            circuit.withCircuits(number);
            return this;
        }

        /** Size of the input; the network's {@code setInputType} can set it too. */
        public Builder nIn(int size) {
            return nIn(new FixedValue<>(size));
        }

        /** Size of the input. */
        public Builder nIn(ParameterSpace<Integer> size) {
            nIn = size;
            return this;
        }

        /** Size of the output; by default the circuit's number of expectations. */
        public Builder nOut(int size) {
            return nOut(new FixedValue<>(size));
        }

        /** Size of the output. */
        public Builder nOut(ParameterSpace<Integer> size) {
            nOut = size;
            return this;
        }

        // Arbiter's own space of dropouts can be written as JSON but not read.

        @Override
        public Builder dropOut(double retain) {
            return iDropOut(new FixedValue<>(new Dropout(retain)));
        }

        @Override
        public Builder dropOut(ParameterSpace<Double> retain) {
            return iDropOut(new DropoutSpace(retain));
        }

        /** The initialisations of weights to choose from. */
        public Builder weightInit(WeightInit... choices) {
            weightInit = EnumSpaces.of(choices);
            return this;
        }

        /** How it learns. */
        public Builder updater(IUpdater updater) {
            return updater(new FixedValue<>(updater));
        }

        /** How it learns. */
        public Builder updater(ParameterSpace<IUpdater> updater) {
            this.updater = updater;
            return this;
        }

        /** How its biases learn. */
        public Builder biasUpdater(ParameterSpace<IUpdater> updater) {
            biasUpdater = updater;
            return this;
        }

        /** L1 regularisation of weights. */
        public Builder l1(ParameterSpace<Double> factor) {
            l1 = factor;
            return this;
        }

        /** L2 regularisation of weights. */
        public Builder l2(ParameterSpace<Double> factor) {
            l2 = factor;
            return this;
        }

        /** L1 regularisation of biases. */
        public Builder l1Bias(ParameterSpace<Double> factor) {
            l1Bias = factor;
            return this;
        }

        /** L2 regularisation of biases. */
        public Builder l2Bias(ParameterSpace<Double> factor) {
            l2Bias = factor;
            return this;
        }

        /** Constraints of weights; they act on angles too. */
        public Builder constrainWeights(ParameterSpace<List<LayerConstraint>> constraints) {
            constrainWeights = constraints;
            return this;
        }

        /** Constraints of biases. */
        public Builder constrainBias(ParameterSpace<List<LayerConstraint>> constraints) {
            constrainBias = constraints;
            return this;
        }

        /** Constraints of all parameters. */
        public Builder constrainAllParams(ParameterSpace<List<LayerConstraint>> constraints) {
            constrainAll = constraints;
            return this;
        }

        @Override
        public VqcLayerSpace build() {
            return new VqcLayerSpace(this);
        }
    }
}
