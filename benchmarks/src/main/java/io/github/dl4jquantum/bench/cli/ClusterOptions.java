package io.github.dl4jquantum.bench.cli;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name other machines, and what they share. */
final class ClusterOptions {

    @Mixin
    private MasterOption master;

    @Option(
            names = "--shared",
            paramLabel = "DIR",
            description = "Folder that every machine of --master sees at this path (default: --out).")
    private Path shared;

    /** Refuses what cannot be met, before any other work. */
    void check(Integer workers) {
        require(
                master.isGiven() || shared == null,
                "--shared " + shared + " belongs to --master: give both, or neither.");
        require(
                shared == null || !shared.toString().matches("\\w+:/.*"),
                "--shared " + shared
                        + " is an address: give a folder that all machines see at one path, such as a mount of"
                        + " NFS; HDFS and S3 are not supported.");
        require(
                !master.isGiven() || workers == null,
                "--workers " + workers + " belongs to one machine: leave it out, the task slots of --master "
                        + master.url + " say how many.");
        master.check();
    }

    /** The cluster, or null if none is asked for. */
    Cluster connect(Path out, PrintWriter err) throws IOException {
        if (!master.isGiven()) {
            return null;
        }
        Path folder = (shared == null ? out : shared).toAbsolutePath();
        Limits.writableFolder(folder);
        Files.createDirectories(folder);
        return master.connect(folder, err);
    }
}
