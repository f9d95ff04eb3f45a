package io.github.dl4jquantum.bench.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.versioncheck.VersionCheck;
import org.nd4j.versioncheck.VersionInfo;

/** What a result was made with. */
final class Versions {

    private Versions() {}

    static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        String own = Versions.class.getPackage().getImplementationVersion();
        versions.put("dl4j-quantum", own == null ? "development" : own);
        versions.put(
                "deeplearning4j",
                VersionCheck.getVersionInfos().stream()
                        .filter(info -> info.getArtifactId().equals("deeplearning4j-nn"))
                        .map(VersionInfo::getBuildVersion)
                        .findFirst()
                        .orElse("unknown"));
        versions.put("java", System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        versions.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return versions;
    }
}
