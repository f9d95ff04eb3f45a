package io.github.dl4jquantum.bench.spark;

import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Connects to Spark. System properties {@code spark.*}, which {@code spark-submit} sets too, win over what is set here: one
 * thread a task slot, and this program's own class path on the executors, which must see it at the same path.
 */
public final class SparkConnector implements Cluster.Connector {
    /** Seconds to wait for executors, unless the system property dl4jquantum.masterSeconds says otherwise. */
    private static final int LIMIT_SECONDS = 60;

    /** As soon as there is one, seconds in which no further one comes. */
    private static final int QUIET_SECONDS = 3;

    @Override
    public Cluster connect(String master, Path shared) throws IOException {
        SparkConf conf = new SparkConf().setMaster(master).setIfMissing("spark.app.name", "qpde");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
        conf.setIfMissing(
                "spark.executor.extraJavaOptions",
                "-Ddl4jquantum.threads=1 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 " + SparkOpens.ARGUMENTS);
        if (!conf.contains("spark.jars")) {
            conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        }
        SparkContext context;
        try {
            context = new SparkContext(conf);
        } catch (Exception e) { // Scala throws checked ones too
            throw new BadInputException("--master " + master + " cannot be used (" + firstLine(e)
                    + "): give local[N], spark://HOST:PORT, yarn or k8s://https://HOST:PORT.");
        }
        try {
            SparkCluster cluster = new SparkCluster(context, shared, slots(context, master));
            cluster.check();
            return cluster;
        } catch (RuntimeException | IOException e) {
            context.stop();
            throw e;
        }
    }

    /** Waits until executors are there. */
    private static int slots(SparkContext context, String master) {
        long began = System.nanoTime();
        long changed = began;
        int slots = 0;
        int limit = Integer.getInteger("dl4jquantum.masterSeconds", LIMIT_SECONDS);
        while (slots == 0 || (!context.isLocal() && seconds(changed) < QUIET_SECONDS)) {
            require(
                    seconds(began) < limit && !context.isStopped(),
                    "--master " + master + " gave no executor within " + limit
                            + " s: see that it runs at that address and has free workers.");
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            int now = context.maxNumConcurrentTasks(
                    context.resourceProfileManager().defaultResourceProfile());
            changed = now == slots ? changed : System.nanoTime();
            slots = now;
        }
        return slots;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(failure.toString());
    }
}
