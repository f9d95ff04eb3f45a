package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.samediff.SDCircuit;
import io.github.dl4jquantum.layers.runtime.InitialAngles;
import io.github.dl4jquantum.layers.runtime.VqcRuntime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.util.StdConverter;

/**
 * A variational quantum circuit as a feed-forward layer:
 *
 * <pre>
 *   q = x W_p + b_p          only where nIn is not the circuits' number of inputs
 *   z = VQC(q, theta)        the expectations of the circuits' observables
 *   y = z W_o + b_o          only where nOut is not their number
 * </pre>
 *
 * <ul>
 *   <li>Input x: [minibatch, nIn]
 *   <li>Output y: [minibatch, nOut]; nOut is the number of expectations if it is not set
 * </ul>
 *
 * <p>VQC is a bank of as many circuits as {@code circuits(...)} says, 1 by default: each takes its own part of q, has
 * angles of its own, and all expectations side by side are z. The rank of y - b_o is at most their number.
 *
 * <p>Parameters in this order, k the circuits, n a circuit's inputs (the qubits), z its expectations (the qubits), P its
 * angles (3 qubits layers); what belongs to circuits lies circuit after circuit:
 *
 * <pre>
 *   projectionW [nIn, k n]   angles [1, k P]   outputW [k z, nOut]   projectionB [1, k n]   outputB [1, nOut]
 * </pre>
 *
 * Weights are initialised as {@code weightInit} says (the layer's, else the network's, else Xavier), biases with 0,
 * angles as {@code angleInit} says. l1, l2 and weight decay act on weights, not on angles, which have a period; constraints on
 * weights act on angles too, since a SameDiffLayer knows weights and biases alone.
 *
 * <p>As for every SameDiffLayer of DL4J 1.0.0-M2.1, there is no weight noise, and {@code network.setLearningRate} passes
 * it by: give the updater a schedule.
 *
 * <p>The circuit is {@link Ansatz#paper} unless one is given. Source: arXiv 2502.13370 and 2009.01783; the linear maps
 * are the usual "dressed" circuit of Mari et al., arXiv 1912.08278.
 *
 * <p>This is a {@link SameDiffLayer}: {@link #defineLayer} builds it of {@link SDCircuit} operations for any SameDiff
 * graph. In a network its work is done by the engines, and the runtime repairs what DL4J 1.0.0-M2.1's own gets wrong:
 * gradients twice too large, {@code setParam} without effect, dropout and regularisation score left out.
 */
@JsonDeserialize(converter = VqcLayer.Read.class)
public final class VqcLayer extends SizedSameDiffLayer {

    private static final long serialVersionUID = 1L;

    /** Names of the parameters. */
    public static final String PROJECTION_W = "projectionW";

    public static final String PROJECTION_B = "projectionB";
    public static final String ANGLES = "angles";
    public static final String OUTPUT_W = "outputW";
    public static final String OUTPUT_B = "outputB";

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
    private transient Engine engine;
    private transient Circuit paper;

    /** For JSON. */
    private VqcLayer() {}

    private VqcLayer(Builder builder) {
        super(builder);
        CircuitChoice choice = builder.choice.check("VqcLayer");
        qubits = choice.qubits();
        circuitLayers = choice.circuitLayers();
        circuit = choice.custom();
        encoding = choice.encoding();
        circuits = choice.circuits();
        angleInit = choice.angleInit();
        engine = choice.engine();
        if (getNOut() == 0) {
            setNOut(expectations());
        }
        initializeConstraints(builder);
        getLayerParams(); // DL4J makes them at first use, and compares them.
    }

    static final class Read extends StdConverter<VqcLayer, VqcLayer> {
        @Override
        public VqcLayer convert(VqcLayer layer) {
            layer.checkRead();
            return layer;
        }
    }

    @Override
    void checkRead() {
        super.checkRead();
        CircuitChoice.checkRead(this, qubits, circuitLayers, encoding, circuit, circuits, angleInit);
    }

    /** Number of expectations of all circuits. */
    private int expectations() {
        return circuits * circuit().observables().size();
    }

    /** The circuit, of which there are {@link #getCircuits}. */
    public Circuit circuit() {
        if (circuit != null) {
            return circuit;
        }
        if (paper == null) {
            paper = Ansatz.paper(qubits, circuitLayers, encoding);
        }
        return paper;
    }

    /** What evaluates the circuit. */
    public Engine engine() {
        return engine == null ? Engine.AUTO : engine;
    }

    /** Number of qubits. */
    public int getQubits() {
        return qubits;
    }

    /** Number of circuit layers; 0 where a circuit was given. */
    public int getCircuitLayers() {
        return circuitLayers;
    }

    /** How the circuits' inputs are encoded; {@link InputEncoding#ARCTAN} where a circuit was given. */
    public InputEncoding getEncoding() {
        return encoding;
    }

    /** Number of circuits. */
    public int getCircuits() {
        return circuits;
    }

    /** How the circuits' angles begin. */
    public AngleInit getAngleInit() {
        return angleInit;
    }

    @Override
    public void defineParameters(SDLayerParams parameters) {
        int inputs = circuits * circuit().inputs();
        int angles = circuits * circuit().parameters();
        boolean projected = getNIn() != inputs;
        boolean mapped = getNOut() != expectations();
        if (projected) {
            parameters.addWeightParam(PROJECTION_W, getNIn(), inputs);
            parameters.addBiasParam(PROJECTION_B, 1, inputs);
        }
        if (angles > 0) {
            parameters.addWeightParam(ANGLES, 1, angles);
        }
        if (mapped) {
            parameters.addWeightParam(OUTPUT_W, expectations(), getNOut());
            parameters.addBiasParam(OUTPUT_B, 1, getNOut());
        }
    }

    @Override
    boolean initializes(String parameter, INDArray array) {
        boolean angles = ANGLES.equals(parameter);
        if (angles) {
            InitialAngles.draw(angleInit, circuit(), array);
        }
        return angles;
    }

    @Override
    public SDVariable defineLayer(
            SameDiff graph, SDVariable input, Map<String, SDVariable> parameters, SDVariable mask) {
        SDVariable q = affine(input, parameters.get(PROJECTION_W), parameters.get(PROJECTION_B));
        SDVariable angles =
                parameters.containsKey(ANGLES) ? parameters.get(ANGLES).reshape(-1) : null;
        SDVariable z = SDCircuit.expectations(graph, circuit(), circuits, q, angles);
        return affine(z, parameters.get(OUTPUT_W), parameters.get(OUTPUT_B));
    }

    private static SDVariable affine(SDVariable input, SDVariable weights, SDVariable bias) {
        return weights == null ? input : input.mmul(weights).add(bias);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String parameter) {
        return ANGLES.equals(parameter) ? null : super.getRegularizationByParam(parameter);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        if (getNIn() == 0) {
            throw new IllegalStateException("VqcLayer \"" + layerName + "\" (layer index " + index
                    + ") does not know its input size; set nIn(...), or the network's setInputType(...).");
        }
        VqcRuntime layer = new VqcRuntime(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        int updaterState = (int) getUpdater().stateSize(parameters);
        long state = circuits * (2L << qubits);
        long layers = Math.max(circuitLayers, 1);
        return new LayerMemoryReport.Builder(layerName, VqcLayer.class, inputType, getOutputType(-1, inputType))
                .standardMemory(parameters, updaterState)
                .workingMemory(0, state * (layers + 1), 0, state * (layers + 3))
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VqcLayer that
                && super.equals(other)
                && qubits == that.qubits
                && circuitLayers == that.circuitLayers
                && encoding == that.encoding
                && circuits == that.circuits
                && angleInit == that.angleInit
                && Objects.equals(circuit, that.circuit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), qubits, circuitLayers, encoding, circuits, angleInit, circuit);
    }

    @Override
    public String toString() {
        return "VqcLayer(nIn=" + getNIn() + ", nOut=" + getNOut() + ", qubits=" + qubits + ", circuitLayers="
                + circuitLayers + (encoding == InputEncoding.ARCTAN ? "" : ", encoding=" + encoding)
                + (circuits == 1 ? "" : ", circuits=" + circuits) + (circuit == null ? "" : ", circuit=" + circuit)
                + ")";
    }

    /** Builds a VqcLayer. Defaults: one circuit of 4 qubits and 4 layers, inputs through arctan, the fastest engine. */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter that no caller can mean.
    public static final class Builder extends SizedSameDiffLayer.Builder<Builder> {

        private CircuitChoice choice = CircuitChoice.DEFAULT;
        /**
         * Number of qubits of the circuit, 1 to 24.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder qubits(int qubits) {
            choice = choice.withQubits(qubits);
            return this;
        }

        /**
         * Number of layers of the circuit.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder circuitLayers(int layers) {
            choice = choice.withCircuitLayers(layers);
            return this;
        }

        /** A circuit of one's own in place of {@link Ansatz#paper}. */
        public Builder circuit(Circuit circuit) {
            choice = choice.withCircuit(circuit);
            return this;
        }

        /**
         * How {@link Ansatz#paper} encodes its inputs; by default {@link InputEncoding#ARCTAN}, as in the paper. Not
         * together with {@link #circuit}, which has an encoding of its own.
         */
        public Builder encoding(InputEncoding encoding) {
            choice = choice.withEncoding(encoding);
            return this;
        }

        /**
         * Number k of circuits, 1 by default: a bank, whose circuits are all like {@link #circuit}, or the one that
         * qubits and circuitLayers describe, but have inputs, angles and expectations of their own. The rank of the
         * layer is at most k times the number of expectations.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder circuits(int number) {
            choice = choice.withCircuits(number);
            return this;
        }

        /** How the circuits' angles begin; by default {@link AngleInit#SMALL_NORMAL}, as in the paper's code. */
        public Builder angleInit(AngleInit init) {
            choice = choice.withAngleInit(init);
            return this;
        }

        /** What evaluates the circuit; no part of a saved model. */
        public Builder engine(Engine engine) {
            choice = choice.withEngine(engine);
            return this;
        }

        /**
         * The layer.
         *
         * @throws IllegalStateException if options contradict each other
         */
        @Override
        public VqcLayer build() {
            return new VqcLayer(this);
        }
    }
}
