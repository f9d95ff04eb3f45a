package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What one fit does to each parameter. Oracle: the rule by hand, of the gradient and the parameters before. */
@Timeout(60)
class UpdateRulesTest {

    private static final double EXACT = 1e-12;

    /** Kinds of parameters, by what options call them. */
    private enum Role {
        WEIGHT,
        BIAS,
        ANGLES;

        static Role of(String key) {
            return key.toLowerCase(Locale.ROOT).endsWith("angles")
                    ? ANGLES
                    : key.toLowerCase(Locale.ROOT).endsWith("b") ? BIAS : WEIGHT;
        }
    }

    /** Each parameter before a fit, its gradient (a mean over the minibatch), and how far the fit went. */
    private record Step(INDArray parameter, INDArray gradient, INDArray change) {

        static Map<String, Step> fit(MultiLayerNetwork network, QuantumLayer kind) {
            Map<String, INDArray> before = network.paramTable().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().dup()));
            Networks.gradient(network, kind.data());
            Map<String, INDArray> gradients = network.gradient().gradientForVariable().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().div(QuantumLayer.MINIBATCH)));
            network.fit(kind.data());
            Map<String, Step> steps = new LinkedHashMap<>();
            network.paramTable().forEach((key, after) -> {
                INDArray start = before.get(key);
                steps.put(key, new Step(start, gradients.get(key), start.sub(after)));
            });
            return steps;
        }
    }

    private static void assertSteps(
            MultiLayerNetwork network, QuantumLayer kind, BiFunction<String, Step, INDArray> rule) {
        Step.fit(network, kind).forEach((key, step) -> assertNear(rule.apply(key, step), step.change(), EXACT));
    }

    @ParameterizedTest
    @EnumSource
    void l1AndL2PullWeightsAndBiasesAndLeaveAnglesAlone(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(
                kind.layer(),
                all -> all.updater(new Sgd(0.1)).l1(0.03).l2(0.2).l1Bias(0.05).l2Bias(0.4));
        assertSteps(network, kind, (key, step) -> {
            INDArray w = step.parameter();
            INDArray pull =
                    switch (Role.of(key)) {
                        case WEIGHT -> w.mul(0.2).add(Transforms.sign(w).mul(0.03));
                        case BIAS -> w.mul(0.4).add(Transforms.sign(w).mul(0.05));
                        case ANGLES -> w.mul(0);
                    };
            return step.gradient().add(pull).mul(0.1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void l1AndL2AreInTheScore(QuantumLayer kind) {
        MultiLayerNetwork plain = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1)));
        MultiLayerNetwork pulled = kind.scattered(
                kind.layer(), all -> all.updater(new Sgd(0.1)).l1(0.03).l2(0.2));
        double expected = plain.score(kind.data());
        for (var parameter : plain.paramTable().entrySet()) {
            if (Role.of(parameter.getKey()) == Role.WEIGHT) {
                INDArray w = parameter.getValue();
                expected += 0.03 * w.norm1Number().doubleValue()
                        + 0.5 * 0.2 * w.mul(w).sumNumber().doubleValue();
            }
        }
        assertEquals(expected, pulled.score(kind.data()), EXACT);
    }

    /** Weight decay comes after the updater, times the learning rate. */
    @ParameterizedTest
    @EnumSource
    void weightDecayShrinksWeightsBesideAdamsStep(QuantumLayer kind) {
        var plain = Step.fit(kind.scattered(kind.layer(), all -> all.updater(new Adam(0.05))), kind);
        Layer layer = kind.layer();
        List<Regularization> decay = new ArrayList<>(List.of(new WeightDecay(0.2, true)));
        ((BaseLayer) layer).setRegularization(decay);
        MultiLayerNetwork decaying = kind.scattered(layer, all -> all.updater(new Adam(0.05)));
        assertSteps(decaying, kind, (key, step) -> {
            boolean decays = key.startsWith("0_") && Role.of(key) == Role.WEIGHT;
            return plain.get(key).change().add(step.parameter().mul(decays ? 0.05 * 0.2 : 0));
        });
    }

    /** DL4J 1.0.0-M2.1 gives it to a layer of its own twice, its OutputLayer too. */
    @ParameterizedTest
    @EnumSource
    void weightDecayOfTheWholeNetworkActsAsOnDl4jsOwnLayers(QuantumLayer kind) {
        var plain = Step.fit(kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1))), kind);
        MultiLayerNetwork decaying =
                kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1)).weightDecay(0.2));
        assertSteps(decaying, kind, (key, step) -> {
            INDArray decay = step.parameter().mul(Role.of(key) == Role.WEIGHT ? 2 * 0.1 * 0.2 : 0);
            return plain.get(key).change().add(decay);
        });
    }

    @ParameterizedTest
    @EnumSource
    void gradientNormalizationFollowsItsRuleInEveryMode(QuantumLayer kind) {
        double threshold = 0.02;
        for (GradientNormalization mode : GradientNormalization.values()) {
            MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(1))
                    .gradientNormalization(mode)
                    .gradientNormalizationThreshold(threshold));
            Map<String, Step> steps = Step.fit(network, kind);
            steps.forEach((key, step) -> {
                INDArray g = step.gradient();
                double ofParameter = g.norm2Number().doubleValue();
                double ofLayer = Math.sqrt(steps.entrySet().stream()
                        .filter(other -> other.getKey().charAt(0) == key.charAt(0))
                        .mapToDouble(other -> Math.pow(
                                other.getValue().gradient().norm2Number().doubleValue(), 2))
                        .sum());
                INDArray expected =
                        switch (mode) {
                            case None -> g;
                            case RenormalizeL2PerLayer -> g.div(ofLayer);
                            case RenormalizeL2PerParamType -> g.div(ofParameter);
                            case ClipElementWiseAbsoluteValue -> Transforms.max(
                                    Transforms.min(g, threshold), -threshold);
                            case ClipL2PerLayer -> g.mul(Math.min(1, threshold / ofLayer));
                            case ClipL2PerParamType -> g.mul(Math.min(1, threshold / ofParameter));
                        };
                assertNear(expected, step.change(), EXACT);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLayersOwnUpdatersWinOverTheNetworks(QuantumLayer kind) {
        Layer layer = kind.layer();
        ((BaseLayer) layer).setIUpdater(new Sgd(0.1));
        ((BaseLayer) layer).setBiasUpdater(new Sgd(0.3));
        MultiLayerNetwork network = kind.scattered(layer, all -> all.updater(new Sgd(0.02)));
        assertSteps(network, kind, (key, step) -> {
            double own = Role.of(key) == Role.BIAS ? 0.3 : 0.1;
            return step.gradient().mul(key.startsWith("0_") ? own : 0.02);
        });
    }

    @ParameterizedTest
    @EnumSource
    void setLearningRateReachesEveryLayer(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.02)));
        network.setLearningRate(0.5);
        assertSteps(network, kind, (key, step) -> step.gradient().mul(0.5));
    }
}
