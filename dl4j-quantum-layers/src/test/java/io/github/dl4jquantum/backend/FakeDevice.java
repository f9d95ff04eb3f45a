package io.github.dl4jquantum.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A program behind the protocol of {@link ProcessBackend} that reads 0 on every bit, and misbehaves as its first argument says.
 * Its second argument is a file, to which it adds the id of every circuit that it was asked for.
 */
public final class FakeDevice {

    private static final Pattern CIRCUIT = Pattern.compile("\"id\":(\\d+),\"bits\":(\\d+)");
    private static final Pattern SHOTS = Pattern.compile("\"shots\":(\\d+)");

    private FakeDevice() {}

    /** The command that starts it. */
    public static List<String> command(String mode, Path log) throws Exception {
        Path classes = Path.of(FakeDevice.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String java = ProcessHandle.current().info().command().orElse("java");
        return List.of(
                java, "-Xshare:auto", "-cp", classes.toString(), FakeDevice.class.getName(), mode, log.toString());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String mode = arguments[0];
        System.out.println(
                switch (mode) {
                    case "greets-wrong" -> "hello";
                    case "other-protocol" -> "{\"protocol\":2}";
                    case "other-language" -> "{\"protocol\":1,\"name\":\"fake\",\"language\":\"qir\",\"qubits\":3,\"entangler\":\"cx\"}";
                    case "no-qubits" -> "{\"protocol\":1,\"name\":\"fake\",\"language\":\"openqasm2\",\"qubits\":0,\"entangler\":\"cx\"}";
                    default -> "{\"protocol\":1,\"name\":\"fake\",\"language\":\"openqasm3\",\"qubits\":3,\"entangler\":\"cz\","
                            + "\"couplings\":[[0,1],[1,2]]}";
                });
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String shots = first(SHOTS, line);
            List<MatchResult> circuits = CIRCUIT.matcher(line).results().toList();
            for (MatchResult circuit : circuits) {
                Files.writeString(
                        Path.of(arguments[1]),
                        circuit.group(1) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            if (mode.equals("dies")) {
                System.exit(3);
            }
            for (int k = circuits.size() - 1; k >= 0; k--) { // the last one first: any order is right
                answer(mode, circuits.get(k), shots, k < circuits.size() - 1);
            }
        }
    }

    private static void answer(String mode, MatchResult circuit, String shots, boolean later)
            throws InterruptedException {
        String zeros = "0".repeat(Integer.parseInt(circuit.group(2)));
        String good = "{\"id\":%s,\"counts\":{\"%s\":%s}}".formatted(circuit.group(1), zeros, shots);
        switch (mode) {
            case "nonsense" -> System.out.println("<html>502</html>");
            case "few" -> System.out.println(good.replace(":" + shots + "}", ":1}"));
            case "negative" -> System.out.println(good.replace(":" + shots + "}", ":-1}"));
            case "other-bits" -> System.out.println(good.replace('"' + zeros + '"', "\"0" + zeros + '"'));
            case "other-circuit" -> System.out.println(good.replace("\"id\":", "\"id\":99"));
            case "refuses" -> System.out.println(
                    "{\"id\":%s,\"error\":\"the queue is full\"}".formatted(circuit.group(1)));
            case "hangs" -> Thread.sleep(600_000);
            case "dies-after-one" -> {
                if (later) {
                    System.exit(3);
                }
                System.out.println(good);
            }
            default -> System.out.println(good);
        }
    }

    private static String first(Pattern pattern, String line) {
        var matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }
}
