package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.RunningTrainings;
import io.github.dl4jquantum.forecast.FitListener;

/** Counts what is finished and tells a {@link JobProgress}: tunings first, a training for each rate, then cells. */
final class CellCounter implements FitListener {
    private final JobProgress progress;
    private final double work;
    private final RunningTrainings running = new RunningTrainings();
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
        running.at("data");
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

    /** One more is finished, on this thread. */
    synchronized void done(int trainings) {
        running.ended();
        finished++;
        done += trainings;
        tell();
    }

    private void tell() {
        String now = running.now().isEmpty() ? "" : ", " + running.now();
        progress.stage(what + " " + finished + "/" + total + now);
        progress.done(work == 0 ? 1 : Math.min(1, (done + running.done()) / work));
    }

    @Override
    public synchronized String toString() {
        return finished + " of " + total + " " + what + "s are finished";
    }
}
