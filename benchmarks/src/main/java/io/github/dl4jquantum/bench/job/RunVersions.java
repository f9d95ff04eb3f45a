package io.github.dl4jquantum.bench.job;

import io.github.dl4jquantum.file.Versions;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a result was made with: software and machine. */
public final class RunVersions {

    private RunVersions() {}

    /** This project's version, as the jar's manifest gives it. */
    public static String own() {
        String own = RunVersions.class.getPackage().getImplementationVersion();
        return own == null ? "development" : own;
    }

    /** Of this project, of what it is built on, and of the machine. */
    public static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("dl4j-quantum", own());
        versions.putAll(Versions.current());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        versions.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return versions;
    }
}
