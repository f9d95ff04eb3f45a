package io.github.dl4jquantum.bench.cli;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that name other machines. */
final class ClusterOptions {

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Run on Apache Spark: local[N], spark://HOST:PORT, yarn or k8s://... (build with -Pspark).")
    private String master;

    @Option(
            names = "--shared",
            paramLabel = "DIR",
            description = "Folder that every machine of --master sees: at this path, or at this address, such as"
                    + " hdfs://HOST/FOLDER (default: --out).")
    private String shared;

    /** Refuses what cannot be met, before any other work. */
    void check(Integer workers) {
        require(
                master != null || shared == null,
                "--shared " + shared + " belongs to --master: give both, or neither.");
        if (master != null) {
            require(
                    workers == null,
                    "--workers " + workers + " belongs to one machine: leave it out, the task slots of --master "
                            + master + " say how many.");
            Cluster.connector(master);
        }
    }

    /** The cluster, or null if none is asked for. */
    Cluster connect(Path out, PrintWriter err) throws IOException {
        if (master == null) {
            return null;
        }
        String folder = shared;
        if (shared == null || !Limits.isAddress(shared)) {
            Path path = (shared == null ? out : Path.of(shared)).toAbsolutePath();
            Limits.writableFolder(path);
            folder = Files.createDirectories(path).toString();
        }
        Cluster cluster = Cluster.connector(master).connect(master, folder);
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
