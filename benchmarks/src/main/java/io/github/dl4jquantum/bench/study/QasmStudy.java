package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.OpenQasm;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.forecast.AtomicFile;
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
        for (Layer layer : LatentForecaster.load(model).latentModel().getLayers()) {
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
            trained.addAll(trained(layer, "circuit", vqc.circuit(), VqcLayer.ANGLES));
        } else if (layer.conf().getLayer() instanceof QuantumRecurrentLayer recurrent) {
            recurrent.parameters().stream()
                    .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                    .forEach(parameter -> trained.addAll(trained(
                            layer,
                            parameter.name().replace("Angles", ""),
                            recurrent.cell().circuitOf(parameter),
                            parameter.name())));
        }
        return trained;
    }

    /** A gate's circuits, numbered if they are several. */
    private static List<Trained> trained(Layer layer, String name, Circuit circuit, String parameter) {
        String file = layer.getIndex() + "_" + name;
        if (circuit.parameters() == 0) {
            return List.of(new Trained(file, circuit, new double[0]));
        }
        double[] all = layer.getParam(parameter).dup().data().asDouble();
        int each = circuit.parameters();
        List<Trained> circuits = new ArrayList<>();
        for (int from = 0; from < all.length; from += each) {
            circuits.add(new Trained(
                    all.length == each ? file : file + "_" + from / each,
                    circuit,
                    Arrays.copyOfRange(all, from, from + each)));
        }
        return circuits;
    }

    /** Writes the files; their paths. */
    public List<Path> run() throws IOException {
        List<String> texts = circuits.stream()
                .map(one -> asked(() -> OpenQasm.write(one.circuit(), inputs, one.angles(), version)))
                .toList();
        Files.createDirectories(out);
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Path file = out.resolve(circuits.get(i).name() + ".qasm");
            byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(file, stream -> stream.write(text));
            written.add(file);
        }
        return written;
    }
}
