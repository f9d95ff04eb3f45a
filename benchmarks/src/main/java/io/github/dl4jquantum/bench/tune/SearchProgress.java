package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.RunningTrainings;
import io.github.dl4jquantum.bench.result.CandidateResult;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Tells a {@link JobProgress} what a search is at: how many candidates have ended, the best, and what trains now. */
final class SearchProgress extends RunningTrainings implements Search.Listener {
    private final JobProgress progress;
    private final int candidates;
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
        at("");
        tell();
    }

    @Override
    public synchronized void ended(CandidateResult result) {
        ended++;
        best = result.isBetterThan(best) ? result : best;
        indexes.remove(Thread.currentThread());
        trained();
        tell();
    }

    @Override
    protected void tell() {
        Integer index = indexes.get(Thread.currentThread());
        progress.stage(ended + "/" + candidates
                + (best == null ? "" : String.format(Locale.ROOT, ", best %.3g", best.score()))
                + (index == null ? "" : "; candidate " + index + now()));
        progress.done(Math.min(1, (ended + trainings()) / candidates));
    }
}
