package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.JobProgress;

/** Counts what is finished and tells a {@link JobProgress}: tunings first, a training for each rate, then cells. */
final class CellCounter {
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

    /** One more is finished. */
    synchronized void done(int trainings) {
        finished++;
        done += trainings;
        tell();
    }

    private void tell() {
        progress.stage(what + " " + finished + "/" + total);
        progress.done(work == 0 ? 1 : done / work);
    }

    @Override
    public synchronized String toString() {
        return finished + " of " + total + " " + what + "s are finished";
    }
}
