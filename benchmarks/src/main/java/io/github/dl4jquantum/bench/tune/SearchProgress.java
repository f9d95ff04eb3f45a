package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.RunningTrainings;
import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.forecast.FitListener;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells a {@link JobProgress} what a search is at: how many candidates have ended, the best, and what trains now. */
final class SearchProgress implements Search.Listener, FitListener {
    private final JobProgress progress;
    private final int candidates;
    private final RunningTrainings running = new RunningTrainings();
    private final Map<Thread, Integer> indexes = new HashMap<>();
    private int ended;
    private CandidateResult best;

    SearchProgress(JobProgress progress, int candidates) {
        this.progress = progress;
        this.candidates = candidates;
        progress.stage("data");
    }

    /** Of the snapshots. */
    void data(long done, long total) {
        progress.stage("data " + 100 * done / total + "%");
    }

    @Override
    public synchronized void started(int index) {
        indexes.put(Thread.currentThread(), index);
        running.at("");
        tell();
    }

    @Override
    public synchronized void phaseStarted(Phase phase, int epochs) {
        running.phaseStarted(phase);
        tell();
    }

    @Override
    public synchronized void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {
        running.epochDone(phase, epoch, epochs);
        tell();
    }

    @Override
    public synchronized void ended(CandidateResult result) {
        ended++;
        best = result.isBetterThan(best) ? result : best;
        indexes.remove(Thread.currentThread());
        running.ended();
        tell();
    }

    private void tell() {
        Integer index = indexes.get(Thread.currentThread());
        String now = running.now().isEmpty() ? "" : ", " + running.now();
        progress.stage(ended + "/" + candidates
                + (best == null ? "" : String.format(Locale.ROOT, ", best %.3g", best.score()))
                + (index == null ? "" : "; candidate " + index + now));
        progress.done(Math.min(1, (ended + running.done()) / candidates));
    }
}
