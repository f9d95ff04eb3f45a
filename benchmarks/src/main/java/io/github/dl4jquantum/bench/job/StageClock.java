package io.github.dl4jquantum.bench.job;

import io.github.dl4jquantum.bench.result.RunResult;
import java.util.EnumMap;
import java.util.Map;

/** Takes the time of each stage and tells a {@link JobProgress} how far the whole job has come. */
public final class StageClock {
    private final JobProgress progress;
    private final Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
    private Stage stage;
    private long started;

    public StageClock(JobProgress progress) {
        this.progress = progress;
    }

    public void start(Stage next) {
        finish();
        stage = next;
        started = System.nanoTime();
        progress.stage(next.toString());
        done(0);
    }

    /** So much of the present stage is done, 0 to 1. */
    public void done(double share) {
        progress.done(stage.start() + share * stage.share());
    }

    public RunResult.Seconds stop() {
        finish();
        return new RunResult.Seconds(
                seconds.get(Stage.DATA),
                seconds.get(Stage.ENCODER),
                seconds.get(Stage.TRAIN),
                seconds.get(Stage.EVALUATE));
    }

    private void finish() {
        if (stage != null) {
            seconds.put(stage, (System.nanoTime() - started) / 1e9);
        }
    }
}
