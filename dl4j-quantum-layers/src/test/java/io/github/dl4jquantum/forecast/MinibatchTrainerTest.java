package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Oracle: hand. Two workers that make two updates at a time, on five minibatches an epoch: four at once, then the fifth. All
 * examples are alike, so that the mean of workers is what one makes of as many updates; each halves the distance of a
 * weight, 0 at first, to 1.
 */
@Timeout(60)
class MinibatchTrainerTest {
    private static final DataSet FIVE = new DataSet(Nd4j.ones(DataType.FLOAT, 5, 1), Nd4j.ones(DataType.FLOAT, 5, 1));

    @TempDir
    private Path folder;

    /** Fails at calls whose number it is told. */
    private static final class TwoWorkers implements MinibatchTrainer<MultiLayerNetwork> {
        final List<Integer> calls = new ArrayList<>();
        int failing;

        @Override
        public double fit(MultiLayerNetwork network, List<DataSet> minibatches) {
            calls.add(minibatches.size());
            if (calls.size() == failing) {
                throw new IllegalStateException("all machines are gone");
            }
            EpochLoop.oneByOne(network, minibatches.subList(0, (minibatches.size() + 1) / 2));
            return 10 * minibatches.size();
        }

        @Override
        public int workers() {
            return 2;
        }

        @Override
        public int updates() {
            return 2;
        }
    }

    private static LossCurve run(
            MultiLayerNetwork net,
            MinibatchTrainer<MultiLayerNetwork> trainer,
            Checkpoint checkpoint,
            List<Integer> heard) {
        FitListener listener = new FitListener() {
            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                heard.add(iteration);
            }

            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double train, double validation) {}
        };
        EpochLoop.Plan plan = new EpochLoop.Plan(Phase.LATENT_MODEL, Budget.ofUpdates(7), 9, 1, 1, checkpoint);
        return new EpochLoop<>(plan, net, net.getLayers(), trainer, listener)
                .run(FIVE, 1, () -> -net.params().getDouble(0));
    }

    /** Seven updates are three of each worker in the first epoch and one in the second. */
    @Test
    void aBudgetCountsMinibatchesAndTheNetworkItsIterations() {
        TwoWorkers trainer = new TwoWorkers();
        List<Integer> heard = new ArrayList<>();
        MultiLayerNetwork net = EpochLoopTest.network(new Sgd(0.25));
        LossCurve curve = run(net, trainer, null, heard);
        assertEquals(List.of(4, 1, 2), trainer.calls);
        assertEquals(List.of(4, 5, 7), heard);
        assertEquals(1 - 1 / 16.0, net.params().getDouble(0));
        assertEquals(4, net.getLayerWiseConfigurations().getIterationCount());
        assertEquals(List.of(10.0, 10.0), curve.train(), "the mean of what it says of the examples");
    }

    @Test
    void aScheduleEndsWithTheIterationsOfAWorker() {
        MultiLayerNetwork net = EpochLoopTest.network(new Adam(new WarmupCosineSchedule(0.5)));
        run(net, new TwoWorkers(), null, new ArrayList<>());
        // The configuration, which travels to workers, has it.
        BaseLayer layer =
                (BaseLayer) net.getLayerWiseConfigurations().getConf(0).getLayer();
        assertEquals(new WarmupCosineSchedule(0.5, 4), ((Adam) layer.getIUpdater()).getLearningRateSchedule());
    }

    /** Nothing of the call that fails counts. Oracle besides: the training above. */
    @Test
    void whatFailsIsSavedAndGoesOn() {
        Checkpoint checkpoint = new Checkpoint(folder.resolve("checkpoint.zip"), Duration.ofDays(1));
        TwoWorkers lost = new TwoWorkers();
        lost.failing = 2;
        var failure = assertThrows(
                IllegalStateException.class,
                () -> run(EpochLoopTest.network(new Sgd(0.25)), lost, checkpoint, new ArrayList<>()));
        assertSame("all machines are gone", failure.getMessage());

        TwoWorkers trainer = new TwoWorkers();
        MultiLayerNetwork net = EpochLoopTest.network(new Sgd(0.25));
        List<Integer> heard = new ArrayList<>();
        run(net, trainer, checkpoint, heard);
        assertEquals(List.of(1, 2), trainer.calls);
        assertEquals(List.of(5, 7), heard);
        assertEquals(1 - 1 / 16.0, net.params().getDouble(0));
    }

    @Test
    void aTrainingByOtherWorkersIsAnotherOne() {
        Checkpoint checkpoint = new Checkpoint(folder.resolve("checkpoint.zip"), Duration.ofDays(1));
        run(EpochLoopTest.network(new Sgd(0.25)), new TwoWorkers(), checkpoint, new ArrayList<>());
        assertThrows(
                java.io.UncheckedIOException.class,
                () -> run(EpochLoopTest.network(new Sgd(0.25)), EpochLoop::oneByOne, checkpoint, new ArrayList<>()));
    }

    /** A training that its own network's fit makes, minibatch by minibatch, is what there is without a trainer. */
    @Test
    void aForecasterIsTrainedByTheOneThatItIsGiven() {
        List<Integer> calls = new ArrayList<>();
        LatentForecaster given = TravellingWave.forecaster()
                .latentEpochs(2)
                .latentTrainer((network, minibatches) -> {
                    calls.add(minibatches.size());
                    return EpochLoop.oneByOne(network, minibatches);
                })
                .build()
                .fit(TravellingWave.iterator(0, 45), TravellingWave.iterator(45, 60));
        LatentForecaster own = TravellingWave.forecaster()
                .latentEpochs(2)
                .build()
                .fit(TravellingWave.iterator(0, 45), TravellingWave.iterator(45, 60));
        assertEquals(own.latentLoss(), given.latentLoss());
        assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), calls, "40 windows in minibatches of 8, twice");
    }
}
