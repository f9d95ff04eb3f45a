package io.github.dl4jquantum.bench.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where it ran.
 *
 * @param gpu name of the first GPU; null without one
 * @param driver version of its driver; null without one
 * @param system operating system
 * @param processors that Java may use
 * @param java its version
 */
record Host(String gpu, String driver, String system, int processors, String java) {

    /** This one. */
    static Host here() {
        return new Host(
                ask("name").orElse(null),
                ask("driver_version").orElse(null),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
    }

    /** Mebibytes of the first GPU's memory that are in use, by whichever program; empty without a GPU. */
    static OptionalLong gpuMebibytes() {
        return ask("memory.used")
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** What nvidia-smi, which comes with every driver, says of the first GPU. */
    private static Optional<String> ask(String property) {
        try {
            Process process = new ProcessBuilder(
                            "nvidia-smi", "--query-gpu=" + property, "--format=csv,noheader,nounits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.lines().map(String::trim).findFirst() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no nvidia-smi, hence no driver
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
