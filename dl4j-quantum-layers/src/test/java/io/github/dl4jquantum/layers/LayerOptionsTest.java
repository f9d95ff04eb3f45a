package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.Networks.Pass;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Dropout, weight noise, constraints and weight initialisation. */
@Timeout(60)
class LayerOptionsTest {

    /** Drops the second of three features and doubles the others. */
    public static final class DropSecond implements IDropout {

        private static final long serialVersionUID = 1L;

        private static INDArray kept(INDArray like) {
            INDArray kept = Nd4j.valueArrayOf(like.shape(), 2.0, like.dataType());
            kept.tensorAlongDimension(1, dimensionsButFeatures(like)).assign(0);
            return kept;
        }

        private static int[] dimensionsButFeatures(INDArray like) {
            return like.rank() == 3 ? new int[] {0, 2} : new int[] {0};
        }

        @Override
        public INDArray applyDropout(
                INDArray input, INDArray output, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
            return output.assign(input.mul(kept(input)));
        }

        @Override
        public INDArray backprop(INDArray atOutput, INDArray atInput, int iteration, int epoch) {
            return atInput.assign(atOutput.mul(kept(atOutput)));
        }

        @Override
        public void clear() {}

        @Override
        public IDropout clone() {
            return new DropSecond();
        }
    }

    /** Adds 0.1 to every weight. */
    public static final class AddATenth implements IWeightNoise {

        private static final long serialVersionUID = 1L;

        @Override
        public INDArray getParameter(
                Layer layer, String key, int iteration, int epoch, boolean train, LayerWorkspaceMgr workspaceMgr) {
            INDArray parameter = layer.getParam(key);
            boolean weight = layer.conf()
                    .getLayer()
                    .initializer()
                    .isWeightParam(layer.conf().getLayer(), key);
            return train && weight ? parameter.add(0.1) : parameter;
        }

        @Override
        public IWeightNoise clone() {
            return new AddATenth();
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropoutIsThatOfTheInputInTrainingAlone(QuantumLayer kind) {
        MultiLayerNetwork plain = kind.scattered(kind.layer(), all -> all.updater(new Sgd(1)));
        var layer = kind.layer();
        layer.setIDropout(new DropSecond());
        MultiLayerNetwork dropping = kind.scattered(layer, all -> all.updater(new Sgd(1)));
        INDArray x = kind.features();
        INDArray kept = x.mul(DropSecond.kept(x));
        assertNear(plain.output(x, false), dropping.output(x, false), Tolerances.DOUBLE);
        assertNear(plain.output(kept, true), dropping.output(x, true), Tolerances.DOUBLE);

        INDArray upstream = kind.upstream();
        Pass expected = Pass.of(plain, kept, null, upstream);
        Pass actual = Pass.of(dropping, x, null, upstream);
        assertNear(expected.ofParameters(), actual.ofParameters(), Tolerances.DOUBLE);
        assertNear(expected.ofInput().mul(DropSecond.kept(x)), actual.ofInput(), Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void dropoutDropsAtRandom(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.dropOut(0.5));
        INDArray x = kind.features(40, 2);
        assertEquals(network.output(x, false), network.output(x, false));
        assertNotEquals(network.output(x, true), network.output(x, true));
    }

    /** Weights are noisy in training, angles never. */
    @ParameterizedTest
    @EnumSource
    void weightNoiseActsOnWeightsInTrainingAlone(QuantumLayer kind) {
        MultiLayerNetwork noisy = kind.scattered(kind.layer(), all -> all.weightNoise(new AddATenth()));
        MultiLayerNetwork shifted = kind.scattered(kind.layer(), all -> all);
        assertNear(shifted.output(kind.features()), noisy.output(kind.features()), Tolerances.DOUBLE);
        shifted.paramTable().forEach((key, parameter) -> {
            if (key.endsWith("W")) {
                parameter.addi(0.1);
            }
        });
        assertNear(Networks.gradient(shifted, kind.data()), Networks.gradient(noisy, kind.data()), Tolerances.DOUBLE);
        noisy.fit(kind.data());
        assertEquals(shifted.score(), noisy.score(), Tolerances.DOUBLE);
    }

    /** The next iteration draws noise of its own, on the parameters that are there by then. */
    @ParameterizedTest
    @EnumSource
    void weightNoiseEndsWithTheBackwardPass(QuantumLayer kind) {
        MultiLayerNetwork noisy = kind.scattered(kind.layer(), all -> all.weightNoise(new AddATenth()));
        MultiLayerNetwork shifted = kind.scattered(kind.layer(), all -> all);
        Pass.of(noisy, kind.features(), null, kind.upstream());
        noisy.params().muli(2);
        shifted.params().muli(2);
        shifted.paramTable().forEach((key, parameter) -> {
            if (key.endsWith("W")) {
                parameter.addi(0.1);
            }
        });
        Pass expected = Pass.of(shifted, kind.features(), null, kind.upstream());
        Pass.assertNear(expected, Pass.of(noisy, kind.features(), null, kind.upstream()), Tolerances.DOUBLE);
    }

    /** DL4J's own noise, which is random. */
    @ParameterizedTest
    @EnumSource
    void weightNoiseOfDl4jChangesTheTrainingOutput(QuantumLayer kind) {
        MultiLayerNetwork noisy =
                kind.scattered(kind.layer(), all -> all.weightNoise(new WeightNoise(new NormalDistribution(0, 0.5))));
        INDArray x = kind.features();
        assertEquals(noisy.output(x, false), noisy.output(x, false));
        assertNotEquals(noisy.output(x, true), noisy.output(x, true));
    }

    @ParameterizedTest
    @EnumSource
    void constraintsHoldAfterEveryFit(QuantumLayer kind) {
        MultiLayerNetwork free = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1)));
        free.fit(kind.data());
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.1))
                .constrainWeights(new UnitNormConstraint(0))
                .constrainBias(new NonNegativeConstraint()));
        network.fit(kind.data());
        network.paramTable().forEach((key, parameter) -> {
            if (key.endsWith("W")) {
                assertNear(Nd4j.ones(DataType.DOUBLE, parameter.columns()), parameter.norm2(0), 1e-12);
            } else if (key.endsWith("B")) {
                assertTrue(parameter.minNumber().doubleValue() >= 0, key);
            } else if (key.toLowerCase(Locale.ROOT).endsWith("angles")) {
                assertNear(free.getParam(key), parameter, 0);
            }
        });
    }

    /** Set on the layer: DL4J 1.0.0-M2.1 forgets a network's constrainAllParameters. */
    @ParameterizedTest
    @EnumSource
    void constraintsOnAllParametersReachTheAngles(QuantumLayer kind) {
        NonNegativeConstraint constraint = new NonNegativeConstraint();
        var layer = kind.layer();
        constraint.setParams(new HashSet<>(layer.initializer().paramKeys(layer)));
        layer.setConstraints(List.of(constraint));
        MultiLayerNetwork network = kind.scattered(layer, all -> all.updater(new Sgd(0.1)));
        INDArray parameters = network.getLayer(0).params();
        assertTrue(parameters.minNumber().doubleValue() < 0);
        network.fit(kind.data());
        assertTrue(parameters.minNumber().doubleValue() >= 0);
    }

    @Test
    void aLayersOwnConstraintsHold() {
        QLSTM layer = new QLSTM.Builder()
                .nIn(Networks.N_IN)
                .nOut(2)
                .qubits(2)
                .circuitLayers(1)
                .constrainWeights(new MaxNormConstraint(0.1, 0))
                .constrainAllParameters(new NonNegativeConstraint())
                .build();
        MultiLayerNetwork network = QuantumLayer.QLSTM.scattered(layer, all -> all.updater(new Sgd(0.01)));
        network.fit(QuantumLayer.QLSTM.data());
        for (String weights : new String[] {"0_projectionW", "0_projectionRW", "0_forgetW", "0_readoutW"}) {
            assertTrue(network.getParam(weights).norm2(0).maxNumber().doubleValue() <= 0.1 + 1e-12, weights);
        }
        assertTrue(network.getParam("0_forgetAngles").minNumber().doubleValue() >= 0);
    }

    @ParameterizedTest
    @EnumSource
    void weightInitActsOnWeightsAndLeavesBiasesAtZeroAndAnglesSmall(QuantumLayer kind) {
        MultiLayerNetwork network = kind.network(kind.layer(), DataType.DOUBLE, all -> all.weightInit(WeightInit.ONES));
        network.paramTable().forEach((key, parameter) -> {
            double expected = key.endsWith("W") ? 1 : 0;
            double allowed = key.toLowerCase(Locale.ROOT).endsWith("angles") ? 0.05 : 0;
            assertNear(parameter.mul(0).add(expected), parameter, allowed);
            assertTrue(allowed == 0 || parameter.amaxNumber().doubleValue() > 0, key);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void recurrentWeightsAndBiasesHaveInitialValuesOfTheirOwn(QuantumLayer kind) {
        BaseRecurrentLayer layer = kind.builder(QuantumLayer.Options.of(Engine.CPU))
                .nIn(Networks.N_IN)
                .nOut(kind.nOut)
                .weightInit(WeightInit.ZERO)
                .weightInitRecurrent(WeightInit.ONES)
                .biasInit(0.5)
                .build();
        MultiLayerNetwork network = kind.network(layer, DataType.DOUBLE, all -> all);
        network.getLayer(0).paramTable().forEach((key, parameter) -> {
            if (!key.endsWith("Angles")) {
                double expected = key.endsWith("RW") ? 1 : key.endsWith("B") ? 0.5 : 0;
                assertNear(parameter.mul(0).add(expected), parameter, 0);
            }
        });
    }
}
