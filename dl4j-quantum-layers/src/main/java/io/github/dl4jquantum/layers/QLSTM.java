package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.layers.runtime.QlstmParamInitializer;
import io.github.dl4jquantum.layers.runtime.QlstmRuntime;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Quantum long short-term memory: an LSTM whose gates are variational quantum circuits.
 *
 * <pre>
 *   q_t = W_x x_t + W_h h_{t-1} + b                              shared by the four gates, or one each
 *   f, i, g, o = W_k VQC_k(q_t) + b_k,  k = 1..4                 qubits -> nOut
 *   c_t = sigm(f) c_{t-1} + sigm(i) tanh(g)
 *   m_t = sigm(o) tanh(c_t)
 *   h_t = W_5 VQC_5(W_5' m_t + b_5') + b_5                       goes on in the recurrence
 *   y_t = W_6 VQC_6(W_6' m_t + b_6') + b_6                       the layer's output
 * </pre>
 *
 * <ul>
 *   <li>Input x: [minibatch, nIn, time], or [minibatch, time, nIn] with {@code RNNFormat.NWC}
 *   <li>Output y: [minibatch, nOut, time], in the format of the input
 *   <li>A mask [minibatch, time] multiplies h_t, c_t and y_t
 * </ul>
 *
 * <p>Parameters in this order, n the circuit's inputs (the qubits), z its expectations (the qubits), P its angles (3
 * qubits layers):
 *
 * <pre>
 *   projectionW [nIn, n]   projectionRW [nOut, n]   projectionB [1, n]
 *   forgetAngles [1, P]    forgetW [z, nOut]        forgetB [1, nOut]         likewise input, candidate, output
 *   hiddenProjectionW [nOut, n]   hiddenProjectionB [1, n]   hiddenAngles [1, P]   hiddenW [z, nOut]   hiddenB [1, nOut]
 *   readoutProjectionW ...                                                         likewise readout
 * </pre>
 *
 * With {@link Projection#PER_GATE} each gate has a projection of its own in front of its angles (forgetProjectionW,
 * ...); with {@link Projection#NONE} there are angles only. With nIn = nOut = 16, 4 qubits and 4 layers that is 1,036
 * parameters, 288 of them angles. Weights are initialised as {@code weightInit} says, biases with {@code biasInit}
 * (default 0), angles with 0.01 N(0, 1). l1, l2 and weight decay act on weights, not on angles, which have a period.
 *
 * <p>Source: Chen, Yoo and Fang, "Quantum long short-term memory", arXiv 2009.01783, equation 5. There the circuits act
 * on [h_{t-1}, x_t] as it is, and their number of qubits is its size: {@link Projection#NONE}. The linear maps are this
 * project's reading of arXiv 2502.13370, where 16 latent values meet 4 qubits.
 */
public final class QLSTM extends BaseRecurrentLayer {

    private static final long serialVersionUID = 1L;

    private int qubits;
    private int circuitLayers;

    @JsonProperty
    private Circuit circuit;

    private Projection projection;
    private transient Engine engine;

    /** For JSON. */
    private QLSTM() {}

    private QLSTM(Builder builder) {
        super(builder);
        CircuitChoice choice = builder.choice.check("QLSTM");
        qubits = choice.qubits();
        circuitLayers = choice.circuitLayers();
        circuit = choice.custom();
        projection = builder.projection;
        engine = choice.engine();
        if (builder.getActivationFn() != null) {
            throw new IllegalStateException("QLSTM has its own activations, sigmoid and tanh; leave activation("
                    + builder.getActivationFn() + ") out.");
        }
        if (projection == Projection.NONE && circuit != null) {
            throw new IllegalStateException("Projection.NONE needs two circuits of different sizes, so that"
                    + " circuit(...) cannot be used with it; choose Projection.SHARED, or leave the circuit out.");
        }
        checkSizes();
        initializeConstraints(builder);
    }

    /** Without projections the sizes must fit the qubits; checked as soon as they are known. */
    private void checkSizes() {
        if (projection == Projection.NONE && nIn > 0 && nOut > 0 && nIn + nOut != qubits) {
            throw new IllegalStateException("Projection.NONE needs nIn + nOut = qubits, but nIn " + nIn + " + nOut "
                    + nOut + " is " + (nIn + nOut) + " and there are " + qubits + " qubits; set qubits(" + (nIn + nOut)
                    + ")" + (qubits > nOut ? " or nIn " + (qubits - nOut) : "") + ", or use Projection.SHARED.");
        }
    }

    /** The cell as engines know it. Sizes that are not known yet are taken as the smallest that fit. */
    public QlstmCell cell() {
        int out = (int) Math.max(1, nOut);
        if (projection == Projection.NONE) {
            int in = (int) Math.max(1, nIn > 0 ? nIn : qubits - out);
            return new QlstmCell(Ansatz.paper(in + out, circuitLayers), Ansatz.paper(out, circuitLayers), in, out, 0);
        }
        Circuit each = circuit == null ? Ansatz.paper(qubits, circuitLayers) : circuit;
        int projections = projection == Projection.SHARED ? 1 : QlstmCell.GATES.size();
        return new QlstmCell(each, each, (int) Math.max(1, nIn), out, projections);
    }

    /** What evaluates the circuits. */
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

    /** How the circuits' inputs are made. */
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
        LayerValidation.assertNInNOutSet("QLSTM", getLayerName(), index, getNIn(), getNOut());
        checkSizes();
        QlstmRuntime layer = new QlstmRuntime(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return QlstmParamInitializer.INSTANCE;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        QlstmCell cell = cell();
        InputType.InputTypeRecurrent sequence = (InputType.InputTypeRecurrent) inputType;
        long steps = Math.max(1, sequence.getTimeSeriesLength());
        long parameters = cell.parameterCount();
        int updater = (int) getIUpdater().stateSize(parameters);
        // Four gates and two heads, each with the encoded state and one state a layer; complex numbers.
        long states = 2L * (1L << cell.gates().qubits()) * (circuitLayers + 1) * 4
                + 2L * (1L << cell.heads().qubits()) * (circuitLayers + 1) * 2;
        return new LayerMemoryReport.Builder(layerName, QLSTM.class, inputType, getOutputType(-1, inputType))
                .standardMemory(parameters, updater)
                .workingMemory(0, states, 0, steps * states)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QLSTM that
                && super.equals(other)
                && qubits == that.qubits
                && circuitLayers == that.circuitLayers
                && projection == that.projection
                && Objects.equals(circuit, that.circuit);
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof QLSTM;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), qubits, circuitLayers, projection, circuit);
    }

    @Override
    public String toString() {
        return "QLSTM(nIn=" + nIn + ", nOut=" + nOut + ", qubits=" + qubits + ", circuitLayers=" + circuitLayers
                + ", projection=" + projection + (circuit == null ? "" : ", circuit=" + circuit) + ")";
    }

    /** Builds a QLSTM. Defaults: 4 qubits, 4 circuit layers, a shared projection, the fastest engine. */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter that no caller can mean.
    public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {

        private CircuitChoice choice = CircuitChoice.DEFAULT;
        private Projection projection = Projection.SHARED;

        /**
         * Number of qubits of each circuit, 1 to 16.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder qubits(int qubits) {
            choice = choice.withQubits(qubits);
            return this;
        }

        /**
         * Number of layers of each circuit.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder circuitLayers(int layers) {
            choice = choice.withCircuitLayers(layers);
            return this;
        }

        /** A circuit of one's own for all gates and heads, in place of {@link Ansatz#paper}. */
        public Builder circuit(Circuit circuit) {
            choice = choice.withCircuit(circuit);
            return this;
        }

        /** How [h_{t-1}, x_t] becomes the circuits' input. */
        public Builder projection(Projection projection) {
            this.projection = Objects.requireNonNull(projection, "projection");
            return this;
        }

        /** What evaluates the circuits; no part of a saved model. */
        public Builder engine(Engine engine) {
            choice = choice.withEngine(engine);
            return this;
        }

        /**
         * The layer.
         *
         * @throws IllegalStateException if options contradict each other or the sizes do not fit the projection
         */
        @Override
        public QLSTM build() {
            return new QLSTM(this);
        }
    }
}
