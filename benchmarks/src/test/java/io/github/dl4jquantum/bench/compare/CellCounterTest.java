package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.forecast.FitListener.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: a tuning of three rates and a cell, told by hand: four trainings in all. */
@Timeout(60)
class CellCounterTest {
    private String stage;
    private double share;
    private final CellCounter counter = new CellCounter(
            new JobProgress() {
                @Override
                public void stage(String name) {
                    stage = name;
                }

                @Override
                public void done(double done) {
                    share = done;
                }
            },
            4);

    @Test
    void everyTrainingOfATuningCountsAsItGoes() {
        counter.start("tuning", 0, 1);
        counter.data();
        assertTold("tuning 0/1, data", 0);
        counter.epochDone(Phase.AUTOENCODER, 3, 4, 1, 1);
        assertTold("tuning 0/1, encoder, epoch 3/4", 0);
        counter.phaseStarted(Phase.LATENT_MODEL, 2);
        counter.epochDone(Phase.LATENT_MODEL, 1, 2, 1, 1);
        assertTold("tuning 0/1, epoch 1/2", 0.5 / 4);
        counter.epochDone(Phase.LATENT_MODEL, 2, 2, 1, 1);
        counter.phaseStarted(Phase.LATENT_MODEL, 2); // the second rate
        assertTold("tuning 0/1, training", 1.0 / 4);
        counter.epochDone(Phase.LATENT_MODEL, 1, 2, 1, 1);
        assertTold("tuning 0/1, epoch 1/2", 1.5 / 4);
        counter.done(3);
        assertTold("tuning 1/1", 3.0 / 4);
        counter.start("cell", 0, 1);
        counter.phaseStarted(Phase.LATENT_MODEL, 2);
        counter.epochDone(Phase.LATENT_MODEL, 1, 2, 1, 1);
        assertTold("cell 0/1, epoch 1/2", 3.5 / 4);
        counter.done(1);
        assertTold("cell 1/1", 1);
    }

    private void assertTold(String expectedStage, double expectedShare) {
        assertEquals(expectedStage, stage);
        assertEquals(expectedShare, share);
    }
}
