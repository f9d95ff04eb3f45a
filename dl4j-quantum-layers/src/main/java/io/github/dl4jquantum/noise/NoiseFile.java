package io.github.dl4jquantum.noise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Noise by name or from a file, as command lines ask for it. */
public final class NoiseFile {

    private NoiseFile() {}

    /**
     * A preset's noise, or that of a file: a {@link NoiseModel} or a {@link DeviceCalibration} in JSON, told apart by the key
     * "qubits", which only the latter has.
     *
     * @throws IllegalArgumentException if it is neither a preset nor a file, or the file holds neither of both
     */
    public static NoiseModel read(String nameOrFile) throws IOException {
        Optional<NoisePreset> preset = NoisePreset.named(nameOrFile);
        if (preset.isPresent()) {
            return preset.get().model();
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("Noise '" + nameOrFile + "' is neither a file nor one of "
                    + NoisePreset.keys() + "; give one of these, or a noise model or calibration in JSON.");
        }
        String json = Files.readString(file);
        try {
            return NoiseJson.hasKey(json, "qubits")
                    ? DeviceCalibration.fromJson(json).noise()
                    : NoiseModel.fromJson(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
