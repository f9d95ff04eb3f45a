package io.github.dl4jquantum.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Versions of what a model is made with. */
public final class Versions {

    private Versions() {}

    /** {@return the versions of Java and of Deeplearning4j, by name} */
    public static SortedMap<String, String> current() {
        Properties deeplearning4j = new Properties();
        try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(
                "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            if (in != null) { // a program that was packed into one jar may have dropped it
                deeplearning4j.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeMap<>(Map.of(
                "java", System.getProperty("java.version"),
                "deeplearning4j", deeplearning4j.getProperty("version", "unknown")));
    }
}
