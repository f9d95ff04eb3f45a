package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.RunningTrainings;

/** Counts what is finished and tells a {@link JobProgress}: tunings first, a training for each rate, then cells. */
final class CellCounter extends RunningTrainings {
    private final JobProgress progress;
    private final double work;
    private String what;
    private int finished;
    private int total;
    private double done;

    /** @param work trainings that are left in all */
    CellCounter(JobProgress progress, double work) {
        this.progress = progress;
        this.work = work;
    }

    /**
     * A phase begins.
     *
     * @param name of one of what is counted
     * @param before of them that were finished already
     */
    synchronized void start(String name, int before, int all) {
        what = name;
        finished = before;
        total = all;
        tell();
    }

    /** Data is being made. */
    synchronized void data() {
        at("data");
        tell();
    }

    /** One more is finished, on this thread. */
    synchronized void done(int trainings) {
        trained();
        finished++;
        done += trainings;
        tell();
    }

    @Override
    protected void tell() {
        progress.stage(what + " " + finished + "/" + total + now());
        progress.done(work == 0 ? 1 : Math.min(1, (done + trainings()) / work));
    }

    @Override
    public synchronized String toString() {
        return finished + " of " + total + " " + what + "s are finished";
    }
}
