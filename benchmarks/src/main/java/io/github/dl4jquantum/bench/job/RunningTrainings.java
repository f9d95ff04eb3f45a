package io.github.dl4jquantum.bench.job;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.util.HashMap;
import java.util.Map;

/** How far the trainings have come that run side by side, each on a thread of its own. Whoever tells of them locks. */
public final class RunningTrainings {
    private final Map<Thread, Double> begun = new HashMap<>();
    private final Map<Thread, Double> shares = new HashMap<>();
    private String now = "";

    /** This thread does what is no training. */
    public void at(String what) {
        now = what;
    }

    /** A phase begins on this thread. Of an encoder only the words tell: it is shared. */
    public void phaseStarted(Phase phase) {
        now = phase == Phase.AUTOENCODER ? "encoder" : "training";
        if (phase == Phase.LATENT_MODEL) {
            begun.merge(Thread.currentThread(), 1.0, Double::sum);
            shares.put(Thread.currentThread(), 0.0);
        }
    }

    /** An epoch is over on this thread. */
    public void epochDone(Phase phase, int epoch, int epochs) {
        now = (phase == Phase.AUTOENCODER ? "encoder, " : "") + "epoch " + epoch + "/" + epochs;
        if (phase == Phase.LATENT_MODEL) {
            shares.put(Thread.currentThread(), Math.min(1, (double) epoch / epochs));
        }
    }

    /** What this thread trained is finished, and counts here no more. */
    public void ended() {
        begun.remove(Thread.currentThread());
        shares.remove(Thread.currentThread());
        now = "";
    }

    /** Trainings that are done, whole ones and parts, of all threads that have not ended. */
    public double done() {
        double done = 0;
        for (Map.Entry<Thread, Double> each : begun.entrySet()) {
            done += each.getValue() - 1 + shares.get(each.getKey());
        }
        return done;
    }

    /** What was begun or done last, in words; empty before and after. */
    public String now() {
        return now;
    }
}
