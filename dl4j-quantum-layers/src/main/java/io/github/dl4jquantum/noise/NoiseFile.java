package io.github.dl4jquantum.noise;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Noise by name or from a file, as command lines ask for it. */
public final class NoiseFile {

    private static final String DEPOLARIZING = "depolarizing-";
    private static final int ONE_QUBIT_SHARE = 10;

    private NoiseFile() {}

    /**
     * {@return noise that has a name: a {@linkplain NoisePreset preset's}, or "depolarizing-P": after every gate on two
     * qubits with probability P, on one qubit P / 10}
     *
     * @param name any text; a file's gives nothing
     * @throws IllegalArgumentException if P is not above 0 and at most 1
     */
    public static Optional<NoiseModel> named(String name) {
        if (!name.startsWith(DEPOLARIZING)) {
            return NoisePreset.named(name).map(NoisePreset::model);
        }
        double probability;
        try {
            probability = Double.parseDouble(name.substring(DEPOLARIZING.length()));
        } catch (NumberFormatException e) {
            probability = Double.NaN;
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "The probability of '" + name + "' is no number within 0 to 1; try depolarizing-0.01.");
        }
        return Optional.of(NoiseModel.builder(name)
                .after(1, new Depolarizing(1, probability / ONE_QUBIT_SHARE))
                .after(2, new Depolarizing(2, probability))
                .build());
    }

    /**
     * {@return {@linkplain #named named} noise, or that of a file: a {@link NoiseModel} or a {@link DeviceCalibration}
     * in JSON, told apart by the keys "qubits" and "gates", which in the latter stand without "readout"}
     *
     * @param nameOrFile the name goes before a file of that name
     * @throws IllegalArgumentException if it is neither a name nor a file, or the file holds neither of both
     * @throws IOException if the file cannot be read
     */
    public static NoiseModel read(String nameOrFile) throws IOException {
        Optional<NoiseModel> named = named(nameOrFile);
        if (named.isPresent()) {
            return named.get();
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("Noise '" + nameOrFile + "' is "
                    + (Files.isDirectory(file) ? "a folder" : "neither a file nor one of " + NoisePreset.keys())
                    + "; give one of " + NoisePreset.keys()
                    + " or depolarizing-P, or a noise model or calibration in JSON.");
        }
        try {
            String json = Files.readString(file);
            return NoiseJson.hasKey(json, "readout")
                    ? NoiseModel.fromJson(json)
                    : DeviceCalibration.fromJson(json).noise();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is no text; give a noise model or a calibration in JSON.", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
