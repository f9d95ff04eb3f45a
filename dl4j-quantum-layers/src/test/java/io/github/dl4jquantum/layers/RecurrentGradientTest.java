package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.RX;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients of the cells, for settings of which every two values meet at least once. Oracle: central differences, by
 * DL4J's own GradientCheckUtil in double. (The SAMEDIFF engine equals the CPU engine: {@link EngineEqualityTest}.)
 */
@Timeout(120)
class RecurrentGradientTest {

    private static final int MINIBATCH = 2;

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    /** One cell of the matrix. */
    record Setting(Cell cell, int qubits, int depth, int steps, boolean masked, Projection projection) {

        static List<Setting> all() {
            List<Setting> all = new ArrayList<>();
            for (Cell cell : Cell.values()) {
                for (Projection projection : Projection.values()) {
                    // Without projections nIn + nOut are the qubits.
                    for (int qubits = projection == Projection.NONE ? 2 : 1; qubits <= 6; qubits++) {
                        for (int depth = 1; depth <= 3; depth++) {
                            for (int steps : new int[] {1, 3, 8}) {
                                all.add(new Setting(cell, qubits, depth, steps, false, projection));
                                all.add(new Setting(cell, qubits, depth, steps, true, projection));
                            }
                        }
                    }
                }
            }
            return all;
        }

        /** Each two of its values. */
        Set<String> pairs() {
            String[] values = {
                cell.name(), "n" + qubits, "L" + depth, "T" + steps, masked ? "masked" : "whole", projection.name()
            };
            Set<String> pairs = new HashSet<>();
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < i; j++) {
                    pairs.add(values[j] + " " + values[i]);
                }
            }
            return pairs;
        }

        Layer layer() {
            int nOut = projection == Projection.NONE ? Math.max(1, qubits / 3) : 1;
            return cell.builder()
                    .nIn(projection == Projection.NONE ? qubits - nOut : 2)
                    .nOut(nOut)
                    .qubits(qubits)
                    .circuitLayers(depth)
                    .projection(projection)
                    .build();
        }
    }

    /** A few settings that have every pair: always the one that brings most new ones, ties broken by a seed. */
    static List<Setting> pairwise() {
        List<Setting> all = Setting.all();
        Collections.shuffle(all, new Random(1));
        Set<String> missing = new HashSet<>();
        all.forEach(setting -> missing.addAll(setting.pairs()));
        List<Setting> chosen = new ArrayList<>();
        while (!missing.isEmpty()) {
            Setting best = null;
            long most = 0;
            for (Setting setting : all) {
                long brings = setting.pairs().stream().filter(missing::contains).count();
                if (brings > most) {
                    best = setting;
                    most = brings;
                }
            }
            chosen.add(best);
            missing.removeAll(best.pairs());
        }
        return chosen;
    }

    @Test
    void theSettingsAreFewAndHaveEveryPair() {
        Set<String> pairs = new HashSet<>();
        pairwise().forEach(setting -> pairs.addAll(setting.pairs()));
        assertTrue(pairs.contains("n6 T8") && pairs.contains("L3 NONE") && pairs.contains("QGRU masked"));
        // Of 2, 6, 3, 3, 2 and 3 values; one qubit has no cell without projections.
        int possible = 2 * (6 + 3 + 3 + 2 + 3) + 6 * (3 + 3 + 2 + 3) + 3 * (3 + 2 + 3) + 3 * (2 + 3) + 2 * 3 - 1;
        assertTrue(pairs.size() == possible, pairs.size() + " of " + possible);
        assertTrue(pairwise().size() < 30, pairwise().size() + " settings");
    }

    @ParameterizedTest
    @MethodSource("pairwise")
    void gradientsAreCentralDifferences(Setting setting) {
        check(setting.layer(), setting.steps, setting.masked);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void gradientsOfCircuitsOfOnesOwn(Cell cell) {
        Circuit probabilities = Circuit.builder(2)
                .add(new RX(0, Angle.input(0)))
                .add(new CRY(0, 1, Angle.parameter(0)))
                .measureProbabilities()
                .build();
        for (Circuit circuit : new Circuit[] {Ansatz.paperWithoutEntanglement(3, 2), probabilities}) {
            check(cell.builder().nIn(2).nOut(2).circuit(circuit).build(), 3, false);
        }
    }

    private static void check(Layer layer, int steps, boolean masked) {
        var cell = (QuantumRecurrentLayer) layer;
        MultiLayerNetwork network = Networks.scattered(
                Networks.recurrent(layer, (int) cell.getNOut(), DataType.DOUBLE, Networks.noUpdater()));
        INDArray features = Networks.random(1, MINIBATCH, cell.getNIn(), steps);
        INDArray labels = Networks.random(2, MINIBATCH, Networks.N_OUT, steps);
        GradientChecks.check(network, features, labels, masked ? mask(steps) : null);
    }

    /** The second sequence ends early; the first misses a step where it has three. */
    private static INDArray mask(int steps) {
        INDArray mask = Nd4j.ones(DataType.DOUBLE, MINIBATCH, steps);
        if (steps > 1) {
            mask.putScalar(0, 1, 0);
            mask.putScalar(1, steps - 1, 0);
        }
        return mask;
    }
}
