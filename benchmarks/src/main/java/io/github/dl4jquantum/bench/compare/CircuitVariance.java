package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * How flat the loss is where training starts, after J. R. McClean et al., Nature Communications 9 (2018) 4812:
 *
 * <pre>mean over k of Var(dL / d theta_k)   over initial angles, all independent and uniform in [0, 2 pi)</pre>
 *
 * <p>L is the mean squared error of a latent value over the first minibatch of windows; k runs over all angles of all
 * circuits but those on which no expectation depends, such as the last about z; the linear maps keep the initial values
 * of the cell's seed, but for the output's, which are uniform in [-1, 1] / sqrt(hidden). The paper takes one angle: here angles differ too much from place to place for one to speak for
 * its circuit. Variances are sample variances of {@value #DRAWS} draws.
 */
final class CircuitVariance {
    static final int DRAWS = 200;

    private final MultiLayerNetwork net;
    private final List<String> angles;

    private CircuitVariance(MultiLayerNetwork net, List<String> angles) {
        this.net = net;
        this.angles = angles;
    }

    /**
     * The variance; null for a network without trainable angles.
     *
     * @param features [minibatch, latent, time]
     * @param labels the same shape
     */
    static Double of(LatentNetwork network, StudyModel cell, INDArray features, INDArray labels) {
        return of(network, cell, features, labels, DRAWS);
    }

    static Double of(LatentNetwork network, StudyModel cell, INDArray features, INDArray labels, int draws) {
        if (network.quantumParameters(cell) == 0) {
            return null;
        }
        MultiLayerNetwork net = new MultiLayerNetwork(network.of(cell, new Sgd(1)));
        net.init();
        // A head of zeros, with which training begins, would hide every angle.
        Random random = new Random(network.seed());
        INDArray head = net.getParam("1_W");
        double[] weights = random.doubles(head.length(), -1, 1).toArray();
        head.assign(Nd4j.createFromArray(weights)
                .divi(Math.sqrt(head.size(0)))
                .castTo(head.dataType())
                .reshape(head.shape().clone()));
        QuantumRecurrentLayer layer =
                (QuantumRecurrentLayer) net.getLayer(0).conf().getLayer();
        List<String> angles = layer.parameters().stream()
                .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                .map(parameter -> "0_" + parameter.name())
                .toList();
        return new CircuitVariance(net, angles).over(features, labels, draws, network.seed());
    }

    private double over(INDArray features, INDArray labels, int draws, long seed) {
        Random random = new Random(seed);
        var variance = new io.github.dl4jquantum.differentiation.GradientVariance((int)
                angles.stream().mapToLong(name -> net.getParam(name).length()).sum());
        for (int draw = 0; draw < draws; draw++) {
            for (String name : angles) {
                INDArray angle = net.getParam(name);
                double[] drawn = random.doubles(angle.length(), 0, 2 * Math.PI).toArray();
                angle.assign(Nd4j.createFromArray(drawn)
                        .castTo(angle.dataType())
                        .reshape(angle.shape().clone()));
            }
            variance.add(gradients(features, labels));
        }
        return variance.mean();
    }

    /** Of all angles, circuit after circuit. */
    private double[] gradients(INDArray features, INDArray labels) {
        net.setInput(features);
        net.setLabels(labels);
        net.computeGradientAndScore();
        // DL4J's gradient is of a sum over windows and time steps; its error is a mean over latent values already.
        double values = features.size(0) * features.size(2);
        return angles.stream()
                .flatMapToDouble(name -> Arrays.stream(
                        net.gradient().getGradientFor(name).dup().data().asDouble()))
                .map(gradient -> gradient / values)
                .toArray();
    }
}
