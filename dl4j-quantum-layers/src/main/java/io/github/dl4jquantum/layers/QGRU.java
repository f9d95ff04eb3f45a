package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.layers.runtime.RecurrentRuntime;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;

/**
 * Quantum gated recurrent unit: a GRU whose gates and candidate are variational quantum circuits.
 *
 * <pre>
 *   q_t = W_x x_t + W_h h_{t-1} + b                              shared by the two gates, or one each
 *   r, z = sigm(W_k VQC_k(q_t) + b_k),  k = 1, 2                 qubits -> nOut
 *   n_t = tanh(W_3 VQC_3(W_x' x_t + W_h' (r h_{t-1}) + b') + b_3)
 *   h_t = (1 - z) n_t + z h_{t-1}                                the layer's output
 * </pre>
 *
 * <ul>
 *   <li>Input x: [minibatch, nIn, time], or [minibatch, time, nIn] with {@code RNNFormat.NWC}
 *   <li>Output h: [minibatch, nOut, time], in the format of the input
 *   <li>A mask [minibatch, time] multiplies h_t
 * </ul>
 *
 * <p>VQC_k is a bank of as many circuits as {@code circuits(...)} says, as in {@link QLSTM}: the rank of a gate and of
 * the candidate is at most circuits times z.
 *
 * <p>Parameters in this order, k the circuits of a gate, n a circuit's inputs (the qubits), z its expectations (the
 * qubits), P its angles (3 qubits layers); what belongs to the circuits of a gate lies circuit after circuit:
 *
 * <pre>
 *   projectionW [nIn, k n]   projectionRW [nOut, k n]   projectionB [1, k n]
 *   resetAngles [1, k P]     resetW [k z, nOut]         resetB [1, nOut]          likewise update
 *   candidateProjectionW [nIn, k n]   candidateProjectionRW [nOut, k n]   candidateProjectionB [1, k n]
 *   candidateAngles [1, k P]          candidateW [k z, nOut]              candidateB [1, nOut]
 * </pre>
 *
 * With {@link Projection#PER_GATE} each gate has a projection of its own in front of its angles (resetProjectionW, ...);
 * with {@link Projection#NONE} there are angles only. With nIn = nOut = 16, 4 qubits and 4 layers that is 648
 * parameters, 144 of them angles; with 4 circuits a gate 2,448, 576 of them angles. {@link QuantumRecurrentLayer} says how they are initialised.
 *
 * <p>Source: arXiv 2502.13370, whose QGRU has three circuits. The linear maps are this project's reading, as in {@link
 * QLSTM}.
 */
@JsonDeserialize(converter = QGRU.Read.class)
public final class QGRU extends QuantumRecurrentLayer {

    private static final long serialVersionUID = 1L;

    /** For JSON. */
    private QGRU() {}

    private QGRU(Builder builder) {
        super(builder);
    }

    static final class Read extends AfterReading<QGRU> {}

    @Override
    QgruCell cell(int in, int out) {
        return switch (getProjection()) {
            case NONE -> new QgruCell(paper(in + out), in, out, 0);
            case SHARED -> new QgruCell(chosenCircuit(), in, out, 1, getCircuits());
            case PER_GATE -> new QgruCell(chosenCircuit(), in, out, QgruCell.GATES.size(), getCircuits());
        };
    }

    @Override
    RecurrentRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.dl4jquantum.layers.runtime.QGRU(conf, dataType, cell(), this::evaluator);
    }

    /** Builds a QGRU. */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter that no caller can mean.
    public static final class Builder extends QuantumRecurrentLayer.Builder<Builder> {

        /**
         * The layer.
         *
         * @throws IllegalStateException if options contradict each other or the sizes do not fit the projection
         */
        @Override
        public QGRU build() {
            return new QGRU(this);
        }
    }
}
