package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.layers.runtime.DressedCircuit;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonAnySetter;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonSetter;
import org.nd4j.shade.jackson.databind.util.StdConverter;

/**
 * What {@link VqcLayer} and {@link QuanvolutionLayer} have in common: a bank of circuits between two linear maps, each of
 * which exists only where the sizes differ.
 *
 * <pre>
 *   q = v W_p + b_p          v are the numbers that the layer reads at once
 *   z = VQC(q, theta)        the expectations of the circuits' observables
 *   y = z W_o + b_o
 * </pre>
 *
 * <p>VQC is a bank of as many circuits as {@code circuits(...)} says, 1 by default: each takes its own part of q, has
 * angles of its own, and all expectations side by side are z. The rank of y - b_o is at most their number.
 *
 * <p>Parameters in this order, v the numbers read at once, k the circuits, n a circuit's inputs (the qubits), z its
 * expectations (the qubits), P its angles (3 qubits layers); what belongs to circuits lies circuit after circuit:
 *
 * <pre>
 *   projectionW [v, k n]   angles [1, k P]   outputW [k z, nOut]   projectionB [1, k n]   outputB [1, nOut]
 * </pre>
 *
 * Weights are initialised as {@code weightInit} says (the layer's, else the network's, else Xavier), biases with
 * {@code biasInit} (0), angles as {@code angleInit} says. l1, l2, weight decay, weight noise and constraints on weights act
 * on weights, not on angles, which have a period.
 *
 * <p>The circuit is {@link Ansatz#paper} unless one is given. A circuit that reads as many numbers as there are, and has
 * as many observables as nOut and no parameters, makes a fixed feature map: a layer without parameters.
 *
 * @serial exclude
 */
public abstract class CircuitLayer extends FeedForwardLayer implements Parametrised {

    private static final long serialVersionUID = 1L;

    /** Name of the parameter W_p. */
    public static final String PROJECTION_W = DressedCircuit.PROJECTION_W;

    /** Name of the parameter b_p. */
    public static final String PROJECTION_B = DressedCircuit.PROJECTION_B;
    /** Name of the parameter theta, the angles of all circuits. */
    public static final String ANGLES = DressedCircuit.ANGLES;
    /** Name of the parameter W_o. */
    public static final String OUTPUT_W = DressedCircuit.OUTPUT_W;
    /** Name of the parameter b_o. */
    public static final String OUTPUT_B = DressedCircuit.OUTPUT_B;

    private int qubits;

    /** Files must say it: 0 is a choice. */
    private int circuitLayers = -1;

    @JsonProperty
    private Circuit circuit;

    /** Files of version 0.1.0 may lack it. */
    @JsonProperty
    private AngleInit angleInit = AngleInit.SMALL_NORMAL;

    /** Older files lack it and the number of circuits. */
    private InputEncoding encoding = InputEncoding.ARCTAN;

    private int circuits = 1;

    /** No part of saved models, but of the running program, whose Spark executors get a network by Java's serialisation. */
    @JsonIgnore
    private Engine engine;

    private transient Execution execution;
    private transient Circuit paper;

    /** DL4J asks about parameters by the dozen in every iteration: they are laid out once for given sizes. */
    private transient DressedCircuit dressed;

    /** For JSON. */
    CircuitLayer() {}

    CircuitLayer(Builder<?> builder) {
        super(builder);
        if (builder.getActivationFn() != null) {
            throw new IllegalStateException(
                    kind() + " has no activation: its outputs are expectations, or a linear map of"
                            + " them; leave activation(" + builder.getActivationFn() + ") out.");
        }
        CircuitChoice choice = builder.choice.check(kind());
        qubits = choice.qubits();
        circuitLayers = choice.circuitLayers();
        circuit = choice.custom();
        encoding = choice.encoding();
        circuits = choice.circuits();
        angleInit = choice.angleInit();
        engine = choice.engine();
        execution = choice.execution();
        if (nOut == 0) {
            nOut = expectations();
        }
    }

    /**
     * Checks a layer that was read as its builder checks one that was described.
     *
     * @param <L> the layer's class, which Jackson needs to know
     */
    abstract static class Read<L extends CircuitLayer> extends StdConverter<L, L> {
        @Override
        public final L convert(L layer) {
            layer.checkRead();
            return layer;
        }
    }

    /** @throws IllegalArgumentException or IllegalStateException if what was read is no layer */
    void checkRead() {
        AfterReading.checkSize(this, "nin", nIn);
        AfterReading.checkSize(this, "nout", nOut);
        CircuitChoice.checkRead(this, qubits, circuitLayers, encoding, circuit, circuits, angleInit);
    }

    /** Version 0.1.0 wrote what DL4J's SameDiffLayer has; of that, the updater has another name now. */
    @JsonSetter("updater")
    private void setUpdaterOfVersion010(IUpdater updater) {
        iUpdater = updater;
    }

    @JsonAnySetter
    private void unknown(String key, Object value) {
        if (!List.of("layerParams", "paramWeightInit", "weightInit").contains(key)) {
            throw AfterReading.unknown(this, key);
        }
    }

    final String kind() {
        return getClass().getSimpleName();
    }

    /** {@return how many numbers are read at once; 0 while that is not known} */
    public abstract long values();

    /** {@return the number of expectations of all circuits} */
    public final long expectations() {
        return (long) circuits * circuit().observables().size();
    }

    /** {@return the circuit, of which there are {@link #getCircuits}} */
    public Circuit circuit() {
        if (circuit != null) {
            return circuit;
        }
        if (paper == null) {
            paper = Ansatz.paper(qubits, circuitLayers, encoding);
        }
        return paper;
    }

    /** {@return what evaluates the circuit} */
    public Engine engine() {
        return engine == null ? Engine.AUTO : engine;
    }

    /**
     * {@return what evaluates the circuit now: of the {@link Execution} that the calling thread is in, of the layer's
     * own, or the engine}
     */
    public CircuitEngine resolveEngine() {
        return Execution.resolve(execution, engine());
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

    /** {@return the number of circuits} */
    public int getCircuits() {
        return circuits;
    }

    /** {@return how the circuits' angles begin} */
    public AngleInit getAngleInit() {
        return angleInit;
    }

    /** The circuits and the linear maps around them. Sizes that are not known yet are 0. */
    final DressedCircuit dressed() {
        if (dressed == null || dressed.values() != values() || dressed.nOut() != nOut) {
            dressed = new DressedCircuit(circuit(), circuits, (int) values(), (int) nOut);
        }
        return dressed;
    }

    @Override
    public List<CellParameter> parameters() {
        return dressed().parameters();
    }

    @Override
    public void initialize(CellParameter parameter, INDArray array) {
        switch (parameter.role()) {
            case ANGLES -> InitialValues.drawAngles(angleInit, circuit(), array);
            case BIAS -> InitialValues.setBiases(biasInit, array);
            default -> InitialValues.drawWeights(weightInitFn, parameter, array);
        }
    }

    @Override
    public ParamInitializer initializer() {
        return CellParamInitializer.INSTANCE;
    }

    /** Makes the layer at work. */
    abstract Layer runtime(NeuralNetConfiguration conf, DataType dataType);

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        if (nIn == 0) {
            throw new IllegalStateException(kind() + " \"" + layerName + "\" (layer index " + index
                    + ") does not know its input size; set nIn(...), or the network's setInputType(...).");
        }
        Layer layer = runtime(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        return layer;
    }

    /** How often the circuits are evaluated for one example. */
    abstract long evaluations(InputType inputType);

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        int updaterState = (int) getIUpdater().stateSize(parameters);
        long state = circuits * (2L << qubits) * evaluations(inputType);
        long layers = Math.max(circuitLayers, 1);
        return new LayerMemoryReport.Builder(layerName, getClass(), inputType, getOutputType(-1, inputType))
                .standardMemory(parameters, updaterState)
                .workingMemory(0, state * (layers + 1), 0, state * (layers + 3))
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CircuitLayer that
                && super.equals(other)
                && qubits == that.qubits
                && circuitLayers == that.circuitLayers
                && encoding == that.encoding
                && circuits == that.circuits
                && angleInit == that.angleInit
                && Objects.equals(circuit, that.circuit);
    }

    @Override
    protected boolean canEqual(Object other) {
        return getClass() == other.getClass();
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                getClass(), super.hashCode(), qubits, circuitLayers, encoding, circuits, angleInit, circuit);
    }

    @Override
    public String toString() {
        return kind() + "(nIn=" + nIn + ", nOut=" + nOut + ", qubits=" + qubits + ", circuitLayers=" + circuitLayers
                + (encoding == InputEncoding.ARCTAN ? "" : ", encoding=" + encoding)
                + (circuits == 1 ? "" : ", circuits=" + circuits) + (circuit == null ? "" : ", circuit=" + circuit)
                + ")";
    }

    /**
     * The options of sizes and circuits. Defaults: one circuit of 4 qubits and 4 layers, inputs through arctan, the
     * fastest engine.
     *
     * @param <T> the builder itself
     */
    @SuppressWarnings("unchecked") // T is the builder's own class, as in all builders of DL4J.
    public abstract static class Builder<T extends Builder<T>> extends FeedForwardLayer.Builder<T> {

        private CircuitChoice choice = CircuitChoice.DEFAULT;

        /** Size of the input; the network's {@code setInputType} can set it too. */
        @Override
        public T nIn(int size) {
            return super.nIn(positive("nIn", size));
        }

        /** Size of the input; the network's {@code setInputType} can set it too. */
        @Override
        public T nIn(long size) {
            return super.nIn(positive("nIn", size));
        }

        /** Size of the output; by default the number of expectations. */
        @Override
        public T nOut(int size) {
            return super.nOut(positive("nOut", size));
        }

        /** Size of the output; by default the number of expectations. */
        @Override
        public T nOut(long size) {
            return super.nOut(positive("nOut", size));
        }

        private static long positive(String name, long size) {
            if (size < 1) {
                throw new IllegalArgumentException(name + "(" + size + ") must be at least 1.");
            }
            return size;
        }

        /**
         * Sets the number of qubits of the circuit.
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
         * Sets the number of layers of the circuit.
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
         * Sets a circuit of one's own in place of {@link Ansatz#paper}.
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
         * Sets the number k of circuits: a bank, whose circuits are all like {@link #circuit}, or the one that qubits
         * and circuitLayers describe, but have inputs, angles and expectations of their own. The rank of the layer is
         * at most k times the number of expectations.
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
         * Sets what evaluates the circuit; no part of a saved model.
         *
         * @param engine by default {@link Engine#AUTO}
         * @return this builder
         */
        public T engine(Engine engine) {
            choice = choice.withEngine(engine);
            return (T) this;
        }

        /**
         * Runs the circuit under noise; no part of a saved model. An {@link Execution} around the network's work goes before it.
         *
         * @param noise what acts after the gates and in the readout
         * @return this builder
         */
        public T noise(NoiseModel noise) {
            choice = choice.withNoise(noise);
            return (T) this;
        }

        /**
         * Runs the circuit by shots, as {@link Execution#shots} does; no part of a saved model.
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
