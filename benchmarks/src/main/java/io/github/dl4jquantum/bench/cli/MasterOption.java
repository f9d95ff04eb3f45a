package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The option that names other machines. */
final class MasterOption {

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Run on Apache Spark: local[N], spark://HOST:PORT, yarn or k8s://... (build with -Pspark).")
    String url;

    /** Refuses it in a build without Spark, before any other work. */
    void check() {
        if (isGiven()) {
            Cluster.connector(url);
        }
    }

    boolean isGiven() {
        return url != null;
    }

    /**
     * The cluster, or null if none is asked for.
     *
     * @param shared folder that its machines are to see, or the address of one; null for none
     */
    Cluster connect(String shared, PrintWriter err) throws IOException {
        if (!isGiven()) {
            return null;
        }
        Cluster cluster = Cluster.connector(url).connect(url, shared);
        err.println(cluster.description());
        return cluster;
    }

    /** Progress that says how many executors there are, if any. */
    static JobProgress shown(JobProgress progress, Cluster cluster) {
        if (cluster == null) {
            return progress;
        }
        return new JobProgress() {
            @Override
            public void stage(String name) {
                progress.stage(name + ", executors " + cluster.executors());
            }

            @Override
            public void done(double share) {
                progress.done(share);
            }
        };
    }

    /** Stops a study, and then the cluster on which it runs, if any. */
    static Runnable stop(Runnable study, Cluster cluster) {
        return () -> {
            study.run();
            if (cluster != null) {
                cluster.close();
            }
        };
    }
}
