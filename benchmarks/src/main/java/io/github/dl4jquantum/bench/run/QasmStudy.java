package io.github.dl4jquantum.bench.run;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.study.ActivationSigmoidOfTanh;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.qasm.OpenQasm;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.file.AtomicFile;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import io.github.dl4jquantum.layers.VqcLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;

/** Writes the circuits of a trained forecaster as OpenQASM, one file each. */
public final class QasmStudy {

    /** A circuit with its trained angles. */
    private record Trained(String name, Circuit circuit, double[] angles) {}

    private final List<Trained> circuits;
    private final double[] inputs;
    private final OpenQasm.Version version;
    private final Path out;

    private QasmStudy(List<Trained> circuits, double[] inputs, OpenQasm.Version version, Path out) {
        this.circuits = circuits;
        this.inputs = inputs;
        this.version = version;
        this.out = out;
    }

    /**
     * Loads and checks everything.
     *
     * @param inputs what the circuits encode; null for zeros
     * @param version of the language, 2 or 3
     * @throws BadInputException if the forecaster has no circuits, or an option does not fit them
     */
    public static QasmStudy prepare(Path model, double[] inputs, int version, Path out) throws IOException {
        require(version == 2 || version == 3, "--qasm " + version + " is unknown: choose 2 or 3.");
        List<Trained> circuits = new ArrayList<>();
        for (Layer layer : LatentForecaster.load(model, ActivationSigmoidOfTanh.class)
                .latentModel()
                .getLayers()) {
            circuits.addAll(circuits(layer));
        }
        require(
                !circuits.isEmpty(),
                model + " has no quantum layer, so there is no circuit to write: give a forecaster of qlstm or qgru.");
        int encoded = circuits.get(0).circuit().inputs();
        require(
                inputs == null || inputs.length == encoded,
                "--inputs gives " + (inputs == null ? 0 : inputs.length) + " numbers, the circuits encode " + encoded
                        + ": give " + encoded + ", separated by commas.");
        Limits.writableFolder(out);
        return new QasmStudy(
                circuits,
                inputs == null ? new double[encoded] : inputs,
                version == 2 ? OpenQasm.Version.V2 : OpenQasm.Version.V3,
                out);
    }

    private static List<Trained> circuits(Layer layer) {
        List<Trained> trained = new ArrayList<>();
        if (layer.conf().getLayer() instanceof VqcLayer vqc) {
            trained.addAll(trained(layer, "circuit", vqc.circuit(), vqc.getCircuits(), VqcLayer.ANGLES));
        } else if (layer.conf().getLayer() instanceof QuantumRecurrentLayer recurrent) {
            List<CellParameter> angles = recurrent.parameters().stream()
                    .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                    .toList();
            for (CellParameter parameter : angles) {
                String name = parameter.name();
                Circuit circuit = recurrent.cell().circuitOf(parameter);
                trained.addAll(trained(layer, name.replace("Angles", ""), circuit, recurrent.getCircuits(), name));
            }
        }
        return trained;
    }

    /** The circuits of a bank, numbered from 0 where there are several. */
    private static List<Trained> trained(Layer layer, String name, Circuit circuit, int count, String parameter) {
        int each = circuit.parameters();
        double[] angles = each == 0
                ? new double[0]
                : layer.getParam(parameter).dup().data().asDouble();
        List<Trained> bank = new ArrayList<>();
        for (int j = 0; j < count; j++) {
            String full = layer.getIndex() + "_" + name + (count == 1 ? "" : "_" + j);
            bank.add(new Trained(full, circuit, Arrays.copyOfRange(angles, j * each, (j + 1) * each)));
        }
        return bank;
    }

    /**
     * Writes the files; their paths.
     *
     * @throws BadInputException if one cannot be written; then no new one is there
     */
    public List<Path> run() {
        List<String> texts = circuits.stream()
                .map(one -> asked(() -> OpenQasm.write(one.circuit(), inputs, one.angles(), version)))
                .toList();
        List<Path> files = circuits.stream()
                .map(each -> out.resolve(each.name() + ".qasm"))
                .toList();
        List<Path> added = files.stream().filter(Files::notExists).toList();
        try {
            Files.createDirectories(out);
            for (int i = 0; i < texts.size(); i++) {
                byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
                AtomicFile.write(files.get(i), stream -> stream.write(text));
            }
        } catch (IOException e) {
            added.forEach(file -> file.toFile().delete());
            throw new BadInputException(
                    "Files in " + out + " cannot be written (" + e + "): make room, or choose another --out.");
        }
        return files;
    }
}
