package io.github.dl4jquantum.bench.spark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Why executors end. One that registers before it ends is started again without limit, for instance where a full disk
 * leaves no room for the program's jars: Spark itself would go on for ever.
 */
final class ExecutorLosses extends SparkListener {
    /** Spark's own limit (spark.deploy.maxExecutorRetries) of those that end before they register. */
    static final int MOST = 10;

    private final IntSupplier slots;
    private final Runnable givenUp;
    private final Set<String> lost = new HashSet<>(); // some are told of twice
    private volatile String reason;

    /**
     * @param slots that there are
     * @param givenUp run when so many executors were lost one after another, no task was done and none is left
     */
    ExecutorLosses(IntSupplier slots, Runnable givenUp) {
        this.slots = slots;
        this.givenUp = givenUp;
    }

    /** Of the executors of {@code context}, which is stopped when none stays. */
    static ExecutorLosses of(SparkContext context) {
        // A thread that inherits from a listener's may not stop it.
        Runnable stop = () -> new Thread(null, context::stop, "no executors", 0, false).start();
        ExecutorLosses losses = new ExecutorLosses(() -> SparkConnector.slots(context), stop);
        context.addSparkListener(losses);
        return losses;
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        if (reason == null || !removed.reason().startsWith("Command exited")) { // which follows what it said itself
            reason = removed.reason();
        }
        if (slots.getAsInt() == 0 && lost.add(removed.executorId()) && lost.size() == MOST) {
            givenUp.run();
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskInfo().successful()) {
            lost.clear();
        }
    }

    /** Whether any was lost. */
    boolean any() {
        return reason != null || Unregistered.reason != null;
    }

    /** One line: what was lost, why, and what to do. */
    String refusal(String master) {
        String why = reason == null ? Unregistered.reason : reason;
        return "--master " + master + " keeps no executor"
                + (why == null
                        ? ""
                        : ", the last one ended with: " + why.strip().replaceAll("\\s*\\R\\s*", " "))
                + ": see the work folder of its worker, and that the folder it names, or its SPARK_LOCAL_DIRS (else"
                + " spark.local.dir), has room and can be written; the same command goes on then.";
    }

    /** Spark says in its log alone why an executor ended that had not registered. */
    static final class Unregistered extends TurboFilter {
        private static final String LOGGER = "org.apache.spark.deploy.client.StandaloneAppClient$ClientEndpoint";
        private static final Pattern FAILED =
                Pattern.compile("Executor updated: \\S+ is now FAILED \\((.+)\\)", Pattern.DOTALL);

        private static volatile String reason;

        /** Listens from now on. */
        static void listen() {
            ILoggerFactory factory = LoggerFactory.getILoggerFactory(); // spark-submit may bring another
            reason = null;
            if (factory instanceof LoggerContext context
                    && context.getTurboFilterList().stream().noneMatch(Unregistered.class::isInstance)) {
                context.addTurboFilter(new Unregistered());
            }
        }

        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
            if (level != Level.INFO || !logger.getName().equals(LOGGER)) {
                return FilterReply.NEUTRAL;
            }
            if (format == null) { // asked whether it is worth saying
                return FilterReply.ACCEPT;
            }
            Matcher failed = FAILED.matcher(format);
            if (failed.matches()) {
                reason = failed.group(1);
            }
            return FilterReply.NEUTRAL;
        }
    }
}
