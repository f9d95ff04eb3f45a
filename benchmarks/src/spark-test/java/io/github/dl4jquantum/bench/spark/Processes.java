package io.github.dl4jquantum.bench.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private Process worker;

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

    /** A further worker, beside those of the cluster. */
    void startWorker() throws IOException {
        ProcessBuilder builder = builder(
                "worker",
                JAVA,
                "-Xmx256m",
                "-cp",
                JAR.toString(),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve("work").toString(),
                master);
        Files.createDirectories(folder.resolve("home/jars")); // Spark asks for it
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", folder.resolve("home").toString(),
                        "SPARK_SCALA_VERSION", "2.12",
                        "SPARK_LOCAL_IP", "127.0.0.1",
                        "OMP_NUM_THREADS", "1"));
        worker = builder.start();
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

    /** Sends a signal, such as STOP or CONT. */
    static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private Process start(String name, String... command) throws IOException {
        return builder(name, command).start();
    }

    private ProcessBuilder builder(String name, String... command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
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
        if (worker != null) {
            worker.descendants().forEach(ProcessHandle::destroyForcibly);
            worker.destroyForcibly().waitFor();
        }
        List<ProcessHandle> all = cluster.descendants().toList();
        cluster.destroy();
        cluster.waitFor(10, TimeUnit.SECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
