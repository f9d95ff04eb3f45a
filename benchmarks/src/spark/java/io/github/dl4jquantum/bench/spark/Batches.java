package io.github.dl4jquantum.bench.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.concurrent.ExecutionContext;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Tasks that come while Spark's scheduler is busy share one Spark job, which costs the driver more than a task does. Each is
 * a Spark task of its own: tried again, speculated and answered by itself.
 */
final class Batches {
    private static final int BUSY_SECONDS = 1;

    private final JavaSparkContext context;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /** Free when the scheduler has taken the last job on. */
    private final Semaphore turn = new Semaphore(1);

    /** A task and what came of it. */
    private record Waiting(Task task, CompletableFuture<Task.Reply> reply) {}

    Batches(JavaSparkContext context) {
        this.context = context;
        context.sc().addSparkListener(new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                turn.drainPermits();
                turn.release();
            }
        });
    }

    /** Runs a task, with the others that wait. */
    Future<Task.Reply> run(Task task) throws InterruptedException {
        Waiting one = new Waiting(task, new CompletableFuture<>());
        queue.add(one);
        turn.tryAcquire(BUSY_SECONDS, TimeUnit.SECONDS); // Spark drops what listeners are too slow for
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            turn.release();
        } else {
            submit(batch);
        }
        return one.reply();
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
