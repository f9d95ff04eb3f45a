package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Has candidates trained and scored by a cluster. */
final class ClusterTrial implements Trial {
    private final Cluster cluster;
    private final CandidateJob.Common common;
    private final DoubleSupplier best;

    /** @param best the lowest score so far */
    ClusterTrial(Cluster cluster, CandidateJob.Common common, DoubleSupplier best) {
        this.cluster = cluster;
        this.common = common;
        this.best = best;
    }

    @Override
    public Outcome run(Map<String, Object> parameters, Deadline deadline) throws IOException {
        CandidateJob.Reply reply;
        try {
            reply = cluster.call(new CandidateJob(common, parameters, deadline.secondsLeft(), best.getAsDouble()));
        } catch (IOException | RuntimeException e) {
            if (deadline.isAborted()) {
                deadline.check("a task");
            }
            throw e;
        }
        if (reply.stopped() != null) {
            throw new Deadline.Stopped(reply.stopped());
        }
        if (reply.failure() != null) {
            throw new IllegalStateException(reply.failure());
        }
        return new Outcome(reply.score(), file -> AtomicFile.write(file, out -> out.write(reply.model())));
    }

    @Override
    public void ended(Map<String, Object> parameters) throws IOException {
        cluster.delete(ForecastTrial.checkpoint(common.checkpoints(), parameters));
    }
}
