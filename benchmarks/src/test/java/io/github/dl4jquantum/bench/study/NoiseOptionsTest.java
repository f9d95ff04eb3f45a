package io.github.dl4jquantum.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: what an experiment must know, lest changed noise passes for the one that was scored. */
@Timeout(60)
class NoiseOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void anExperimentKnowsWhatIsInItsFileOfNoise() throws IOException {
        Path file = folder.resolve("mine.json");
        NoiseOptions options = new NoiseOptions(file.toString(), 100, 1);
        Files.writeString(file, model(0.01).toJson());
        Map<String, Object> first = options.asMap();
        Files.writeString(file, model(0.02).toJson());
        assertNotEquals(first, options.asMap());
        Files.writeString(file, "\n" + model(0.01).toJson());
        assertEquals(first, options.asMap(), "the noise, not its spaces");
    }

    private static NoiseModel model(double probability) {
        return NoiseModel.builder("mine")
                .after(2, new Depolarizing(2, probability))
                .build();
    }

    @Test
    void namedNoiseIsItsName() {
        assertEquals(Map.of("noise", "h2-2023"), new NoiseOptions("h2-2023", null, 1).asMap());
        assertEquals(Map.of("noise", "depolarizing-0.01"), new NoiseOptions("depolarizing-0.01", null, 1).asMap());
        assertEquals(Map.of("shots", 5, "shotSeed", 2L), new NoiseOptions(null, 5, 2).asMap());
    }
}
