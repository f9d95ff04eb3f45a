package io.github.dl4jquantum.bench.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.concurrent.ExecutionContext;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Tasks that come within a moment share one Spark job, which costs the driver more than a task does. Each is a Spark task of
 * its own: tried again, speculated and answered by itself.
 */
final class Batches implements AutoCloseable {
    /** How long the first task of a job waits for others, while there is work already. */
    private static final int MOMENT_MILLIS = 25;

    private final JavaSparkContext context;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Thread thread = new Thread(this::work, "batches");

    /** A task and what came of it. */
    private record Waiting(Task task, CompletableFuture<Task.Reply> reply) {}

    Batches(JavaSparkContext context) {
        this.context = context;
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs a task, with the others that wait. */
    Future<Task.Reply> run(Task task) {
        Waiting one = new Waiting(task, new CompletableFuture<>());
        unanswered.incrementAndGet();
        one.reply().whenComplete((reply, failure) -> unanswered.decrementAndGet());
        queue.add(one);
        return one.reply();
    }

    /** Takes no more tasks on: none is to come, and those that run are Spark's. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void work() {
        try {
            while (true) {
                List<Waiting> batch = new ArrayList<>(List.of(queue.take()));
                if (unanswered.get() > 1) {
                    Thread.sleep(MOMENT_MILLIS);
                }
                queue.drainTo(batch);
                submit(batch);
            }
        } catch (InterruptedException closed) {
            // Nobody waits for an answer any more.
        }
    }

    private void submit(List<Waiting> batch) {
        List<Object> partitions = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            partitions.add(i);
        }
        Function2<Object, Task.Reply, BoxedUnit> answered = (partition, reply) -> {
            batch.get((Integer) partition).reply().complete(reply);
            return BoxedUnit.UNIT;
        };
        Function1<Try<Object>, Object> over = result -> {
            if (result.isFailure()) {
                failed(batch, result.failed().get());
            }
            return null;
        };
        try {
            List<Task> tasks = batch.stream().map(Waiting::task).toList();
            context.sc()
                    .submitJob(
                            context.parallelize(tasks, tasks.size()).rdd(),
                            new Run(),
                            JavaConverters.asScalaBuffer(partitions),
                            answered,
                            () -> null)
                    .onComplete(over, ExecutionContext.fromExecutor(Runnable::run));
        } catch (RuntimeException e) { // it was stopped
            batch.forEach(each -> each.reply().completeExceptionally(e));
        }
    }

    /** Spark ends a whole job for one task: the others are run again, each in a job of its own. */
    private void failed(List<Waiting> batch, Throwable reason) {
        for (Waiting each : batch) {
            if (batch.size() == 1) {
                each.reply().completeExceptionally(reason);
            } else if (!each.reply().isDone()) {
                submit(List.of(each));
            }
        }
    }

    /** A task on its executor. */
    private static final class Run extends AbstractFunction1<Iterator<Task>, Task.Reply> implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Task.Reply apply(Iterator<Task> task) {
            try {
                return task.next().run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
