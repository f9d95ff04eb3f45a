package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Oracle: hand, on one window of two latents, z = (0, 0), (1, 10), (3, 10), whose units in the field are 3 and 1. */
@Timeout(60)
class LatentTrainingTest {
    private static final INDArray UNITS = Nd4j.create(new float[][] {{3, 1}});
    private static final DataSet WINDOW = window(new float[][] {{0, 1}, {0, 10}}, new float[][] {{1, 3}, {10, 10}});

    /** 9 and 1, by their mean of 5. */
    @Test
    void weightsAreTheSquaresOfTheUnits() {
        assertArrayEquals(
                new float[] {1.8f, 0.2f}, LatentTraining.weights(UNITS).toFloatVector());
    }

    /** Changes of 1 and 2, of 10 and 0: their root mean squares are sqrt(2.5) and sqrt(50). */
    @Test
    void eachLatentHasItsOwnScale() {
        LatentDynamics dynamics = training(new Base.Persistence()).dynamics();
        assertArrayEquals(
                new double[] {Math.sqrt(2.5), Math.sqrt(50)},
                dynamics.scale().dup().data().asDouble(),
                1e-6);
        assertArrayEquals(
                new float[] {1, 1}, training(new Base.None()).dynamics().scale().toFloatVector());
    }

    /** Persistence misses by (1, 10) and (2, 0): the mean of 1.8 (1 + 4) and 0.2 (100 + 0) over 2 steps and 2 latents. */
    @Test
    void theTrainingLossOfPersistenceIsItsWeightedError() {
        assertEquals((9 + 20) / 4.0, firstTrainLoss(new Base.Persistence()), 1e-5);
        // without a base the network of zeros predicts 0: 1.8 (1 + 9) + 0.2 (100 + 100)
        assertEquals((18 + 40) / 4.0, firstTrainLoss(new Base.None()), 1e-5);
    }

    /**
     * The map z_{t+1} = z_t + (z_t - z_{t-1}) knows the second step only: (2, 20) against (4, 10). With the first, which it
     * misses by (1, 10), the loss would be 12.25.
     */
    @Test
    void stepsBeforeABaseHasSeenItsLagsDoNotCount() {
        DataSet bent = window(new float[][] {{0, 1}, {0, 10}}, new float[][] {{1, 4}, {10, 10}});
        Base linear =
                new Base.Map(RidgeMap.of(Nd4j.create(new double[][] {{0, 0}, {2, 0}, {0, 2}, {-1, 0}, {0, -1}}), 2, 0));
        assertEquals((1.8 * 4 + 0.2 * 100) / 2, firstTrainLoss(linear, bent), 1e-5);
        LatentDynamics dynamics = new LatentTraining(conf(), linear, UNITS, bent).dynamics();
        assertArrayEquals(new double[] {2, 10}, dynamics.scale().dup().data().asDouble(), 1e-6);
        INDArray next = dynamics.rollout(bent.getFeatures(), 2);
        assertArrayEquals(new float[] {2, 3, 20, 30}, next.dup('c').data().asFloat(), 1e-5f);
        assertEquals(next, dynamics.rolloutOfBase(bent.getFeatures(), 2));
    }

    /** From the context (0, 0), (1, 10), persistence stays at (1, 10): the truth goes on to (3, 10), (5, 13). */
    @Test
    void theValidationLossIsThatOfARollout() {
        DataSet longer = window(new float[][] {{0, 1, 3}, {0, 10, 10}}, new float[][] {{1, 3, 5}, {10, 10, 13}});
        double expected = (1.8 * (4 + 16) + 0.2 * (0 + 9)) / 4;
        LatentTraining training = training(new Base.Persistence());
        assertEquals(expected, training.rolloutLoss(longer, 1), 1e-5);
        DataSet two = new DataSet(
                Nd4j.concat(0, longer.getFeatures(), longer.getFeatures()),
                Nd4j.concat(0, longer.getLabels(), longer.getLabels()));
        assertEquals(expected, training.rolloutLoss(two, 1), 1e-5);
        assertEquals(expected, training.rolloutLoss(two, 7), 1e-5);
        // of equal length: the last step alone
        assertEquals(1.8 * 4 / 2, training.rolloutLoss(WINDOW, 1), 1e-5);
    }

    /** Labels (y - R)^2 have weights v_i = w_i s_i^2 up to a factor of mean 1: here 1.8 * 2.5 and 0.2 * 50. */
    @Test
    void theNetworkSeesWeightsOfMeanOne() {
        MultiLayerNetwork net = training(new Base.Persistence()).dynamics().net();
        BaseOutputLayer output = (BaseOutputLayer) net.getOutputLayer().conf().getLayer();
        INDArray weights = ((LossMSE) output.getLossFn()).getWeights();
        assertArrayEquals(
                new double[] {4.5 / 7.25, 10 / 7.25}, weights.dup().data().asDouble(), 1e-6);
    }

    /** The first latent value never changes: scale and weight of its labels are 0, those of the other as ever. */
    @Test
    void aLatentThatNeverChangesStaysWithItsBase() {
        DataSet still = window(new float[][] {{4, 4}, {0, 10}}, new float[][] {{4, 4}, {10, 10}});
        LatentTraining training = new LatentTraining(conf(), new Base.Persistence(), UNITS, still);
        assertArrayEquals(
                new double[] {0, Math.sqrt(50)},
                training.dynamics().scale().dup().data().asDouble(),
                1e-6);
        training.dynamics().net().params().assign(1);
        INDArray next = training.dynamics().rollout(still.getFeatures(), 2);
        assertEquals(4, next.getFloat(0, 0, 0));
        assertEquals(4, next.getFloat(0, 0, 1));
        assertEquals(0.2 * 100 / 4, firstTrainLoss(new Base.Persistence(), still), 1e-5);
    }

    /** Nothing to learn: no loss, and no division by it. */
    @Test
    void windowsThatTheBasePredictsHaveNoLoss() {
        DataSet still = window(new float[][] {{4, 4}, {9, 9}}, new float[][] {{4, 4}, {9, 9}});
        assertEquals(0, firstTrainLoss(new Base.Persistence(), still));
    }

    @Test
    void anotherLossIsRefused() {
        MultiLayerConfiguration l1 = conf();
        ((BaseOutputLayer) l1.getConf(1).getLayer()).setLossFn(new LossMAE());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new LatentTraining(l1, new Base.None(), UNITS, WINDOW));
        assertTrue(refused.getMessage().contains("LossFunction.MSE"), refused.getMessage());
    }

    @Test
    void aBaseOfMoreLagsThanTheContextIsRefused() {
        Base three = new Base.Map(RidgeMap.of(Nd4j.zeros(7, 2), 3, 0));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> training(three));
        assertTrue(refused.getMessage().contains("3 lags and windows of 2"), refused.getMessage());
    }

    private static double firstTrainLoss(Base base) {
        return firstTrainLoss(base, WINDOW);
    }

    private static double firstTrainLoss(Base base, DataSet windows) {
        LatentTraining.Fit fit = LatentTraining.fit(
                conf(),
                base,
                UNITS,
                new EpochLoop.Plan(FitListener.Phase.LATENT_MODEL, Budget.ofEpochs(1), 1, 4, 1, null),
                windows,
                windows,
                EpochLoop::oneByOne,
                (phase, epoch, epochs, trainLoss, validationLoss) -> {});
        return fit.loss().train().get(0);
    }

    private static LatentTraining training(Base base) {
        return new LatentTraining(conf(), base, UNITS, WINDOW);
    }

    private static MultiLayerConfiguration conf() {
        return LatentModel.of(new LSTM.Builder().nOut(3).build(), 2, new Sgd(0), 1);
    }

    private static DataSet window(float[][] features, float[][] labels) {
        return new DataSet(
                Nd4j.create(features).reshape(1, 2, features[0].length),
                Nd4j.create(labels).reshape(1, 2, labels[0].length));
    }
}
