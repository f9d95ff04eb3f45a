package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Circuit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Initial angles out of ND4J's random numbers, so that the network's seed decides. */
public final class InitialAngles {

    private InitialAngles() {}

    /** Fills {@code angles} with initial values of a circuit's parameters. */
    public static void draw(AngleInit init, Circuit circuit, INDArray angles) {
        INDArray standard = init.isNormal()
                ? Nd4j.randn(angles.dataType(), angles.shape())
                : Nd4j.rand(angles.dataType(), angles.shape());
        angles.assign(standard.muli(init.scale(circuit)));
    }
}
