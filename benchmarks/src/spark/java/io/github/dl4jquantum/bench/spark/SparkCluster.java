package io.github.dl4jquantum.bench.spark;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import io.github.dl4jquantum.forecast.MinibatchTrainer;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Spark's executors: every job is a Spark task. */
final class SparkCluster implements Cluster {
    private final JavaSparkContext context;
    private final Batches batches;
    private final SharedFolder shared;
    private final ExecutorLosses losses;
    private volatile boolean closed;

    /** @param shared is closed with it */
    SparkCluster(SparkContext context, SharedFolder shared, ExecutorLosses losses) {
        this.context = new JavaSparkContext(context);
        batches = new Batches(this.context);
        this.shared = shared;
        this.losses = losses;
    }

    /** Every executor is asked once before any work; one that comes later is asked by its first task. */
    void check() throws IOException {
        call(new Empty());
    }

    /** Does nothing. */
    static final class Empty implements Job<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer run() {
            return 0;
        }
    }

    @Override
    public int slots() {
        return Math.max(1, SparkConnector.slots(context.sc())); // while all are lost, jobs wait for those that come
    }

    @Override
    public Path shared() {
        return shared.path();
    }

    @Override
    public void delete(Path file) throws IOException {
        shared.delete(file);
    }

    @Override
    public int executors() {
        return context.sc().isLocal() ? 1 : context.sc().statusTracker().getExecutorInfos().length - 1;
    }

    @Override
    public String description() {
        return "Spark " + context.version() + " at " + context.master() + ": executors " + executors() + ", task slots "
                + slots() + (shared.path() == null ? "" : ", shared folder " + shared.name());
    }

    @Override
    public <R extends Serializable> R call(Job<R> job) throws IOException {
        Task.Reply reply;
        try {
            reply = batches.run(shared.task(job)).get();
        } catch (Exception e) { // Spark's own is checked, and Scala does not say so
            BadInputException.require(
                    closed || !context.sc().isStopped(),
                    losses.refusal(context.sc().master()));
            throw failure(e);
        }
        if (reply.refusal() != null) {
            throw new BadInputException(named(reply.refusal()));
        }
        return reply.value();
    }

    @Override
    public MinibatchTrainer<MultiLayerNetwork> trainer(int workers) {
        return new ParameterAveraging(context, workers, this::refused);
    }

    /** Of a training that cannot go on. */
    private BadInputException refused(Exception e) {
        return new BadInputException(
                !closed && context.sc().isStopped()
                        ? losses.refusal(context.sc().master())
                        : "--master " + context.sc().master() + " cannot train the network, "
                                + failure(e).getMessage() + "; the same command goes on.");
    }

    /** A file of the shared folder has the name that the user knows. */
    private String named(String message) {
        return shared.path() == null ? message : message.replace(shared.path().toString(), shared.name());
    }

    /** Of a task that was tried on several executors. What names a file that could not be used is not the innermost. */
    private IOException failure(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null
                && !(cause instanceof FileSystemException)
                && !(cause instanceof ForecasterFileException)) {
            cause = cause.getCause();
        }
        return new IOException("no executor could do it: " + named(SparkConnector.firstLine(cause)), e);
    }

    @Override
    public void close() {
        closed = true;
        batches.close();
        context.close();
        shared.close();
    }
}
