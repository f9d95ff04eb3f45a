package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Oracle: hand. One weight w, 0 at first, learns w x = 1 for x = 1 with the loss (w - 1)^2: a step of gradient descent of rate
 * 1/4 halves the distance, w = 1/2, 3/4, 7/8, ...
 */
@Timeout(60)
class EpochLoopTest {
    private static final FitListener SILENT = (phase, epoch, epochs, trainLoss, validationLoss) -> {};
    private static final DataSet ONE = new DataSet(Nd4j.ones(DataType.FLOAT, 1, 1), Nd4j.ones(DataType.FLOAT, 1, 1));

    @Test
    void keepsTheParametersOfTheBestEpoch() {
        MultiLayerNetwork net = network(new Sgd(0.25));
        LossCurve curve = run(net, Budget.ofEpochs(4), 9, 5, 3, 1, 2, 4);
        assertEquals(new LossCurve(5, List.of(1.0, 0.25, 0.0625, 0.015625), List.of(3.0, 1.0, 2.0, 4.0)), curve);
        assertEquals(2, curve.bestEpoch());
        assertEquals(0.75, net.params().getDouble(0), "not the last epoch's 15/16");
    }

    @Test
    void theBestEpochMayBeTheLastAndIsTheFirstOfEquals() {
        assertEquals(2, new LossCurve(5, List.of(1.0, 1.0), List.of(4.0, 3.0)).bestEpoch());
        assertEquals(1, new LossCurve(5, List.of(1.0, 1.0), List.of(3.0, 3.0)).bestEpoch());
        assertEquals(0, new LossCurve(3, List.of(1.0), List.of(3.0)).bestEpoch());
    }

    @Test
    void keepsWhatItCameWithIfNoEpochIsBetter() {
        MultiLayerNetwork net = network(new Sgd(0.25));
        LossCurve curve = run(net, Budget.ofEpochs(3), 9, 1, 1, 2, 3);
        assertEquals(0, curve.bestEpoch());
        assertEquals(0, net.params().getDouble(0));
    }

    @Test
    void patienceCountsEpochsSinceTheBest() {
        LossCurve curve = run(network(new Sgd(0.25)), Budget.ofEpochs(9), 2, 5, 4, 4, 3, 3, 3, 1);
        assertEquals(List.of(4.0, 4.0, 3.0, 3.0, 3.0), curve.validation());
    }

    @Test
    void theLossIsReportedInItsUnit() {
        double[] losses = {1, 1};
        Iterator<Double> next = Arrays.stream(losses).iterator();
        LossCurve curve =
                loop(network(new Sgd(0.25)), Budget.ofEpochs(1), 9, SILENT).run(ONE, 8, next::next);
        assertEquals(List.of(8.0), curve.train());
    }

    /** 5 updates of 2 examples each from 5 examples: epochs of 3, 2 updates. */
    @Test
    void aBudgetOfUpdatesEndsInTheMiddleOfAnEpoch() {
        List<String> heard = new ArrayList<>();
        MultiLayerNetwork net = network(new Sgd(0.25));
        DataSet five = new DataSet(Nd4j.ones(DataType.FLOAT, 5, 1), Nd4j.ones(DataType.FLOAT, 5, 1));
        FitListener listener = new FitListener() {
            @Override
            public void phaseStarted(Phase phase, int epochs) {
                heard.add("of " + epochs);
            }

            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double train, double validation) {
                heard.add(epoch + ":" + train);
            }
        };
        new EpochLoop<>(
                        new EpochLoop.Plan(Phase.LATENT_MODEL, Budget.ofUpdates(5), 9, 2, 1, null),
                        net,
                        net.getLayers(),
                        listener)
                .run(five, 1, () -> -net.params().getDouble(0));
        double first = (2 * 1 + 2 * 0.25 + 1 * 0.0625) / 5;
        double second = (0.015625 + 0.00390625) / 2;
        assertEquals(List.of("of 2", "1:" + first, "2:" + second), heard);
        assertEquals(1 - 1 / 32.0, net.params().getDouble(0));
    }

    /**
     * One step on the examples 1 -> 1 and 3 -> 2 at once: the gradient at w = 0 is the mean of -2 and -12, w = 7 / 4; the
     * loss before it is the mean of 1 and 4.
     */
    @Test
    void anEpochHasEveryExampleOnceWithItsOwnLabel() {
        MultiLayerNetwork net = network(new Sgd(0.25));
        DataSet two = new DataSet(
                Nd4j.createFromArray(new float[][] {{1}, {3}}), Nd4j.createFromArray(new float[][] {{1}, {2}}));
        List<Integer> iterations = new ArrayList<>();
        FitListener listener = new FitListener() {
            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                iterations.add(iteration);
            }

            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double train, double validation) {}
        };
        double[] validation = {2, 1, 3};
        int[] asked = {0};
        LossCurve curve = new EpochLoop<>(
                        new EpochLoop.Plan(Phase.LATENT_MODEL, Budget.ofEpochs(2), 9, 2, 1, null),
                        net,
                        net.getLayers(),
                        listener)
                .run(two, 1, () -> validation[asked[0]++]);
        assertEquals(1.75, net.params().getDouble(0));
        // 7/4 - 1 and 21/4 - 2, squared, halved together
        assertEquals(List.of(2.5, (0.5625 + 10.5625) / 2), curve.train());
        assertEquals(List.of(1, 2), iterations);
        assertTrue(net.getListeners().isEmpty(), "its own listener is taken off again");
    }

    /** Errors 1, 2 and 3 count at w = 0, the masked 9 does not: their mean square is 14 / 3. */
    @Test
    void theLossOfSequencesIsTheMeanOverTheStepsThatCount() {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0))
                .list()
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .weightInit(WeightInit.ZERO)
                        .hasBias(false)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(1)
                        .nOut(1)
                        .build())
                .build());
        net.init();
        INDArray labels = Nd4j.createFromArray(new float[][][] {{{1, 9}}, {{2, 3}}});
        INDArray mask = Nd4j.createFromArray(new float[][] {{1, 0}, {1, 1}});
        DataSet masked = new DataSet(Nd4j.ones(DataType.FLOAT, 2, 1, 2), labels, null, mask);
        EpochLoop.Plan plan = new EpochLoop.Plan(Phase.LATENT_MODEL, Budget.ofEpochs(1), 9, 2, 1, null);
        LossCurve curve = new EpochLoop<>(plan, net, net.getLayers(), SILENT).run(masked, 1, () -> 1);
        assertEquals(14 / 3.0, curve.train().get(0), 1e-6);
        DataSet whole = new DataSet(masked.getFeatures(), labels);
        curve = new EpochLoop<>(plan, net, net.getLayers(), SILENT).run(whole, 1, () -> 1);
        assertEquals((1 + 81 + 4 + 9) / 4.0, curve.train().get(0), 1e-6);
    }

    /** The validation loss does not show it. */
    @Test
    void aTrainingLossThatIsNotFiniteEndsTheTraining() {
        DataSet nan = new DataSet(
                Nd4j.ones(DataType.FLOAT, 1, 1), Nd4j.valueArrayOf(new long[] {1, 1}, Double.NaN, DataType.FLOAT));
        EpochLoop<MultiLayerNetwork> loop = loop(network(new Sgd(0.25)), Budget.ofEpochs(2), 9, SILENT);
        assertThrows(TrainingDivergedException.class, () -> loop.run(nan, 1, () -> 1));
    }

    /** Adam's first step is its rate: 1/20 of the largest in the first of 20 updates of warm-up. */
    @Test
    void aScheduleGetsTheLengthOfTheTraining() {
        for (Budget budget : new Budget[] {Budget.ofUpdates(4), Budget.ofEpochs(4)}) {
            Adam adam = new Adam(new WarmupCosineSchedule(0.5));
            MultiLayerNetwork net = network(adam);
            double[] w = new double[5];
            int[] epoch = {0};
            loop(net, budget, 9, SILENT).run(ONE, 1, () -> {
                w[epoch[0]++] = net.params().getDouble(0);
                return -epoch[0];
            });
            assertEquals(0.5 / 20, w[1], 1e-6);
            assertEquals(adamOnOneWeight(0.5, 4), w[4], 1e-6);
        }
    }

    /** The same by hand: Adam with rates 0.5 (i + 1) / 20 (0.01 + 0.99 (1 + cos(pi i / 4)) / 2). */
    private static double adamOnOneWeight(double largest, int updates) {
        double w = 0;
        double m = 0;
        double v = 0;
        for (int i = 0; i < updates; i++) {
            double rate = largest * (i + 1) / 20 * (0.01 + 0.99 * (1 + Math.cos(Math.PI * i / updates)) / 2);
            double g = 2 * (w - 1);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            w -= rate * (m / (1 - Math.pow(0.9, i + 1))) / Math.sqrt(v / (1 - Math.pow(0.999, i + 1)));
        }
        return w;
    }

    @Test
    void minutesAreTurnedIntoUpdatesAtThePaceSoFar() {
        Budget budget = Budget.ofMinutes(10);
        assertEquals(Long.MAX_VALUE, budget.updates(0, 7, 0), "one update at least");
        assertEquals(400, budget.updates(100, 7, 2.5));
        assertEquals(101, budget.updates(100, 7, 9.999));
        assertEquals(100, budget.updates(100, 7, 10), "over");
        assertEquals(30, Budget.ofEpochs(10).updates(5, 3, 99));
        assertEquals(10, Budget.ofUpdates(10).updates(5, 3, 99));
    }

    @Test
    void aTrainingOfNextToNoTimeMakesOneUpdate() {
        MultiLayerNetwork net = network(new Sgd(0.25));
        assertEquals(1, run(net, Budget.ofMinutes(1e-12), 9, 5, 4, 3).train().size());
        assertEquals(0.5, net.params().getDouble(0));
    }

    private static LossCurve run(MultiLayerNetwork net, Budget budget, int patience, double... validation) {
        Iterator<Double> losses = Arrays.stream(validation).iterator();
        LossCurve curve = loop(net, budget, patience, SILENT).run(ONE, 1, losses::next);
        assertTrue(validation.length > curve.validation().size());
        return curve;
    }

    private static EpochLoop<MultiLayerNetwork> loop(
            MultiLayerNetwork net, Budget budget, int patience, FitListener listener) {
        return new EpochLoop<>(
                new EpochLoop.Plan(Phase.LATENT_MODEL, budget, patience, 1, 1, null), net, net.getLayers(), listener);
    }

    /** One weight, 0 at first; the same configuration every time. */
    static MultiLayerNetwork network(IUpdater updater) {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .list()
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .weightInit(WeightInit.ZERO)
                        .hasBias(false)
                        .nIn(1)
                        .nOut(1)
                        .build())
                .build());
        net.init();
        return net;
    }
}
