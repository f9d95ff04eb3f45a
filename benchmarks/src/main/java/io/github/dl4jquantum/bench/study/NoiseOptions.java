package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.noise.NoiseFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Noise and shots under which circuits are run.
 *
 * @param noise name of a preset or a file, or null for none
 * @param shots of every circuit, or null for exact expectations
 * @param seed of the shots
 */
public record NoiseOptions(String noise, Integer shots, long seed) {

    /** Neither. */
    public static final NoiseOptions NONE = new NoiseOptions(null, null, 1);

    /** Whether circuits are run exactly. */
    public boolean isNone() {
        return noise == null && shots == null;
    }

    /**
     * The choice.
     *
     * @throws BadInputException if there is no such noise, or a number is out of range
     */
    public ExecutionChoice choose() throws IOException {
        return ExecutionChoice.of(noise, shots, seed);
    }

    /** A forecaster whose circuits are run so. */
    public Forecaster under(Forecaster forecaster) throws IOException {
        return choose().under(forecaster);
    }

    private String checksum() {
        try {
            CRC32 crc = new CRC32();
            crc.update(NoiseFile.read(noise).toJson().getBytes(StandardCharsets.UTF_8));
            return Long.toHexString(crc.getValue());
        } catch (IllegalArgumentException | IOException e) {
            throw new BadInputException(e.getMessage());
        }
    }

    /** For people. */
    public String text() {
        String by = shots == null ? "" : (noise == null ? "" : ", ") + shots + " shots a circuit, seed " + seed;
        return (noise == null ? "" : "noise " + noise) + by;
    }

    /** What was chosen, by the options' names; of noise in a file also a checksum of what is in it. */
    public Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        if (noise != null) {
            all.put("noise", noise);
            if (BadInputException.asked(() -> NoiseFile.named(noise)).isEmpty()) {
                all.put("noiseCrc32", checksum());
            }
        }
        if (shots != null) {
            all.put("shots", shots);
            all.put("shotSeed", seed);
        }
        return all;
    }
}
