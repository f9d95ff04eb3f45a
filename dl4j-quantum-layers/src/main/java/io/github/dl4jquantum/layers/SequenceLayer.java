package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.layers.runtime.RecurrentRuntime;
import java.util.Collection;
import java.util.List;
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
import org.nd4j.shade.jackson.annotation.JsonAnySetter;

/**
 * What the recurrent layers of this project have in common: everything DL4J asks of a layer whose cell is evaluated over
 * whole sequences at once. Weights are initialised as {@code weightInit} says ({@code weightInitRecurrent} those that
 * read h_{t-1}), biases with {@code biasInit} (default 0).
 *
 * @param <C> the kind of cell
 */
public abstract class SequenceLayer<C extends SequenceCell> extends BaseRecurrentLayer implements Parametrised {

    private static final long serialVersionUID = 1L;

    /** DL4J asks about parameters by the dozen in every iteration, so that the cell is made once for given sizes. */
    private transient C cell;

    private transient List<CellParameter> parameters;

    /** For JSON. */
    SequenceLayer() {}

    SequenceLayer(Builder<?> builder) {
        super(builder);
        if (builder.getActivationFn() != null) {
            throw new IllegalStateException(kind() + " has its own activations, sigmoid and tanh; leave activation("
                    + builder.getActivationFn() + ") out.");
        }
    }

    @JsonAnySetter
    private void unknown(String key, Object value) {
        throw AfterReading.unknown(this, key);
    }

    /** @throws IllegalArgumentException or IllegalStateException if what was read is no layer */
    void checkRead() {
        AfterReading.checkSize(this, "nin", nIn);
        AfterReading.checkSize(this, "nout", nOut);
    }

    final String kind() {
        return getClass().getSimpleName();
    }

    /** {@return the cell as evaluators know it} Sizes that are not known yet are taken as the smallest that fit. */
    public final C cell() {
        if (cell == null || cell.nIn() != cellInputs() || cell.nOut() != cellOutputs()) {
            cell = cell(cellInputs(), cellOutputs());
            parameters = cell.parameters();
        }
        return cell;
    }

    @Override
    public final List<CellParameter> parameters() {
        cell();
        return parameters;
    }

    /** Makes the cell for given sizes. */
    abstract C cell(int in, int out);

    private int cellInputs() {
        return (int) (nIn > 0 ? nIn : leastInputs());
    }

    /** The smallest nIn that fits. */
    long leastInputs() {
        return 1;
    }

    /** nOut, or 1 while it is not known. */
    final int cellOutputs() {
        return (int) Math.max(1, nOut);
    }

    /**
     * Prepares the cell.
     *
     * @param <A> {@code float[]} or {@code double[]}
     * @param precision of the arithmetic
     * @return its evaluator, to be closed after use
     */
    public abstract <A> SequenceEvaluator<A> evaluator(Precision<A> precision);

    /** Makes the layer at work. */
    abstract RecurrentRuntime runtime(NeuralNetConfiguration conf, DataType dataType);

    /** Numbers that the way back needs of a time step of each example. */
    abstract long kept();

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType dataType) {
        LayerValidation.assertNInNOutSet(kind(), getLayerName(), index, getNIn(), getNOut());
        RecurrentRuntime layer = runtime(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return CellParamInitializer.INSTANCE;
    }

    @Override
    public void initialize(CellParameter parameter, INDArray array) {
        if (parameter.role() == CellParameter.Role.BIAS) {
            InitialValues.setBiases(biasInit, array);
            return;
        }
        boolean recurrent = parameter.role() == CellParameter.Role.RECURRENT_WEIGHT && weightInitFnRecurrent != null;
        InitialValues.drawWeights(recurrent ? weightInitFnRecurrent : weightInitFn, parameter, array);
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long steps = Math.max(1, ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength());
        long count = cell().parameterCount();
        int updater = (int) getIUpdater().stateSize(count);
        return new LayerMemoryReport.Builder(layerName, getClass(), inputType, getOutputType(-1, inputType))
                .standardMemory(count, updater)
                .workingMemory(0, kept(), 0, steps * kept())
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    protected boolean canEqual(Object other) {
        return getClass() == other.getClass();
    }
}
