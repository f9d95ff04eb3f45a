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
            description = "Folder that every machine of --master sees: at this path, or at this address, such as"
                    + " hdfs://HOST/FOLDER (default: --out).")
    private String shared;

    /** Refuses what cannot be met, before any other work. */
    void check(Integer workers) {
        require(
                master.isGiven() || shared == null,
                "--shared " + shared + " belongs to --master: give both, or neither.");
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
        String folder = shared;
        if (shared == null || !Limits.isAddress(shared)) {
            Path path = (shared == null ? out : Path.of(shared)).toAbsolutePath();
            Limits.writableFolder(path);
            folder = Files.createDirectories(path).toString();
        }
        return master.connect(folder, err);
    }
}
