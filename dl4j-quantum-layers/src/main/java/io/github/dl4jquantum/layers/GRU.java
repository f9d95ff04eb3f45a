package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.GruCell;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.layers.runtime.RecurrentRuntime;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;

/**
 * Gated recurrent unit, without circuits: the classical counterpart of {@link QGRU}, which DL4J 1.0.0-M2.1 lacks.
 *
 * <pre>
 *   r, z = sigm(W_k x_t + U_k h_{t-1} + b_k)                     reset, update gate
 *   n_t = tanh(W_n x_t + U_n (r h_{t-1}) + b_n)                  candidate
 *   h_t = (1 - z) n_t + z h_{t-1}                                the layer's output
 * </pre>
 *
 * <ul>
 *   <li>Input x: [minibatch, nIn, time], or [minibatch, time, nIn] with {@code RNNFormat.NWC}
 *   <li>Output h: [minibatch, nOut, time], in the format of the input
 *   <li>A mask [minibatch, time] multiplies h_t
 * </ul>
 *
 * <p>Parameters in this order, 3 nOut (nIn + nOut + 1) in all; {@link SequenceLayer} says how they are initialised:
 *
 * <pre>
 *   resetW [nIn, nOut]   resetRW [nOut, nOut]   resetB [1, nOut]         likewise update, candidate
 * </pre>
 *
 * <p>Source: Cho et al., "Learning phrase representations using RNN encoder-decoder for statistical machine
 * translation", arXiv 1406.1078, equations 5 to 8; here with biases, which are left out there. As there, r multiplies
 * h_{t-1} before U_n does; cuDNN and PyTorch's nn.GRU multiply U_n h_{t-1} + b by it afterwards, so that their weights
 * are not interchangeable with these.
 *
 * <p>Runs in the loops of {@link CpuEngine}, on as many threads; there is no choice of engines.
 */
@JsonDeserialize(converter = GRU.Read.class)
public final class GRU extends SequenceLayer<GruCell> {

    private static final long serialVersionUID = 1L;

    /** h, both gates, n, r h_{t-1} and h_{t-1} - n. */
    private static final int KEPT = 6;

    /** For JSON. */
    private GRU() {}

    private GRU(Builder builder) {
        super(builder);
        initializeConstraints(builder);
    }

    static final class Read extends AfterReading<GRU> {}

    @Override
    GruCell cell(int in, int out) {
        return new GruCell(in, out);
    }

    @Override
    public <A> SequenceEvaluator<A> evaluator(Precision<A> precision) {
        return new CpuEngine().cell(cell(), precision);
    }

    @Override
    RecurrentRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.dl4jquantum.layers.runtime.GRU(conf, dataType, cell(), this::evaluator);
    }

    @Override
    long kept() {
        return cell().nIn() + KEPT * (long) cell().nOut();
    }

    @Override
    public String toString() {
        return kind() + "(nIn=" + nIn + ", nOut=" + nOut + ")";
    }

    /** Builds a GRU. */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter that no caller can mean.
    public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {

        /**
         * The layer.
         *
         * @throws IllegalStateException if an activation was set: a GRU has its own
         */
        @Override
        public GRU build() {
            return new GRU(this);
        }
    }
}
