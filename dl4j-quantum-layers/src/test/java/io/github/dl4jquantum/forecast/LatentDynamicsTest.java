package io.github.dl4jquantum.forecast;

import static io.github.dl4jquantum.forecast.TravellingWave.CONTEXT;
import static io.github.dl4jquantum.forecast.TravellingWave.LATENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** The latent model's training and what its output means. Oracles: persistence; errors of one-step predictions. */
@Timeout(60)
class LatentDynamicsTest {
    private static LatentSpace space;

    @BeforeAll
    static void fitSpace() {
        space = LatentSpace.builder(TravellingWave.VALUES, LATENT)
                .encoder(Encoder.POD)
                .fit(train(), validation(), (phase, epoch, epochs, trainLoss, validationLoss) -> {});
    }

    @Test
    void aResidualOfZeroIsPersistence() {
        LatentForecaster forecaster = residual().latentEpochs(1).build().fit(train(), validation());
        forecaster.latentModel().params().assign(0);
        INDArray latents = forecaster.encode(TravellingWave.fields(70, 75));
        INDArray last = latents.get(all(), all(), interval(4, 5));
        assertEquals(Nd4j.concat(2, last, last, last), forecaster.rolloutLatents(latents, 3));
    }

    /** The network is the caller's, too: what they left in its state is nothing to a forecast, which leaves none. */
    @Test
    void aForecastStartsFromItsContextAlone() {
        LatentForecaster forecaster = residual().latentEpochs(1).build().fit(train(), validation());
        forecaster.latentModel().params().assign(0.3);
        INDArray latents = forecaster.encode(TravellingWave.fields(70, 75));
        INDArray alone = forecaster.rolloutLatents(latents, 2);
        assertTrue(forecaster.latentModel().rnnGetPreviousState(0).isEmpty());
        forecaster.latentModel().rnnTimeStep(latents.add(1));
        assertEquals(alone, forecaster.rolloutLatents(latents, 2));
    }

    /** By hand, from the POD's deviations: w_i = d_i^2 / mean(d^2), over the one step after each context. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theValidationLossIsTheWeightedErrorOfTheLatentVectors(boolean residual) {
        LatentForecaster forecaster = residual().residual(residual).build().fit(train(), validation());
        LossCurve curve = forecaster.latentLoss();
        DataSet windows = DataSet.merge(TravellingWave.windows(60, 80));
        INDArray next = forecaster.encode(windows.getLabels()).get(all(), all(), point(CONTEXT - 1));
        INDArray error = forecaster
                .rolloutLatents(forecaster.encode(windows.getFeatures()), 1)
                .reshape(next.shape())
                .subi(next);
        double[] d = ((Pod) space.codec()).deviation().dup().data().asDouble();
        double mean = Arrays.stream(d).map(x -> x * x).sum() / LATENT;
        double expected = 0;
        for (int n = 0; n < error.rows(); n++) {
            for (int i = 0; i < LATENT; i++) {
                expected += d[i] * d[i] / mean * Math.pow(error.getDouble(n, i), 2) / error.length();
            }
        }
        assertEquals(curve.validation().get(curve.bestEpoch() - 1), expected, 1e-5 * curve.initial());
    }

    /** The first forecast of an untrained residual model, and a learning rate of 0 that leaves it so. */
    @Test
    void aFreshResidualModelIsPersistence() {
        LatentForecaster fresh = LatentForecaster.builder(space)
                .latentModel(LatentModel.of(new LSTM.Builder().nOut(8).build(), LATENT, new Sgd(0), 3))
                .latentEpochs(1)
                .build()
                .fit(train(), validation());
        INDArray latents = fresh.encode(TravellingWave.fields(70, 75));
        INDArray last = latents.get(all(), all(), interval(4, 5));
        assertEquals(Nd4j.concat(2, last, last, last), fresh.rolloutLatents(latents, 3));
        assertEquals(0, fresh.latentLoss().bestEpoch(), "no epoch was better");
        assertEquals(
                fresh.latentLoss().initial(), fresh.latentLoss().validation().get(0));
    }

    @Test
    void aSeriesThatStandsStillStaysWhereItIs() {
        DataSet still = new DataSet(
                Nd4j.ones(DataType.FLOAT, 3, LATENT, CONTEXT), Nd4j.ones(DataType.FLOAT, 3, LATENT, CONTEXT));
        LatentTraining.Fit fit = LatentTraining.fit(
                TravellingWave.lstm(LATENT),
                new Base.Persistence(),
                Nd4j.ones(DataType.FLOAT, 1, LATENT),
                new EpochLoop.Plan(FitListener.Phase.LATENT_MODEL, Budget.ofEpochs(20), 20, 3, 1, null),
                still,
                still,
                EpochLoop::oneByOne,
                (phase, epoch, epochs, trainLoss, validationLoss) -> {});
        assertEquals(Nd4j.ones(DataType.FLOAT, 3, LATENT, 4), fit.dynamics().rollout(still.getFeatures(), 4));
    }

    @Test
    void aSavedResidualModelGivesTheSameNumbers(@TempDir Path folder) throws IOException {
        LatentForecaster saved = residual().latentEpochs(2).build().fit(train(), validation());
        Path file = folder.resolve("forecaster.zip");
        saved.save(file);
        LatentForecaster loaded = LatentForecaster.load(file);
        INDArray context = TravellingWave.fields(70, 75);
        assertEquals(saved.rollout(context, 6), loaded.rollout(context, 6));
        assertEquals(Encoder.POD, loaded.latentSpace().encoder());
    }

    @Test
    void patienceEndsATrainingThatNoLongerGetsBetter() {
        LatentForecaster.Builder idle = LatentForecaster.builder(space)
                .latentModel(LatentModel.of(new LSTM.Builder().nOut(4).build(), LATENT, new Sgd(0), 3))
                .latentEpochs(9);
        assertEquals(9, epochs(idle));
        assertEquals(3, epochs(idle.latentPatience(3)));
        assertEquals(8, epochs(idle.latentPatience(8)));
        LatentForecaster.Builder careful =
                residual().latentModel(LatentModel.of(new LSTM.Builder().nOut(8).build(), LATENT, new Adam(0.002), 3));
        assertEquals(9, epochs(careful.latentEpochs(9).latentPatience(1)), "this one gets better every epoch");
    }

    @Test
    void theListenerIsToldOfEveryIteration() {
        StringBuilder heard = new StringBuilder();
        // 55 windows in minibatches of 8
        residual().latentEpochs(2).build().fit(train(), validation(), new Told() {
            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                heard.append(epoch).append(':').append(iteration).append(' ');
            }
        });
        assertEquals("1:1 1:2 1:3 1:4 1:5 1:6 1:7 2:8 2:9 2:10 2:11 2:12 2:13 2:14 ", heard.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"autoencoder", "latent model"})
    void aListenerEndsAFitAtOnceAndLeavesNothing(String phaseToStop) {
        RuntimeException stop = new IllegalStateException("out of time");
        Told stopper = new Told() {
            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                if (phase.toString().equals(phaseToStop) && iteration == 3) {
                    throw stop;
                }
                assertTrue(iteration < 3 || !phase.toString().equals(phaseToStop), "goes on after the stop");
            }
        };
        LatentForecaster forecaster = TravellingWave.forecaster(
                        TravellingWave.mlp().epochs(2))
                .latentEpochs(2)
                .build();
        assertSame(stop, assertThrows(RuntimeException.class, () -> forecaster.fit(train(), validation(), stopper)));
        INDArray context = TravellingWave.fields(70, 75);
        assertThrows(IllegalStateException.class, () -> forecaster.predict(context));

        INDArray before = forecaster.fit(train(), validation()).predict(context);
        LossCurve loss = forecaster.latentLoss();
        assertSame(stop, assertThrows(RuntimeException.class, () -> forecaster.fit(train(), validation(), stopper)));
        assertEquals(before, forecaster.predict(context), "what was fitted before is still there");
        assertSame(loss, forecaster.latentLoss());
    }

    /** A listener that does nothing yet. */
    private abstract static class Told implements FitListener {
        @Override
        public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {}
    }

    private static int epochs(LatentForecaster.Builder builder) {
        return builder.build().fit(train(), validation()).latentLoss().train().size();
    }

    private static LatentForecaster.Builder residual() {
        return LatentForecaster.builder(space)
                .latentModel(TravellingWave.lstm(LATENT))
                .residual(true)
                .latentEpochs(10);
    }

    private static DataSetIterator train() {
        return TravellingWave.iterator(0, 60);
    }

    private static DataSetIterator validation() {
        return TravellingWave.iterator(60, 80);
    }
}
