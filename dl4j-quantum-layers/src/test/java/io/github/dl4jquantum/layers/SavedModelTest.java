package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.dl4jquantum.circuit.InputEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Networks saved by version 0.1.0 and their outputs, which every later version must load and repeat. Class names, field
 * names and the order of parameters are in these files.
 */
@Timeout(60)
class SavedModelTest {

    private static final double TOLERANCE = 1e-12;
    private static final Path FOLDER = Path.of("src/test/resources/models/0.1.0");

    enum Model {
        QLSTM {
            @Override
            MultiLayerNetwork make() {
                return recurrent(Cell.QLSTM
                        .builder()
                        .nIn(Networks.N_IN)
                        .nOut(2)
                        .qubits(3)
                        .circuitLayers(2)
                        .build());
            }
        },
        QGRU {
            @Override
            MultiLayerNetwork make() {
                return recurrent(Cell.QGRU
                        .builder()
                        .nIn(Networks.N_IN)
                        .nOut(2)
                        .qubits(3)
                        .circuitLayers(2)
                        .build());
            }
        },
        QLSTM_BANK {
            @Override
            MultiLayerNetwork make() {
                return recurrent(new io.github.dl4jquantum.layers.QLSTM.Builder()
                        .directReadout(true)
                        .nIn(Networks.N_IN)
                        .nOut(2)
                        .qubits(2)
                        .circuitLayers(2)
                        .encoding(InputEncoding.ANGLE)
                        .circuits(3)
                        .build());
            }
        },
        QGRU_BANK {
            @Override
            MultiLayerNetwork make() {
                return recurrent(Cell.QGRU
                        .builder()
                        .nIn(Networks.N_IN)
                        .nOut(2)
                        .qubits(2)
                        .circuitLayers(2)
                        .circuits(3)
                        .build());
            }
        },
        GRU {
            @Override
            MultiLayerNetwork make() {
                return recurrent(new io.github.dl4jquantum.layers.GRU.Builder()
                        .nIn(Networks.N_IN)
                        .nOut(2)
                        .build());
            }
        },
        VQC {
            @Override
            MultiLayerNetwork make() {
                return vqc(1);
            }

            @Override
            INDArray input() {
                return Networks.random(1, 2, Networks.N_IN);
            }
        },
        QUANVOLUTION {
            @Override
            MultiLayerNetwork make() {
                MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                        .seed(7)
                        .dataType(DataType.DOUBLE)
                        .updater(Networks.noUpdater())
                        .list()
                        .layer(new QuanvolutionLayer.Builder()
                                .nOut(3)
                                .qubits(3)
                                .circuitLayers(2)
                                .circuits(2)
                                .kernelSize(3, 2)
                                .stride(1, 2)
                                .padding(1, 0)
                                .build())
                        .layer(Networks.output(3 * 4 * 2))
                        .setInputType(InputType.convolutional(4, 4, 2))
                        .build());
                network.init();
                return network;
            }

            @Override
            INDArray input() {
                return Networks.random(1, 2, 2, 4, 4);
            }
        },
        VQC_BANK {
            @Override
            MultiLayerNetwork make() {
                return vqc(3);
            }

            @Override
            INDArray input() {
                return Networks.random(1, 2, Networks.N_IN);
            }
        };

        abstract MultiLayerNetwork make();

        INDArray input() {
            return Networks.random(1, 2, Networks.N_IN, 4);
        }

        double[] outputs(MultiLayerNetwork network) {
            return network.output(input()).dup('c').data().asDouble();
        }

        private static MultiLayerNetwork vqc(int circuits) {
            Layer layer = new VqcLayer.Builder()
                    .nIn(Networks.N_IN)
                    .nOut(2)
                    .qubits(3)
                    .circuitLayers(2)
                    .circuits(circuits)
                    .build();
            return Networks.feedForward(layer, 2, DataType.DOUBLE, Networks.noUpdater());
        }

        static MultiLayerNetwork recurrent(Layer layer) {
            return Networks.recurrent(layer, 2, DataType.DOUBLE, Networks.noUpdater());
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void aNetworkOfThatVersionGivesWhatItGave(Model model) throws IOException {
        Path file = FOLDER.resolve(model.name().toLowerCase(Locale.ROOT) + ".zip");
        double[] expected = Files.readAllLines(FOLDER.resolve(model.name().toLowerCase(Locale.ROOT) + ".txt")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
        assertArrayEquals(expected, model.outputs(network), TOLERANCE);
    }

    /** Makes the files that a version has not got yet; those that are there are never made again. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FOLDER);
        for (Model model : Model.values()) {
            Path file = FOLDER.resolve(model.name().toLowerCase(Locale.ROOT) + ".zip");
            if (Files.exists(file)) {
                continue;
            }
            MultiLayerNetwork network = Networks.scattered(model.make());
            ModelSerializer.writeModel(network, file.toFile(), false);
            String outputs = Arrays.stream(model.outputs(network))
                    .mapToObj(Double::toString)
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(FOLDER.resolve(model.name().toLowerCase(Locale.ROOT) + ".txt"), outputs);
        }
    }
}
