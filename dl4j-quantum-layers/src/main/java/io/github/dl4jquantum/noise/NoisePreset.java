package io.github.dl4jquantum.noise;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Published averages of some machines: depolarisation of one and two qubits with the measured errors of gates, and the
 * measured error of readout on either value. What the averages hide (bad qubits, drift, crosstalk, coherent parts,
 * relaxation while qubits wait) is not modelled; a machine's day is better told by its own {@link DeviceCalibration}.
 */
public enum NoisePreset {
    /**
     * Google Sycamore, 53 superconducting qubits, gates at the same time: Pauli errors 0.16% and 0.62%, readout 3.8%.
     * Source: Arute et al., Nature 574, 505, figure 2 (23 October 2019).
     */
    SYCAMORE_2019(new Depolarizing(1, 0.0016), new Depolarizing(2, 0.0062), 0.038),
    /**
     * Quantinuum H2, 32 trapped ions: average infidelities 2.5e-5 and 1.84e-3, preparation and readout 1.6e-3. Source:
     * Moses et al., Physical Review X 13, 041052, arXiv 2305.03828 (May 2023).
     */
    H2_2023(Depolarizing.ofInfidelity(1, 2.5e-5), Depolarizing.ofInfidelity(2, 1.84e-3), 0.0016),
    /**
     * Quantinuum Helios, 98 trapped ions: average infidelities 2.5e-5 and 7.9e-4, preparation and readout 3.3e-4. Source: A
     * 98-qubit trapped-ion quantum computer with all-to-all connectivity, Nature (2026), abstract; preprint arXiv 2511.05465.
     */
    HELIOS_2026(Depolarizing.ofInfidelity(1, 2.5e-5), Depolarizing.ofInfidelity(2, 7.9e-4), 3.3e-4);

    private final NoiseModel model;

    NoisePreset(Depolarizing one, Depolarizing two, double readout) {
        model = NoiseModel.builder(key())
                .after(1, one)
                .after(2, two)
                .readout(readout, readout)
                .build();
    }

    /** {@return its name on the command line, such as {@code sycamore-2019}} */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the noise} */
    public NoiseModel model() {
        return model;
    }

    /**
     * {@return the preset of that {@linkplain #key name}, if there is one}
     *
     * @param key such as {@code sycamore-2019}
     */
    public static Optional<NoisePreset> named(String key) {
        return Arrays.stream(values())
                .filter(preset -> preset.key().equals(key))
                .findFirst();
    }

    /** {@return all names} */
    public static String keys() {
        return Arrays.stream(values()).map(NoisePreset::key).collect(Collectors.joining(", "));
    }
}
