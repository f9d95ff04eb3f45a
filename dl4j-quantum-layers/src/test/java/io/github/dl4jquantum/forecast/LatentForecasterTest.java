package io.github.dl4jquantum.forecast;

import static io.github.dl4jquantum.forecast.TravellingWave.CONTEXT;
import static io.github.dl4jquantum.forecast.TravellingWave.LATENT;
import static io.github.dl4jquantum.forecast.TravellingWave.VALUES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Oracle: the travelling wave itself, whose every future snapshot is a formula. */
@Timeout(60)
class LatentForecasterTest {
    private static LatentForecaster fitted;

    @BeforeAll
    static void fit() {
        fitted = TravellingWave.forecaster().build().fit(train(), validation());
    }

    @Test
    void bothLossesFall() {
        assertFalls(fitted.autoencoderLoss(), 30);
        assertFalls(fitted.latentLoss(), 30);
    }

    @Test
    void forecastsTheWaveBetterThanPersistence() {
        INDArray context = TravellingWave.fields(80, 80 + CONTEXT);
        INDArray truth = TravellingWave.fields(80 + CONTEXT, 80 + CONTEXT + 1).reshape(1, VALUES);
        INDArray last = TravellingWave.fields(80 + CONTEXT - 1, 80 + CONTEXT).reshape(1, VALUES);
        double error = meanAbsolute(fitted.predict(context).sub(truth));
        double persistence = meanAbsolute(last.sub(truth));
        assertTrue(error < persistence, error + " against persistence " + persistence);
    }

    @Test
    void predictIsTheFirstStepOfARollout() {
        INDArray context = Nd4j.concat(0, TravellingWave.fields(70, 75), TravellingWave.fields(40, 45));
        INDArray rollout = fitted.rollout(context, 3);
        assertArrayEquals(new long[] {2, VALUES, 3}, rollout.shape());
        INDArray predicted = fitted.predict(context);
        assertArrayEquals(new long[] {2, VALUES}, predicted.shape());
        assertEquals(rollout.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(0)), predicted);
    }

    @Test
    void aRolloutFeedsEachPredictionBack() {
        INDArray latents = fitted.encode(TravellingWave.fields(70, 75));
        INDArray two = fitted.rolloutLatents(latents, 2);
        INDArray first = two.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 1));
        INDArray longer = Nd4j.concat(2, latents, first);
        INDArray second = two.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(1, 2));
        assertTrue(second.equalsWithEps(fitted.rolloutLatents(longer, 1), 1e-5));
    }

    @Test
    void latentsOfTheTrainingPartHaveMeanZeroAndDeviationOne() {
        INDArray latents = fitted.encode(TravellingWave.fields(0, 60));
        assertArrayEquals(new long[] {1, LATENT, 60}, latents.shape());
        for (int i = 0; i < LATENT; i++) {
            INDArray one = latents.get(NDArrayIndex.point(0), NDArrayIndex.point(i), NDArrayIndex.all());
            assertEquals(0, one.meanNumber().doubleValue(), 1e-4);
            assertEquals(1, one.std(false).getDouble(0), 1e-3);
        }
    }

    @Test
    void reconstructsInPhysicalUnits() {
        INDArray fields = TravellingWave.fields(0, 60);
        INDArray before = fields.dup();
        INDArray reconstructed = fitted.reconstruct(fields);
        assertEquals(before, fields, "the input is left as it was");
        assertTrue(meanAbsolute(reconstructed.sub(fields)) < 0.2, "of values between 1 and 5");
    }

    /** With the base alone, persistence, and a factor of 1, 2/3, 1/3, 0, ... by hand. */
    @Test
    void anAnchorAddsWhatTheEncoderLosesAndFadesOut() {
        LatentSpace coarse = LatentSpace.builder(VALUES, 1)
                .encoder(Encoder.POD)
                .fit(train(), validation(), (phase, epoch, epochs, trainLoss, validationLoss) -> {});
        LatentForecaster anchored = LatentForecaster.builder(coarse)
                .latentModel(TravellingWave.lstm(1))
                .latentEpochs(1)
                .anchor(3)
                .build()
                .fit(train(), validation());
        INDArray context = TravellingWave.fields(70, 75);
        INDArray last = context.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(4, 5));
        INDArray decoded = coarse.decode(coarse.encode(last));
        INDArray lost = last.sub(decoded);
        assertTrue(lost.amaxNumber().doubleValue() > 1, "one mode does not hold the wave");
        INDArray persistence = anchored.baseOnly().rollout(context, 5);
        INDArray forecast = anchored.rollout(context, 5);
        INDArray plain = coarse.decode(anchored.rolloutLatents(coarse.encode(context), 5));
        double[] factors = {1, 2 / 3.0, 1 / 3.0, 0, 0};
        for (int k = 0; k < 5; k++) {
            INDArray expected = decoded.add(lost.mul(factors[k]));
            assertTrue(step(persistence, k).equalsWithEps(expected, 1e-5), "step " + k);
            assertTrue(step(forecast, k).equalsWithEps(step(plain, k).add(lost.mul(factors[k])), 1e-5));
        }
        assertTrue(step(persistence, 0).equalsWithEps(last, 1e-5), "at first the last snapshot itself");
    }

    private static INDArray step(INDArray fields, int step) {
        return fields.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(step, step + 1));
    }

    /** The wave turns by 0.2 a step: in the first two modes that is a rotation, which a linear map holds. */
    @Test
    void aMapAsBaseForecastsTheWaveBeforeTheNetworkLearns() {
        LatentSpace space = LatentSpace.builder(VALUES, 2)
                .encoder(Encoder.POD)
                .fit(train(), validation(), (phase, epoch, epochs, trainLoss, validationLoss) -> {});
        RidgeMap map = RidgeMap.fit(space.encode(TravellingWave.fields(0, 60)), 1, 0, 1e-10);
        LatentForecaster forecaster = LatentForecaster.builder(space)
                .latentModel(TravellingWave.lstm(2))
                .base(map)
                .latentEpochs(1)
                .build()
                .fit(train(), validation());
        INDArray truth = TravellingWave.fields(75, 85);
        INDArray context = TravellingWave.fields(70, 75);
        assertTrue(forecaster.baseOnly().rollout(context, 10).equalsWithEps(truth, 1e-3));
        assertEquals(CONTEXT, forecaster.baseOnly().contextLength());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> TravellingWave.forecaster().base(map).build());
        assertTrue(refused.getMessage().contains("2 numbers in a space of 4"), refused.getMessage());
    }

    /** All in float64, on the base that holds the wave: no error of float32's 1e-7 is left. */
    @ParameterizedTest
    @EnumSource(
            value = Encoder.class,
            names = {"POD", "POD_MLP", "NONE"})
    void doublePrecisionIsDoubleThroughout(Encoder encoder) {
        int latent = encoder == Encoder.NONE ? VALUES : 2;
        DataSetIterator train = new ListDataSetIterator<>(TravellingWave.windows(0, 60, DataType.DOUBLE), 8);
        DataSetIterator held = new ListDataSetIterator<>(TravellingWave.windows(60, 80, DataType.DOUBLE), 8);
        LatentSpace space = LatentSpace.builder(VALUES, latent)
                .dataType(DataType.DOUBLE)
                .encoder(encoder)
                .learningRate(1e-30)
                .epochs(1)
                .fit(train, held, (phase, epoch, epochs, trainLoss, validationLoss) -> {});
        INDArray truth = TravellingWave.fields(75, 85, DataType.DOUBLE);
        assertTrue(space.decode(space.encode(truth)).equalsWithEps(truth, 1e-12), "encoder");
        MultiLayerConfiguration model =
                LatentModel.of(new LSTM.Builder().nOut(8).build(), latent, new Sgd(0), 3);
        model.setDataType(DataType.DOUBLE);
        LatentForecaster forecaster = LatentForecaster.builder(space)
                .latentModel(model)
                .base(RidgeMap.fit(space.encode(TravellingWave.fields(0, 60, DataType.DOUBLE)), 1, 0, 1e-14))
                .latentEpochs(1)
                .build()
                .fit(train, held);
        INDArray context = TravellingWave.fields(70, 75, DataType.DOUBLE);
        assertTrue(forecaster.rollout(context, 10).equalsWithEps(truth, 1e-9), "rollout");
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        LatentForecaster again = TravellingWave.forecaster().build().fit(train(), validation());
        assertEquals(fitted.latentLoss(), again.latentLoss());
        INDArray context = TravellingWave.fields(70, 75);
        assertEquals(fitted.rollout(context, 4), again.rollout(context, 4));
    }

    @Test
    void tellsTheListenerEveryEpochOfBothPhases() {
        List<String> heard = new ArrayList<>();
        TravellingWave.forecaster(TravellingWave.mlp().epochs(2))
                .latentEpochs(1)
                .build()
                .fit(train(), validation(), new FitListener() {
                    @Override
                    public void phaseStarted(Phase phase, int epochs) {
                        heard.add(phase + " of " + epochs);
                    }

                    @Override
                    public void epochDone(Phase phase, int epoch, int epochs, double train, double validation) {
                        heard.add(phase + " " + epoch);
                    }
                });
        assertEquals(
                List.of("autoencoder of 2", "autoencoder 1", "autoencoder 2", "latent model of 1", "latent model 1"),
                heard);
    }

    @Test
    void aDivergingTrainingIsNamed() {
        LatentForecaster wild = TravellingWave.forecaster(TravellingWave.mlp().epochs(1))
                .latentModel(LatentModel.of(new LSTM.Builder().nOut(8).build(), LATENT, new Sgd(1e30), 3))
                .build();
        TrainingDivergedException diverged =
                assertThrows(TrainingDivergedException.class, () -> wild.fit(train(), validation()));
        assertTrue(
                diverged.getMessage()
                        .matches(
                                "Training of the latent model diverged in epoch \\d+ of 30. .*layer1.* is not finite .*"),
                diverged.getMessage());
    }

    @Test
    void nanInTheDataIsNamedBeforeAnyTraining() {
        List<DataSet> windows = TravellingWave.windows(0, 60);
        windows.get(0).getFeatures().putScalar(0, 7, 2, Double.NaN);
        refuses("train part holds NaN at value 7 of snapshot 3", new ListDataSetIterator<>(windows, 8));
    }

    @Test
    void windowsOfAnotherShapeAreRefused() {
        refuses("[minibatch, 64, time]", one(Nd4j.zeros(1, 63, 5), Nd4j.zeros(1, 63, 5)));
        refuses("not its features one step later", one(TravellingWave.fields(0, 5), TravellingWave.fields(2, 7)));
        refuses("holds no window", new ListDataSetIterator<>(List.<DataSet>of(), 8));
        DataSetIterator normalised = train();
        NormalizerStandardize normalizer = new NormalizerStandardize();
        normalizer.fit(normalised);
        normalised.setPreProcessor(normalizer);
        refuses("normalises its data already", normalised);
    }

    @Test
    void aLatentVectorMustBeSmallerThanTheField() {
        for (int latent : new int[] {0, VALUES, VALUES + 1}) {
            LatentForecaster.Builder builder = TravellingWave.forecaster(LatentSpace.builder(VALUES, latent));
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, builder::build);
            assertTrue(refused.getMessage().contains("choose 1 to 63"), refused.getMessage());
        }
    }

    @Test
    void aGivenNormaliserIsUsedAsItIs() {
        INDArray zero = Nd4j.zeros(DataType.FLOAT, 1, VALUES);
        LatentForecaster forecaster = TravellingWave.forecaster(TravellingWave.mlp()
                        .normalizer(new NormalizerStandardize(
                                zero, Nd4j.valueArrayOf(new long[] {1, VALUES}, 100, DataType.FLOAT)))
                        .epochs(1))
                .latentEpochs(1)
                .build()
                .fit(train(), validation());
        double loss = forecaster.autoencoderLoss().train().get(0);
        assertTrue(loss < 0.1, loss + " for values of at most 0.05");
    }

    @Test
    void aConstantFieldIsRefused() {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 1, VALUES, CONTEXT);
        refuses("nothing to learn", one(ones, ones));
    }

    @Test
    void anUntrainedForecasterSaysSo() {
        LatentForecaster untrained = TravellingWave.forecaster().build();
        INDArray context = Nd4j.zeros(DataType.FLOAT, 1, VALUES, CONTEXT);
        assertThrows(IllegalStateException.class, () -> untrained.predict(context));
    }

    private static DataSetIterator train() {
        return TravellingWave.iterator(0, 60);
    }

    private static DataSetIterator validation() {
        return TravellingWave.iterator(60, 80);
    }

    private static DataSetIterator one(INDArray features, INDArray labels) {
        return new ListDataSetIterator<>(List.of(new DataSet(features, labels)), 1);
    }

    private static void refuses(String expected, DataSetIterator train) {
        LatentForecaster forecaster = TravellingWave.forecaster().build();
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> forecaster.fit(train, validation()));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static void assertFalls(LossCurve curve, int epochs) {
        assertEquals(epochs, curve.train().size());
        assertTrue(curve.train().get(epochs - 1) < 0.5 * curve.train().get(0), "train " + curve.train());
        assertTrue(
                curve.validation().get(epochs - 1) < 0.5 * curve.validation().get(0),
                "validation " + curve.validation());
    }

    private static double meanAbsolute(INDArray difference) {
        return difference.norm1Number().doubleValue() / difference.length();
    }
}
