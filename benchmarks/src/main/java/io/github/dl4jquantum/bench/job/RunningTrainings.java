package io.github.dl4jquantum.bench.job;

import io.github.dl4jquantum.forecast.FitListener;
import java.util.HashMap;
import java.util.Map;

/** How far the trainings have come that run side by side, each on a thread of its own; told whenever one goes on. */
public abstract class RunningTrainings implements FitListener {
    private final Map<Thread, Double> begun = new HashMap<>();
    private final Map<Thread, Double> shares = new HashMap<>();
    private String now = "";

    /** Tells of it; this object's lock is held. */
    protected abstract void tell();

    /** This thread does what is no training. */
    protected final void at(String what) {
        now = what;
    }

    /** A phase begins on this thread. Of an encoder only the words tell: it is shared. */
    @Override
    public final synchronized void phaseStarted(Phase phase, int epochs) {
        now = phase == Phase.AUTOENCODER ? "encoder" : "training";
        if (phase == Phase.LATENT_MODEL) {
            begun.merge(Thread.currentThread(), 1.0, Double::sum);
            shares.put(Thread.currentThread(), 0.0);
        }
        tell();
    }

    /** An epoch is over on this thread. */
    @Override
    public final synchronized void epochDone(
            Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {
        now = (phase == Phase.AUTOENCODER ? "encoder, " : "") + "epoch " + epoch + "/" + epochs;
        if (phase == Phase.LATENT_MODEL) {
            shares.put(Thread.currentThread(), Math.min(1, (double) epoch / epochs));
        }
        tell();
    }

    /** What this thread trained is finished, and counts here no more. */
    protected final void trained() {
        begun.remove(Thread.currentThread());
        shares.remove(Thread.currentThread());
        now = "";
    }

    /** Trainings that are done, whole ones and parts, of all threads that have not ended. */
    protected final double trainings() {
        double done = 0;
        for (Map.Entry<Thread, Double> each : begun.entrySet()) {
            done += each.getValue() - 1 + shares.get(each.getKey());
        }
        return done;
    }

    /** What was begun or done last, in words behind a comma; empty before and after. */
    protected final String now() {
        return now.isEmpty() ? "" : ", " + now;
    }
}
