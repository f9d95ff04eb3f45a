package io.github.dl4jquantum.bench.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The cluster that {@code benchmarks/spark/cluster.sh} starts, and drivers. */
final class Processes implements AutoCloseable {
    static final Path JAR = Path.of("target/qpde.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path folder;
    private final Process cluster;
    private final String master;
    private Process driver;

    /** @param folder for what the processes say */
    Processes(Path folder) throws IOException {
        this.folder = folder;
        Path address = folder.resolve("master");
        cluster = start(
                "cluster", "bash", "spark/cluster.sh", "2", "bash", "-c", "echo $MASTER > " + address + "; sleep 900");
        while (Files.notExists(address) || Files.size(address) == 0) {
            if (!cluster.isAlive()) {
                throw new IOException(Files.readString(folder.resolve("cluster.log")));
            }
            pause();
        }
        master = Files.readString(address).strip();
    }

    /** The program on the cluster. */
    Process qpde(List<String> arguments, String... properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx512m", "-Ddl4jquantum.masterSeconds=60"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        command.addAll(List.of("--master", master));
        driver = start("driver", command.toArray(String[]::new));
        return driver;
    }

    List<ProcessHandle> executors() {
        return running("CoarseGrainedExecutorBackend");
    }

    List<ProcessHandle> workers() {
        return running("org.apache.spark.deploy.worker.Worker");
    }

    private List<ProcessHandle> running(String name) {
        return cluster.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(name))
                .toList();
    }

    /** What the last driver said. */
    String said() {
        try {
            return Files.readString(folder.resolve("driver.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private Process start(String name, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (driver != null) {
            driver.destroyForcibly().waitFor();
        }
        List<ProcessHandle> all = cluster.descendants().toList();
        cluster.destroy();
        cluster.waitFor(10, TimeUnit.SECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
