package io.github.dl4jquantum.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.CandidateResult.Status;
import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: four candidates, two of them side by side, told by hand. */
@Timeout(60)
class SearchProgressTest {
    private final List<String> stages = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final SearchProgress progress = new SearchProgress(
            new JobProgress() {
                @Override
                public void stage(String name) {
                    stages.add(name);
                }

                @Override
                public void done(double share) {
                    shares.add(share);
                }
            },
            4);

    /** Shares: half of candidate 0, then with a quarter of candidate 1, then 0 whole, each of four. */
    @Test
    void everythingIsSaidFromTheDataOn() throws InterruptedException {
        assertEquals("data", last(stages));
        progress.data(33, 200);
        assertEquals("data 16%", last(stages));
        progress.started(0);
        assertEquals("0/4; candidate 0", last(stages));
        progress.phaseStarted(Phase.AUTOENCODER, 8);
        assertEquals("0/4; candidate 0, encoder", last(stages));
        progress.epochDone(Phase.AUTOENCODER, 4, 8, 1, 1);
        assertEquals("0/4; candidate 0, encoder, epoch 4/8", last(stages));
        assertEquals(0, last(shares), "an encoder is shared by candidates");
        progress.phaseStarted(Phase.LATENT_MODEL, 2);
        assertEquals("0/4; candidate 0, training", last(stages));
        progress.epochDone(Phase.LATENT_MODEL, 1, 2, 1, 1);
        assertEquals("0/4; candidate 0, epoch 1/2", last(stages));
        assertEquals(0.5 / 4, last(shares));
        Thread other = new Thread(() -> {
            progress.started(1);
            progress.phaseStarted(Phase.LATENT_MODEL, 4);
            progress.epochDone(Phase.LATENT_MODEL, 1, 4, 1, 1);
        });
        other.start();
        other.join();
        assertEquals("0/4; candidate 1, epoch 1/4", last(stages));
        assertEquals(0.75 / 4, last(shares));
        progress.ended(new CandidateResult(0, Map.of(), 0.0625, Status.COMPLETED, null, 1));
        assertEquals("1/4, best 0.0625", last(stages));
        assertEquals(1.25 / 4, last(shares));
    }

    @Test
    void candidatesOfTheLogCountAtOnce() {
        progress.ended(new CandidateResult(0, Map.of(), null, Status.FAILED, "a reason", 1));
        assertEquals("1/4", last(stages));
        progress.ended(new CandidateResult(1, Map.of(), 2.0, Status.COMPLETED, null, 1));
        assertEquals("2/4, best 2.00", last(stages));
        assertEquals(0.5, last(shares));
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
