package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.layers.runtime.RecurrentRuntime;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;

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
 * <p>VQC_k is a bank of as many circuits as {@code circuits(...)} says, 1 by default: each takes its own n of the numbers
 * of q, has angles of its own, and all their expectations go through the one map W_k. <b>The rank of a gate, of h_t and of
 * y_t is at most circuits times z</b>: the default cell of one circuit of 4 qubits forecasts within a 4-dimensional plane,
 * whatever nOut is. Where the sequence has more to it, take more circuits, and {@code directReadout(true)}, which adds
 * W_m m_t to y_t.
 *
 * <p>Parameters in this order, k the circuits of a gate, n a circuit's inputs (the qubits), z its expectations (the
 * qubits), P its angles (3 qubits layers); what belongs to the circuits of a gate lies circuit after circuit:
 *
 * <pre>
 *   projectionW [nIn, k n]   projectionRW [nOut, k n]   projectionB [1, k n]
 *   forgetAngles [1, k P]    forgetW [k z, nOut]        forgetB [1, nOut]         likewise input, candidate, output
 *   hiddenProjectionW [nOut, k n]   hiddenProjectionB [1, k n]
 *   hiddenAngles [1, k P]           hiddenW [k z, nOut]          hiddenB [1, nOut]   likewise readout
 *   readoutDirectW [nOut, nOut]                                                   with a direct readout
 * </pre>
 *
 * With {@link Projection#PER_GATE} each gate has a projection of its own in front of its angles (forgetProjectionW,
 * ...); with {@link Projection#NONE} there are angles only. With nIn = nOut = 16, 4 qubits and 4 layers that is 1,036
 * parameters, 288 of them angles; with 4 circuits a gate 3,856 parameters, 1,152 of them angles. {@link QuantumRecurrentLayer} says how they are initialised.
 *
 * <p>Source: Chen, Yoo and Fang, "Quantum long short-term memory", arXiv 2009.01783, equation 5. There the circuits act
 * on [h_{t-1}, x_t] as it is, and their number of qubits is its size: {@link Projection#NONE}. The linear maps are this
 * project's reading of arXiv 2502.13370, where 16 latent values meet 4 qubits.
 */
@JsonDeserialize(converter = QLSTM.Read.class)
public final class QLSTM extends QuantumRecurrentLayer {

    private static final long serialVersionUID = 1L;

    /** Older files lack it. */
    private boolean directReadout;

    /** For JSON. */
    private QLSTM() {}

    private QLSTM(Builder builder) {
        super(builder);
        directReadout = builder.directReadout;
        checkReadout();
    }

    static final class Read extends AfterReading<QLSTM> {}

    @Override
    void checkRead() {
        super.checkRead();
        checkReadout();
    }

    private void checkReadout() {
        if (directReadout && getProjection() == Projection.NONE) {
            throw new IllegalStateException(
                    "Projection.NONE has no linear maps, so no directReadout; choose Projection.SHARED.");
        }
    }

    /** {@return whether y_t sees m_t besides the readout's circuits} */
    public boolean isDirectReadout() {
        return directReadout;
    }

    @Override
    QlstmCell cell(int in, int out) {
        if (getProjection() == Projection.NONE) {
            return new QlstmCell(paper(in + out), paper(out), in, out, 0);
        }
        int projections = getProjection() == Projection.SHARED ? 1 : QlstmCell.GATES.size();
        return new QlstmCell(chosenCircuit(), chosenCircuit(), in, out, projections, getCircuits(), directReadout);
    }

    @Override
    RecurrentRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.dl4jquantum.layers.runtime.QLSTM(conf, dataType, cell(), this::evaluator);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && directReadout == ((QLSTM) other).directReadout;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), directReadout);
    }

    /** Builds a QLSTM. */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter that no caller can mean.
    public static final class Builder extends QuantumRecurrentLayer.Builder<Builder> {

        private boolean directReadout;

        /**
         * Sets whether y_t = W_6 VQC_6(...) + b_6 + W_m m_t sees m_t besides its circuits. To be turned on where nOut
         * is larger than the rank of the readout, k z: without it, nothing of m_t beyond k z directions reaches the
         * output. Not with {@link Projection#NONE}.
         *
         * @param direct by default false, as in the paper
         * @return this builder
         */
        public Builder directReadout(boolean direct) {
            directReadout = direct;
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
