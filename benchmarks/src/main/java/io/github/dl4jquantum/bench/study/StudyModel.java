package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Spelling;
import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;

/**
 * The recurrent layers that a study can name: quantum cells, classical cells, and controls. A model that is {@linkplain
 * #matched matched} to another has the hidden size that brings its network nearest to the other's number of parameters.
 */
public enum StudyModel {
    QLSTM {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return bank(qlstm(net), net).build();
        }
    },
    QGRU {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return bank(qgru(net), net).build();
        }
    },
    LSTM {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return lstm(net).build();
        }
    },
    GRU {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return new io.github.dl4jquantum.layers.GRU.Builder()
                    .nIn(net.latent())
                    .nOut(net.hidden())
                    .build();
        }
    },

    /** The QLSTM with x / sqrt(1 + x^2) for each expectation: what are circuits worth in the very same cell? */
    QLSTM_TWIN {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return twin(qlstm(net), net).build();
        }

        @Override
        StudyModel matched() {
            return QLSTM;
        }
    },

    /** The QGRU with x / sqrt(1 + x^2) for each expectation. */
    QGRU_TWIN {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return twin(qgru(net), net).build();
        }

        @Override
        StudyModel matched() {
            return QGRU;
        }
    },

    /** A QLSTM whose circuits lack their CNOTs: what is entanglement worth? */
    QLSTM_UNENTANGLED {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return qlstm(net)
                    .circuit(Ansatz.paperWithoutEntanglement(net.qubits(), net.layers(), net.encoding()))
                    .angleInit(AngleInit.MODERATE_NORMAL)
                    .build();
        }
    },

    /** A QLSTM whose angles are drawn once and stay; its linear maps train: what is training circuits worth? */
    QLSTM_FROZEN {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return qlstm(net)
                    .circuit(frozen(Ansatz.paper(net.qubits(), net.layers(), net.encoding()), net.seed()))
                    .build();
        }
    },

    /** An LSTM whose gates see tanh of their pre-activations, as bounded as expectations are. */
    LSTM_BOUNDED {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return lstm(net)
                    .gateActivationFunction(new ActivationSigmoidOfTanh())
                    .build();
        }
    },

    /** An LSTM with as many parameters as the QLSTM. */
    LSTM_MATCHED {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return LSTM.layer(net);
        }

        @Override
        StudyModel matched() {
            return QLSTM;
        }
    },

    /** A GRU with as many parameters as the QGRU. */
    GRU_MATCHED {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return GRU.layer(net);
        }

        @Override
        StudyModel matched() {
            return QGRU;
        }
    };

    private static final List<StudyModel> QUANTUM = List.of(QLSTM, QGRU, QLSTM_UNENTANGLED, QLSTM_FROZEN);

    /** The layer, {@code [minibatch, latent, time] -> [minibatch, hidden, time]}. */
    abstract BaseRecurrentLayer layer(LatentNetwork net);

    /** The model whose number of parameters this one takes; null for one of the study's hidden size. */
    StudyModel matched() {
        return null;
    }

    /** Whether it is made of circuits that no bounded function replaces. */
    public boolean isQuantum() {
        return QUANTUM.contains(this);
    }

    /** Whether the sizes of circuits matter to it. */
    public boolean knowsCircuits() {
        return isQuantum() || matched() != null;
    }

    /**
     * The usual LSTM: DL4J's default activation, of candidate and output, is the sigmoid, with which it forecasts far worse
     * than with tanh; weights begin uniform within 1 / sqrt(hidden), as is usual for this cell.
     */
    private static LSTM.Builder lstm(LatentNetwork net) {
        double bound = 1 / Math.sqrt(net.hidden());
        return new LSTM.Builder()
                .nIn(net.latent())
                .nOut(net.hidden())
                .activation(Activation.TANH)
                .weightInit(new WeightInitDistribution(new UniformDistribution(-bound, bound)));
    }

    /** Angles uniform in [0, 2 pi). */
    static Circuit frozen(Circuit circuit, long seed) {
        return circuit.withParameters(new Random(seed)
                .doubles(circuit.parameters())
                .map(share -> 2 * Math.PI * share)
                .toArray());
    }

    private static io.github.dl4jquantum.layers.QLSTM.Builder qlstm(LatentNetwork net) {
        return new io.github.dl4jquantum.layers.QLSTM.Builder()
                .nIn(net.latent())
                .nOut(net.hidden())
                .circuits(net.circuits())
                .directReadout(net.circuits() > 1)
                .engine(net.engine());
    }

    private static io.github.dl4jquantum.layers.QGRU.Builder qgru(LatentNetwork net) {
        return new io.github.dl4jquantum.layers.QGRU.Builder()
                .nIn(net.latent())
                .nOut(net.hidden())
                .circuits(net.circuits())
                .engine(net.engine());
    }

    private static <T extends QuantumRecurrentLayer.Builder<T>> T bank(T builder, LatentNetwork net) {
        return builder.qubits(net.qubits())
                .circuitLayers(net.layers())
                .encoding(net.encoding())
                .angleInit(AngleInit.MODERATE_NORMAL);
    }

    private static <T extends QuantumRecurrentLayer.Builder<T>> T twin(T builder, LatentNetwork net) {
        return builder.circuit(Ansatz.boundedTwin(net.qubits()));
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
        return Arrays.stream(values())
                .filter(model -> model.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Spelling.unknown("model", name, names())));
    }

    /** Every name. */
    public static List<String> names() {
        return Arrays.stream(values()).map(StudyModel::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
