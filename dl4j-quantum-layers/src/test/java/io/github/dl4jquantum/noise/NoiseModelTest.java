package io.github.dl4jquantum.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CZ;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.MultiControlledX;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import io.github.dl4jquantum.testing.RandomNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: what the models say in words. */
@Timeout(60)
class NoiseModelTest {

    private static final String CALIBRATION =
            """
            {"name": "pair",
             "qubits": [{"t1Us": 100, "t2Us": 80, "read1Given0": 0.01, "read0Given1": 0.02},
                        {"t1Us": 50, "t2Us": 100, "read1Given0": 0.03, "read0Given1": 0.04}],
             "gates": [{"on": [0], "error": 0.001, "timeNs": 50}, {"on": [1], "error": 0.00001, "timeNs": 50},
                       {"on": [1, 0], "error": 0.02, "timeNs": 400}]}""";

    private static List<String> after(NoiseModel noise, PrimitiveGate gate) {
        return noise.after(gate).stream()
                .map(one -> one.channel().getClass().getSimpleName() + one.qubits())
                .toList();
    }

    @Test
    void channelsActAfterTheGatesThatAreNamed() {
        NoiseModel noise = NoiseModel.builder("some")
                .after("CNOT", new BitFlip(0.1), 2)
                .after(2, new Depolarizing(2, 0.1))
                .after(new GateNoise("2", List.of(0, 1), List.of(0), new PhaseFlip(0.1)))
                .build();
        assertEquals(List.of("BitFlip[2]", "Depolarizing[1, 2]"), after(noise, new CNOT(1, 2)));
        assertEquals(List.of("Depolarizing[1, 0]", "PhaseFlip[0]"), after(noise, new CNOT(1, 0)));
        assertEquals(List.of("Depolarizing[2, 1]"), after(noise, new CZ(2, 1)));
        assertEquals(List.of(), after(noise, new H(0)));
    }

    @Test
    void gatesThatNothingIsSaidOfAreRefused() {
        NoiseModel noise =
                NoiseModel.builder("two").after(2, new Depolarizing(2, 0.1)).build();
        MultiControlledX toffoli = new MultiControlledX(List.of(0, 1), 2);
        assertRefused(() -> noise.after(toffoli), "'two'", "MultiControlledX", "exactElsewhere");
        assertEquals(List.of(), after(NoiseModel.NONE, toffoli));
        assertEquals(List.of(), after(NoiseModel.builder("none").build(), toffoli));
    }

    @Test
    void jsonIsReadBackEqual() {
        NoiseModel noise = RandomNoise.everything();
        assertEquals(noise, NoiseModel.fromJson(noise.toJson()));
        DeviceCalibration calibration = DeviceCalibration.fromJson(CALIBRATION);
        assertEquals(calibration, DeviceCalibration.fromJson(calibration.toJson()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"name\":\"a\",\"gates\":[],\"readout\":[]}",
                "{\"name\":\"a\",\"gates\":[],\"readout\":[],\"exactElsewhere\":true,\"more\":1}",
                "{\"name\":\"a\",\"name\":\"b\",\"gates\":[],\"readout\":[],\"exactElsewhere\":true}",
                "{\"name\":\"a\",\"gates\":[null],\"readout\":[],\"exactElsewhere\":true}",
                "{\"name\":\"a\",\"gates\":[{\"after\":\"1\",\"of\":[],\"on\":[],"
                        + "\"channel\":{\"channel\":\"BitFlip\",\"probability\":\"0.1\"}}],"
                        + "\"readout\":[],\"exactElsewhere\":true}",
                "{\"name\":\"a\",\"gates\":[{\"after\":\"1\",\"of\":[],\"on\":[],"
                        + "\"channel\":{\"channel\":\"BitFlip\",\"probability\":2}}],"
                        + "\"readout\":[],\"exactElsewhere\":true}",
                "{} {}"
            })
    void otherJsonIsRefused(String json) {
        assertRefused(() -> NoiseModel.fromJson(json), "Not a noise model");
    }

    @Test
    void aCalibrationsGatesHaveItsInfidelity() {
        NoiseModel noise = DeviceCalibration.fromJson(CALIBRATION).noise();
        assertEquals(List.of("ThermalRelaxation[0]", "Depolarizing[0]"), after(noise, new H(0)));
        assertEquals(0.001, infidelity(noise.after(new H(0)), 1), 1e-12);
        // Relaxation alone makes more than the file's 1e-5: nothing is added.
        assertEquals(0, ((Depolarizing) noise.after(new H(1)).get(1).channel()).probability());
        assertEquals(
                List.of("ThermalRelaxation[1]", "ThermalRelaxation[0]", "Depolarizing[0, 1]"),
                after(noise, new CZ(0, 1)));
        assertEquals(0.02, infidelity(noise.after(new CZ(0, 1)), 2), 1e-12);
        assertEquals(0.03, noise.readout(1).read1Given0());
        assertRefused(() -> noise.after(new CZ(0, 2)), "says nothing");
    }

    /** Average infidelity from the Kraus operators: F = (d + sum |tr K|²) / (d + d²). */
    private static double infidelity(List<NoiseModel.Application> channels, int qubits) {
        // One-qubit channels on different qubits and a depolarisation: entanglement fidelities of Pauli-diagonal parts.
        double kept = 1;
        double depolarised = 0;
        int size = 1 << qubits;
        for (NoiseModel.Application one : channels) {
            int own = 1 << one.channel().qubits();
            double traces = one.channel().kraus().stream()
                    .mapToDouble(k -> {
                        double re = 0;
                        double im = 0;
                        for (int i = 0; i < own; i++) {
                            re += k.real(i, i);
                            im += k.imaginary(i, i);
                        }
                        return re * re + im * im;
                    })
                    .sum();
            if (one.channel() instanceof Depolarizing depolarizing) {
                depolarised = depolarizing.probability() * size * size / (size * size - 1.0);
            } else {
                kept *= traces / (own * own);
            }
        }
        double process = (1 - depolarised) * kept + depolarised / (size * size);
        return 1 - (size * process + 1) / (size + 1);
    }

    @Test
    void calibrationsOfAnotherShapeAreRefused() {
        String noT2 =
                "{\"name\": \"x\", \"qubits\": [{\"t1Us\": 20.0, \"read1Given0\": 0, \"read0Given1\": 0}], \"gates\": []}";
        assertRefused(
                () -> DeviceCalibration.fromJson(noT2), "Not a calibration", ": the key 't2Us' is missing or null");
        assertRefused(
                () -> NoiseModel.fromJson(
                        "{\"nmae\": \"x\", " + NoiseModel.NONE.toJson().substring(1)),
                "Not a noise model in JSON: Unrecognized field \"nmae\"");
        assertRefused(
                () -> DeviceCalibration.fromJson("{\"qubits\": 3}"),
                "Not a calibration",
                "'qubits' is not of its kind.");
        assertRefused(
                () -> DeviceCalibration.fromJson(CALIBRATION.replace("\"t2Us\": 80", "\"t2Us\": \"80\"")),
                "the value of 'qubits[0].t2Us' is not of its kind.");
        assertRefused(
                () -> DeviceCalibration.fromJson(CALIBRATION.replace("[1, 0]", "[1, 2]")), "gate on [1, 2]", "0..1");
        assertRefused(() -> DeviceCalibration.fromJson(CALIBRATION.replace("[1]", "[0]")), "two gates on [0]");
        assertRefused(
                () -> DeviceCalibration.fromJson(CALIBRATION.replace("\"t2Us\": 80", "\"t2Us\": 800"))
                        .noise(),
                "T2 800.0",
                "2 T1 = 200.0");
    }

    @ParameterizedTest
    @EnumSource
    void presetsAreFoundByName(NoisePreset preset) throws IOException {
        assertEquals(preset.model(), NoiseFile.read(preset.key()));
    }

    @Test
    void filesHoldModelsOrCalibrations(@TempDir Path folder) throws IOException {
        Path calibration = Files.writeString(folder.resolve("c.json"), CALIBRATION);
        assertEquals(DeviceCalibration.fromJson(CALIBRATION).noise(), NoiseFile.read(calibration.toString()));
        Path model = Files.writeString(
                folder.resolve("m.json"), RandomNoise.everything().toJson());
        assertEquals(RandomNoise.everything(), NoiseFile.read(model.toString()));
        Path other = Files.writeString(folder.resolve("o.json"), "[1]");
        assertRefused(() -> NoiseFile.read(other.toString()), "o.json", "Not a calibration");
        assertRefused(() -> NoiseFile.read("sycamore"), "'sycamore'", "sycamore-2019");
        assertRefused(() -> NoiseFile.read(folder.toString()), "is a folder");
        Path picture = Files.write(folder.resolve("p.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xFF});
        assertRefused(() -> NoiseFile.read(picture.toString()), "p.png is no text");
        Path lacking = Files.writeString(folder.resolve("l.json"), "{\"name\": \"x\", \"gates\": []}");
        assertRefused(() -> NoiseFile.read(lacking.toString()), "l.json: Not a calibration", "'qubits' is missing");
    }

    @Test
    void depolarisingNoiseHasItsProbabilityInItsName() throws IOException {
        NoiseModel noise = NoiseFile.read("depolarizing-0.02");
        assertEquals(
                List.of(new Depolarizing(1, 0.002)),
                noise.after(new H(0)).stream()
                        .map(NoiseModel.Application::channel)
                        .toList());
        assertEquals(
                List.of(new Depolarizing(2, 0.02)),
                noise.after(new CNOT(0, 1)).stream()
                        .map(NoiseModel.Application::channel)
                        .toList());
        assertRefused(() -> NoiseFile.read("depolarizing-1.5"), "'depolarizing-1.5'", "within 0 to 1");
        assertRefused(() -> NoiseFile.read("depolarizing-"), "'depolarizing-'", "within 0 to 1");
    }

    @Test
    void nonsenseIsRefused() {
        assertRefused(() -> new GateNoise("CNOTT", List.of(), List.of(), new BitFlip(0)), "'CNOTT'", "CNOT");
        assertRefused(() -> new GateNoise("1", List.of(), List.of(), new Depolarizing(2, 0)), "two qubits");
        assertRefused(
                () -> NoiseModel.builder("a").readout(0, 0).readout(0, 0.1).build(), "given twice");
        assertRefused(() -> new ReadoutError(List.of(), 1.1, 0), "1.1", "[0, 1]");
    }

    private static void assertRefused(Executable executable, String... parts) {
        String message =
                assertThrows(IllegalArgumentException.class, executable).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
