package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What {@link QLSTM} and {@link QGRU} have in common: the choice of circuits. Weights and biases are initialised as
 * {@link SequenceLayer} says, angles as {@code angleInit} says. l1, l2 and weight decay act on weights, not on angles,
 * which have a period.
 *
 * @serial exclude
 */
public abstract class QuantumRecurrentLayer extends SequenceLayer<RecurrentCell> {

    private static final long serialVersionUID = 1L;

    private int qubits;
    /** Files must say it: 0 is a choice. */
    private int circuitLayers = -1;

    @JsonProperty
    private Circuit circuit;

    /** Files of version 0.1.0 may lack it. */
    private AngleInit angleInit = AngleInit.SMALL_NORMAL;

    /** Older files lack it and the number of circuits. */
    private InputEncoding encoding = InputEncoding.ARCTAN;

    private int circuits = 1;
    private Projection projection;

    /** No part of saved models, but of the running program, whose Spark executors get a network by Java's serialisation. */
    @JsonIgnore
    private Engine engine;

    private transient Execution execution;

    /** For JSON. */
    QuantumRecurrentLayer() {}

    QuantumRecurrentLayer(Builder<?> builder) {
        super(builder);
        CircuitChoice choice = builder.choice.check(kind());
        qubits = choice.qubits();
        circuitLayers = choice.circuitLayers();
        circuit = choice.custom();
        encoding = choice.encoding();
        circuits = choice.circuits();
        angleInit = choice.angleInit();
        projection = builder.projection;
        engine = choice.engine();
        execution = choice.execution();
        checkProjection();
        initializeConstraints(builder);
    }

    @Override
    void checkRead() {
        super.checkRead();
        AfterReading.checkThere(this, "projection", projection);
        CircuitChoice.checkRead(this, qubits, circuitLayers, encoding, circuit, circuits, angleInit);
        checkProjection();
    }

    private void checkProjection() {
        if (projection == Projection.NONE && circuit != null) {
            throw new IllegalStateException("Projection.NONE determines the sizes of the circuits, so that circuit(...)"
                    + " cannot be used with it; choose Projection.SHARED, or leave the circuit out.");
        }
        if (projection == Projection.NONE && circuits > 1) {
            throw new IllegalStateException("Projection.NONE has no linear map that could feed circuits(" + circuits
                    + "); choose Projection.SHARED, or one circuit per gate.");
        }
        checkSizes();
    }

    /** Without projections the sizes must fit the qubits; checked as soon as they are known. */
    private void checkSizes() {
        if (projection == Projection.NONE && nIn > 0 && nOut > 0 && nIn + nOut != qubits) {
            throw new IllegalStateException("Projection.NONE needs nIn + nOut = qubits, but nIn " + nIn + " + nOut "
                    + nOut + " is " + (nIn + nOut) + " and there are " + qubits + " qubits; set qubits(" + (nIn + nOut)
                    + ")" + (qubits > nOut ? " or nIn " + (qubits - nOut) : "") + ", or use Projection.SHARED.");
        }
    }

    @Override
    final long leastInputs() {
        return projection == Projection.NONE ? Math.max(1, qubits - cellOutputs()) : 1;
    }

    /** The circuit of the cell where it does not depend on the sizes. */
    final Circuit chosenCircuit() {
        return circuit == null ? paper(qubits) : circuit;
    }

    /** The paper's circuit of that size, with the layer's depth and encoding. */
    final Circuit paper(int size) {
        return Ansatz.paper(size, circuitLayers, encoding);
    }

    /** {@return what evaluates the circuits} */
    public Engine engine() {
        return engine == null ? Engine.AUTO : engine;
    }

    @Override
    public <A> SequenceEvaluator<A> evaluator(Precision<A> precision) {
        return Execution.resolve(execution, engine()).cell(cell(), precision);
    }

    /** {@return the number of qubits} */
    public int getQubits() {
        return qubits;
    }

    /** {@return the number of circuit layers; 0 where a circuit was given} */
    public int getCircuitLayers() {
        return circuitLayers;
    }

    /** {@return how the circuits' inputs are encoded; {@link InputEncoding#ARCTAN} where a circuit was given} */
    public InputEncoding getEncoding() {
        return encoding;
    }

    /** {@return the number of circuits of each gate} */
    public int getCircuits() {
        return circuits;
    }

    /** {@return how the circuits' angles begin} */
    public AngleInit getAngleInit() {
        return angleInit;
    }

    /** {@return how the circuits' inputs are made} */
    public Projection getProjection() {
        return projection;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(inputType, override);
        checkSizes();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        checkSizes();
        return super.instantiate(conf, listeners, index, parameters, initialize, dataType);
    }

    @Override
    public void initialize(CellParameter parameter, INDArray array) {
        if (parameter.role() == CellParameter.Role.ANGLES) {
            InitialValues.drawAngles(angleInit, cell().circuitOf(parameter), array);
        } else {
            super.initialize(parameter, array);
        }
    }

    /** The complex numbers of the state after the encoding and after each layer. */
    @Override
    final long kept() {
        return cell().circuits().stream()
                .mapToLong(each -> (2L << each.qubits()) * (circuitLayers + 1))
                .sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantumRecurrentLayer that
                && super.equals(other)
                && qubits == that.qubits
                && circuitLayers == that.circuitLayers
                && encoding == that.encoding
                && circuits == that.circuits
                && projection == that.projection
                && angleInit == that.angleInit
                && Objects.equals(circuit, that.circuit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                getClass(),
                super.hashCode(),
                qubits,
                circuitLayers,
                encoding,
                circuits,
                projection,
                angleInit,
                circuit);
    }

    @Override
    public String toString() {
        return kind() + "(nIn=" + nIn + ", nOut=" + nOut + ", qubits=" + qubits + ", circuitLayers=" + circuitLayers
                + (encoding == InputEncoding.ARCTAN ? "" : ", encoding=" + encoding)
                + (circuits == 1 ? "" : ", circuits=" + circuits) + ", projection=" + projection
                + (circuit == null ? "" : ", circuit=" + circuit) + ")";
    }

    /**
     * The options of circuits. Defaults: one circuit per gate of 4 qubits and 4 layers, inputs through arctan, a shared
     * projection, the fastest engine.
     *
     * @param <T> the builder itself
     */
    @SuppressWarnings("unchecked") // T is the builder's own class, as in all builders of DL4J.
    public abstract static class Builder<T extends Builder<T>> extends BaseRecurrentLayer.Builder<T> {

        private CircuitChoice choice = CircuitChoice.DEFAULT;
        private Projection projection = Projection.SHARED;

        /**
         * Sets the number of qubits of each circuit.
         *
         * @param qubits 1 to 24; 4 if not set
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public T qubits(int qubits) {
            choice = choice.withQubits(qubits);
            return (T) this;
        }

        /**
         * Sets the number of layers of each circuit.
         *
         * @param layers 0 to {@value Ansatz#MAX_LAYERS}; 4 if not set
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public T circuitLayers(int layers) {
            choice = choice.withCircuitLayers(layers);
            return (T) this;
        }

        /**
         * Sets a circuit of one's own, for every part of the cell, in place of {@link Ansatz#paper}.
         *
         * @param circuit not together with {@link #qubits}, {@link #circuitLayers} and {@link #encoding}
         * @return this builder
         */
        public T circuit(Circuit circuit) {
            choice = choice.withCircuit(circuit);
            return (T) this;
        }

        /**
         * Sets how {@link Ansatz#paper} encodes its inputs. Not together with {@link #circuit}, which has an encoding
         * of its own.
         *
         * @param encoding by default {@link InputEncoding#ARCTAN}, as in the paper
         * @return this builder
         */
        public T encoding(InputEncoding encoding) {
            choice = choice.withEncoding(encoding);
            return (T) this;
        }

        /**
         * Sets the number k of circuits of each gate: a bank, whose circuits are all like {@link #circuit}, or the one
         * that qubits and circuitLayers describe, but have inputs, angles and expectations of their own. The rank of a
         * gate is at most k times the number of expectations. Not with {@link Projection#NONE}.
         *
         * @param number 1 to 1024; by default 1
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public T circuits(int number) {
            choice = choice.withCircuits(number);
            return (T) this;
        }

        /**
         * Sets how the circuits' angles begin.
         *
         * @param init by default {@link AngleInit#SMALL_NORMAL}, as in the paper's code
         * @return this builder
         */
        public T angleInit(AngleInit init) {
            choice = choice.withAngleInit(init);
            return (T) this;
        }

        /**
         * Sets how [h_{t-1}, x_t] becomes the circuits' input.
         *
         * @param projection by default {@link Projection#SHARED}
         * @return this builder
         */
        public T projection(Projection projection) {
            this.projection = Objects.requireNonNull(projection, "projection");
            return (T) this;
        }

        /**
         * Sets what evaluates the circuits; no part of a saved model.
         *
         * @param engine by default {@link Engine#AUTO}
         * @return this builder
         */
        public T engine(Engine engine) {
            choice = choice.withEngine(engine);
            return (T) this;
        }

        /**
         * Runs the circuits under noise; no part of a saved model. An {@link Execution} around the network's work goes before it.
         *
         * @param noise what acts after the gates and in the readout
         * @return this builder
         */
        public T noise(NoiseModel noise) {
            choice = choice.withNoise(noise);
            return (T) this;
        }

        /**
         * Runs the circuits by shots, as {@link Execution#shots} does; no part of a saved model.
         *
         * @param number shots of every circuit, in each basis
         * @param seed of the samples
         * @return this builder
         * @throws IllegalArgumentException for a number below 1
         */
        public T shots(int number, long seed) {
            choice = choice.withShots(number, seed);
            return (T) this;
        }
    }
}
