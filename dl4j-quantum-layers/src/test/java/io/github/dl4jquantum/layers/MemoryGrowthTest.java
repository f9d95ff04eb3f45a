package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.QuantumLayer.Options;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Many fits, with minibatches of different size and length. Oracle: what the process held before them. */
@Timeout(120)
class MemoryGrowthTest {

    private static final int[][] SIZES = {{1, 2}, {4, 1}, {2, 2}, {3, 1}};
    private static final Circuit CIRCUIT = Ansatz.basicEntangling(2, 1);
    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @EnumSource
    void twoThousandFitsHoldNoMoreThanAFewDid(QuantumLayer kind) throws InterruptedException {
        assertNoGrowth(kind, kind.layer(), 200, 2000, MEGABYTE / 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void thirtyFitsOfTheSameDiffEngineHoldNoMoreThanAFewDid(QuantumLayer kind) throws InterruptedException {
        assertNoGrowth(kind, kind.layer(new Options(CIRCUIT, AngleInit.UNIFORM, Engine.SAMEDIFF)), 8, 30, MEGABYTE / 4);
    }

    private static void assertNoGrowth(QuantumLayer kind, Layer layer, int warmUp, int fits, long heap)
            throws InterruptedException {
        MultiLayerNetwork network = kind.network(layer, DataType.FLOAT, all -> all.updater(new Adam(0.001)));
        DataSet[] data = new DataSet[SIZES.length];
        for (int k = 0; k < SIZES.length; k++) {
            data[k] = kind.data(SIZES[k][0], SIZES[k][1]);
        }
        fit(network, data, warmUp);
        Held before = Held.now();
        fit(network, data, fits);
        Held after = Held.now();
        String growth = before + " -> " + after;
        assertTrue(after.heap - before.heap < heap, growth);
        assertTrue(after.resident - before.resident < 64 * MEGABYTE, growth);
        assertTrue(Double.isFinite(network.score()));
    }

    private static void fit(MultiLayerNetwork network, DataSet[] data, int fits) {
        for (int k = 0; k < fits; k++) {
            network.fit(data[k % data.length]);
            if (k % 250 == 249) {
                System.gc(); // ND4J's table of arrays that wait to be freed grows with them and never shrinks.
            }
        }
    }

    /**
     * What is left when nothing more can be freed. ND4J frees a native array some collections after its last use, in a
     * thread of its own; until then a reference of some 200 bytes is on the heap.
     *
     * @param heap bytes of heap in use
     * @param resident bytes of the process
     */
    private record Held(long heap, long resident) {

        private static final int STEADY = 3;

        static Held now() throws InterruptedException {
            Held held = look();
            for (int steady = 0; steady < STEADY; ) {
                Held next = look();
                steady = held.heap - next.heap < MEGABYTE / 16 ? steady + 1 : 0;
                held = next;
            }
            return held;
        }

        private static Held look() throws InterruptedException {
            System.gc();
            Thread.sleep(25);
            Runtime runtime = Runtime.getRuntime();
            return new Held(runtime.totalMemory() - runtime.freeMemory(), Pointer.physicalBytes());
        }
    }
}
