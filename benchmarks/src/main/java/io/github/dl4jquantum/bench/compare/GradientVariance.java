package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * How flat the loss is where training starts (J. R. McClean et al., Nature Communications 9 (2018) 4812):
 *
 * <pre>Var(dL / d theta_1)   over initial angles, all independent and uniform in [0, 2 pi)</pre>
 *
 * <p>L is the mean squared error of a latent value over the first minibatch of windows, theta_1 the first angle of the
 * cell's first circuit; the linear maps keep the initial values of the cell's seed. It is the sample variance of
 * {@value #DRAWS} draws, whose own relative deviation is about sqrt(2 / {@value #DRAWS}), a tenth, for normal gradients.
 */
final class GradientVariance {
    static final int DRAWS = 200;

    private final MultiLayerNetwork net;
    private final List<String> angles;

    private GradientVariance(MultiLayerNetwork net, List<String> angles) {
        this.net = net;
        this.angles = angles;
    }

    /**
     * The variance; null for a network without trainable angles.
     *
     * @param features [minibatch, latent, time]
     * @param labels the same shape
     */
    static Double of(LatentNetwork network, ModelCell cell, INDArray features, INDArray labels) {
        if (network.quantumParameters(cell) == 0) {
            return null;
        }
        MultiLayerNetwork net = new MultiLayerNetwork(network.of(cell, new Sgd(1)));
        net.init();
        QuantumRecurrentLayer layer =
                (QuantumRecurrentLayer) net.getLayer(0).conf().getLayer();
        List<String> angles = layer.parameters().stream()
                .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                .map(parameter -> "0_" + parameter.name())
                .toList();
        return new GradientVariance(net, angles).over(features, labels, network.seed());
    }

    private double over(INDArray features, INDArray labels, long seed) {
        Random random = new Random(seed);
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            for (String name : angles) {
                INDArray angle = net.getParam(name);
                double[] drawn = random.doubles(angle.length(), 0, 2 * Math.PI).toArray();
                angle.assign(Nd4j.createFromArray(drawn)
                        .castTo(angle.dataType())
                        .reshape(angle.shape().clone()));
            }
            double gradient = firstGradient(features, labels);
            sum += gradient;
            squares += gradient * gradient;
        }
        return (squares - sum * sum / DRAWS) / (DRAWS - 1);
    }

    private double firstGradient(INDArray features, INDArray labels) {
        net.setInput(features);
        net.setLabels(labels);
        net.computeGradientAndScore();
        double gradient = net.gradient().getGradientFor(angles.get(0)).getDouble(0);
        // DL4J's gradient is of a sum over windows and time steps; its error is a mean over latent values already.
        return gradient / (features.size(0) * features.size(2));
    }
}
