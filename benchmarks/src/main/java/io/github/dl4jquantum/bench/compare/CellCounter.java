package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.JobProgress;

/** Counts finished cells and tells a {@link JobProgress}. */
final class CellCounter {
    private final JobProgress progress;
    private final int before;
    private final int total;
    private int finished;

    /** @param before cells that were finished already */
    CellCounter(JobProgress progress, int before, int total) {
        this.progress = progress;
        this.before = before;
        this.total = total;
        finished = before;
        tell();
    }

    synchronized void done() {
        finished++;
        tell();
    }

    private void tell() {
        progress.stage("cell " + finished + "/" + total);
        progress.done(total == before ? 1 : (double) (finished - before) / (total - before));
    }

    @Override
    public synchronized String toString() {
        return finished + " of " + total + " cells are finished";
    }
}
