package io.github.dl4jquantum.forecast;

import static io.github.dl4jquantum.forecast.TravellingWave.CONTEXT;
import static io.github.dl4jquantum.forecast.TravellingWave.VALUES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.factory.Nd4j;

/** What a forecaster and its latent space refuse. Oracle: the limits; what lies on them is accepted, the next beyond is not. */
@Timeout(60)
class ForecasterRefusalsTest {
    private static final int LATENT = 2;
    private static LatentSpace space;

    @BeforeAll
    static void fitSpace() {
        space = LatentSpace.builder(VALUES, LATENT)
                .fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80), FitListener.NONE);
    }

    private static LatentForecaster.Builder on(LatentSpace of) {
        return LatentForecaster.builder(of)
                .latentModel(TravellingWave.lstm(LATENT))
                .latentEpochs(1);
    }

    private static LatentForecaster fit(LatentForecaster.Builder builder) {
        return builder.build().fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80));
    }

    @Test
    void aRolloutHasAStepAndAsManyGivenOnesAsItsBaseHasLags() {
        RidgeMap twoLags = RidgeMap.of(Nd4j.zeros(1 + 2 * LATENT, LATENT), 2, 0);
        LatentForecaster forecaster = fit(on(space).base(twoLags));
        assertArrayEquals(
                new long[] {1, VALUES, 1},
                forecaster.rollout(TravellingWave.fields(0, 2), 1).shape());
        refused("A rollout of 0 steps", () -> forecaster.rollout(TravellingWave.fields(0, 2), 0));
        refused(
                "A context of 1 time steps for a base of 2 lags",
                () -> forecaster.rollout(TravellingWave.fields(0, 1), 1));
        refused(
                "A context of 1 time steps for a base of 2 lags",
                () -> forecaster.rolloutLatents(space.encode(TravellingWave.fields(0, 1)), 1));
        refused("[minibatch, 2, time]", () -> forecaster.rolloutLatents(Nd4j.zeros(1, 3, 5), 1));
        assertTrue(forecaster.latentSeconds() > 0);
    }

    @Test
    void withoutABaseThereIsNoForecastOfItsOwn() {
        LatentForecaster forecaster = fit(on(space).residual(false));
        assertThrows(IllegalStateException.class, forecaster::baseOnly);
    }

    @Test
    void validationWindowsAreAsLongAsThoseToTrainOn() {
        var longer = TravellingWave.fields(0, CONTEXT + 2);
        var shifted = TravellingWave.fields(1, CONTEXT + 3);
        var windows = new ListDataSetIterator<>(List.of(new DataSet(longer, shifted)), 1);
        LatentForecaster forecaster = on(space).build();
        refused(
                "The validation windows have 5 time steps, those to train on 7",
                () -> forecaster.fit(windows, TravellingWave.iterator(60, 80)));
        assertThrows(IllegalStateException.class, forecaster::latentSpace, "it is what it was before");
    }

    @Test
    void whatAForecasterIsMadeOfFitsTogether() {
        refused("needs a latent model", () -> LatentForecaster.builder(space).build());
        refused("Data of 32 values a snapshot for an encoder of 64", () -> on(space)
                .data(new FittedData(List.of("u"), List.of(32), 0.2))
                .build());
        FittedData right = new FittedData(List.of("u"), List.of(8, 8), null);
        assertEquals(right, on(space).data(right).build().data().orElseThrow());
        refused("An anchor over -1 steps", () -> on(space).anchor(-1));
        refused("latent patience: 0", () -> on(space).latentPatience(0));
        on(space).anchor(0).latentPatience(1).build();
    }

    @Test
    void numbersOfALatentSpaceAreOneOrMore() {
        LatentSpace.Builder builder = LatentSpace.builder(VALUES, LATENT);
        refused("patience: 0", () -> builder.patience(0));
        refused("minibatch: 0", () -> builder.minibatch(0));
        builder.patience(1).minibatch(1).options().requireSizes();
        LatentSpace.builder(VALUES, VALUES - 1).options().requireSizes();
        LatentSpace.builder(VALUES, 1).options().requireSizes();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1e-3, Double.NaN})
    void learningRatesLieBetweenZeroAndOne(double rate) {
        refused("A learning rate of " + rate, () -> LatentSpace.builder(VALUES, LATENT)
                .learningRate(rate));
    }

    @Test
    void typesAndNormalisersThatNoFileHoldsAreRefused() {
        refused("type INT", () -> LatentSpace.builder(VALUES, LATENT).dataType(DataType.INT32));
        refused("ImagePreProcessingScaler cannot be saved", () -> LatentSpace.builder(VALUES, LATENT)
                .normalizer(new ImagePreProcessingScaler()));
    }

    private static void refused(String message, Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
