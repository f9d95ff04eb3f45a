package io.github.dl4jquantum.bench.spark;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.package$;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.util.Utils;

/**
 * Connects to Spark. System properties {@code spark.*}, which {@code spark-submit} sets too, win over what is set here: one
 * thread a task slot, and this program's own class path on the executors, which must see it at the same path.
 */
public final class SparkConnector implements Cluster.Connector {
    /** Seconds in which a standalone master must answer, unless the system property dl4jquantum.masterSeconds says otherwise. */
    private static final int ANSWER_SECONDS = 12;

    /** Seconds in which there must be an executor, unless that property says otherwise. */
    private static final int EXECUTOR_SECONDS = 60;

    /** As soon as there is one, seconds in which no further one comes: work begins, and uses later ones as they come. */
    private static final int QUIET_SECONDS = 3;

    @Override
    public Cluster connect(String master, String shared) throws IOException {
        require(
                master.matches("local.*|spark://.+|yarn|k8s://.+"),
                "--master " + master + " is none: give local[N], spark://HOST:PORT, yarn or k8s://https://HOST:PORT.");
        SparkConf conf = new SparkConf().setMaster(master).setIfMissing("spark.app.name", "qpde");
        conf.set("spark.serializer", JavaSerializer.class.getName()); // Kryo writes no records
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
        conf.setIfMissing(
                "spark.executor.extraJavaOptions",
                "-Ddl4jquantum.threads=1 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 " + vector() + SparkOpens.ARGUMENTS);
        if (!conf.contains("spark.jars")) {
            conf.setIfMissing("spark.executor.extraClassPath", classPath());
        }
        SharedFolder folder = SharedFolder.open(shared);
        SparkContext context = null;
        try {
            context = context(conf, master);
            ExecutorLosses losses = ExecutorLosses.of(context);
            awaitExecutors(context, master, losses);
            SparkCluster cluster = new SparkCluster(context, folder, losses);
            cluster.check();
            return cluster;
        } catch (RuntimeException | IOException e) {
            if (context != null) {
                context.stop();
            }
            folder.close();
            throw e;
        }
    }

    /** Executors have the JVM's Vector API where this program has it, which is faster and has the same bits. */
    private static String vector() {
        return ModuleLayer.boot()
                .findModule("jdk.incubator.vector")
                .map(module -> "--add-modules " + module.getName() + " ")
                .orElse("");
    }

    /** An executor's working folder is another than this program's. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static SparkContext context(SparkConf conf, String master) {
        try {
            requireLocalFolder(conf);
            ExecutorLosses.Unregistered.listen();
            if (master.startsWith("spark://")) {
                requireAnswer(conf, master);
            }
            return new SparkContext(conf);
        } catch (BadInputException e) {
            throw e;
        } catch (Exception e) { // Scala throws checked ones too
            throw new BadInputException("--master " + master + " cannot be used: " + firstLine(e));
        }
    }

    /** SparkContext itself waits a minute for a standalone master that says nothing, and cannot be told to wait for less. */
    private static void requireAnswer(SparkConf conf, String master) {
        int limit = limit(ANSWER_SECONDS);
        SparkConf hasty = conf.clone().set("spark.rpc.lookupTimeout", limit + "s");
        SecurityManager security = new SecurityManager(
                hasty, SecurityManager.$lessinit$greater$default$2(), SecurityManager.$lessinit$greater$default$3());
        RpcEnv caller = RpcEnv.create("qpde", Utils.localHostName(), 0, hasty, security, true);
        try {
            Exception silence = null;
            for (String one : Utils.parseStandaloneMasterUrls(master)) {
                try {
                    caller.setupEndpointRef(RpcAddress.fromSparkURL(one), Master.ENDPOINT_NAME());
                    return;
                } catch (Exception e) {
                    silence = e;
                }
            }
            throw new BadInputException("--master " + master + " did not answer within " + limit + " s ("
                    + firstLine(silence) + "): see that a master of Spark " + package$.MODULE$.SPARK_VERSION()
                    + " runs at that address.");
        } finally {
            caller.shutdown();
        }
    }

    /** Spark ends this program, with a code of its own, if it can make none of them. */
    private static void requireLocalFolder(SparkConf conf) {
        String[] folders = Utils.getConfiguredLocalDirs(conf);
        require(
                Arrays.stream(folders).anyMatch(SparkConnector::writable),
                "Spark's local folder " + String.join(",", folders)
                        + " cannot be written: name another with -Dspark.local.dir=DIR, or with SPARK_LOCAL_DIRS if that"
                        + " is set.");
    }

    private static boolean writable(String folder) {
        try {
            Files.delete(Files.createTempDirectory(Files.createDirectories(Path.of(folder)), "qpde"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the system property dl4jquantum.masterSeconds says, if it is set. */
    static int limit(int seconds) {
        return Integer.getInteger("dl4jquantum.masterSeconds", seconds);
    }

    /** Waits until executors are there, and no more come or the time is over. */
    private static void awaitExecutors(SparkContext context, String master, ExecutorLosses losses) {
        long began = System.nanoTime();
        long changed = began;
        int slots = 0;
        int limit = limit(EXECUTOR_SECONDS);
        while (slots == 0 || (!context.isLocal() && seconds(changed) < QUIET_SECONDS && seconds(began) < limit)) {
            boolean over = seconds(began) >= limit;
            require(!context.isStopped() && !(over && losses.any()), losses.refusal(master));
            require(
                    !over,
                    "--master " + master + " gave no executor within " + limit
                            + " s: see that it has a worker with a free core and the memory of spark.executor.memory.");
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            int now = slots(context);
            changed = now == slots ? changed : System.nanoTime();
            slots = now;
        }
    }

    /** Tasks that the executors there now run side by side. */
    static int slots(SparkContext context) {
        return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(failure.toString());
    }
}
