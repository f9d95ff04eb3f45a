package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.engine.spi.CellParameter;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer whose parameters lie one behind the other in a table of its own. */
public interface Parametrised {

    /** {@return the parameters, in the order in which they lie in memory; may be empty} */
    List<CellParameter> parameters();

    /**
     * Gives a parameter its first values.
     *
     * @param parameter one of {@link #parameters}
     * @param array its numbers, to be written
     */
    void initialize(CellParameter parameter, INDArray array);
}
