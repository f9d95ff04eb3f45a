package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.CellParameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;

/** The recurrent layers that a study can name. */
enum StudyModel {
    QLSTM {
        @Override
        BaseRecurrentLayer layer(int latent, int qubits, int layers, Engine engine) {
            return new io.github.dl4jquantum.layers.QLSTM.Builder()
                    .nIn(latent)
                    .nOut(latent)
                    .qubits(qubits)
                    .circuitLayers(layers)
                    .engine(engine)
                    .build();
        }

        @Override
        long quantumParameters(BaseRecurrentLayer layer) {
            return ((io.github.dl4jquantum.layers.QLSTM) layer)
                    .cell().parameters().stream()
                            .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                            .mapToLong(CellParameter::length)
                            .sum();
        }

        @Override
        String engineUsed(Engine engine) {
            return engine.resolve().name();
        }
    },
    LSTM {
        @Override
        BaseRecurrentLayer layer(int latent, int qubits, int layers, Engine engine) {
            return new LSTM.Builder().nIn(latent).nOut(latent).build();
        }

        @Override
        long quantumParameters(BaseRecurrentLayer layer) {
            return 0;
        }

        @Override
        String engineUsed(Engine engine) {
            return "none";
        }
    };

    /** The layer, as wide as the latent vector. */
    abstract BaseRecurrentLayer layer(int latent, int qubits, int layers, Engine engine);

    /** How many of a layer's parameters are rotation angles of circuits. */
    abstract long quantumParameters(BaseRecurrentLayer layer);

    /**
     * The name of what will evaluate the layer's circuits, "none" where it has no circuits.
     *
     * @throws io.github.dl4jquantum.engine.EngineUnavailableException if that cannot run here
     */
    abstract String engineUsed(Engine engine);

    /** The model of that name. */
    static StudyModel named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown model '" + name + "': choose " + names() + "."));
    }

    static String names() {
        return Arrays.stream(values()).map(StudyModel::toString).collect(Collectors.joining(" or "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
