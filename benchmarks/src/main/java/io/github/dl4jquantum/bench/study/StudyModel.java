package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;

/** The recurrent layers that a study can name. */
public enum StudyModel {
    QLSTM {
        @Override
        public BaseRecurrentLayer layer(int nIn, int nOut, int qubits, int layers, int circuits, Engine engine) {
            return quantum(
                    new io.github.dl4jquantum.layers.QLSTM.Builder(), nIn, nOut, qubits, layers, circuits, engine);
        }
    },
    QGRU {
        @Override
        public BaseRecurrentLayer layer(int nIn, int nOut, int qubits, int layers, int circuits, Engine engine) {
            return quantum(
                    new io.github.dl4jquantum.layers.QGRU.Builder(), nIn, nOut, qubits, layers, circuits, engine);
        }
    },
    LSTM {
        @Override
        public BaseRecurrentLayer layer(int nIn, int nOut, int qubits, int layers, int circuits, Engine engine) {
            return new LSTM.Builder().nIn(nIn).nOut(nOut).build();
        }

        @Override
        public boolean isQuantum() {
            return false;
        }
    },
    GRU {
        @Override
        public BaseRecurrentLayer layer(int nIn, int nOut, int qubits, int layers, int circuits, Engine engine) {
            return new io.github.dl4jquantum.layers.GRU.Builder()
                    .nIn(nIn)
                    .nOut(nOut)
                    .build();
        }

        @Override
        public boolean isQuantum() {
            return false;
        }
    };

    /** The layer, {@code circuits} a gate. */
    public abstract BaseRecurrentLayer layer(int nIn, int nOut, int qubits, int layers, int circuits, Engine engine);

    /** The layer, one circuit a gate. */
    public final BaseRecurrentLayer layer(int nIn, int nOut, int qubits, int layers, Engine engine) {
        return layer(nIn, nOut, qubits, layers, 1, engine);
    }

    /** Whether it is made of circuits. */
    public boolean isQuantum() {
        return true;
    }

    private static BaseRecurrentLayer quantum(
            QuantumRecurrentLayer.Builder<?> builder,
            int nIn,
            int nOut,
            int qubits,
            int layers,
            int circuits,
            Engine engine) {
        return builder.nIn(nIn)
                .nOut(nOut)
                .qubits(qubits)
                .circuitLayers(layers)
                .circuits(circuits)
                .engine(engine)
                .build();
    }

    /** How many of a layer's parameters are rotation angles of circuits. */
    public static long quantumParameters(BaseRecurrentLayer layer) {
        return layer instanceof QuantumRecurrentLayer quantum
                ? quantum.parameters().stream()
                        .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                        .mapToLong(CellParameter::length)
                        .sum()
                : 0;
    }

    /**
     * The name of what will evaluate the layer's circuits, "none" where it has no circuits.
     *
     * @throws io.github.dl4jquantum.engine.EngineUnavailableException if that cannot run here
     */
    public String engineUsed(Engine engine) {
        return isQuantum() ? engine.resolve().name() : "none";
    }

    /** The model of that name. */
    public static StudyModel named(String name) {
        return named(name, "model", "");
    }

    /**
     * The model of that name.
     *
     * @param what what the name was asked for, for the message
     * @param other a further name that would do; empty for none
     */
    static StudyModel named(String name, String what, String other) {
        return Arrays.stream(values())
                .filter(model -> model.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown " + what + " '" + name + "': choose one of " + other
                        + (other.isEmpty() ? "" : ", ") + names() + "."));
    }

    static String names() {
        return Arrays.stream(values()).map(StudyModel::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
