package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.QuantumLayer.Options;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Many fits, with minibatches of different size and length. Oracle: what the process held before them. */
@Timeout(120)
class MemoryGrowthTest {

    private static final int[][] SIZES = {{1, 3}, {4, 1}, {2, 2}, {7, 2}};
    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @EnumSource
    void twoThousandFitsHoldNoMoreThanAFewDid(QuantumLayer kind) throws InterruptedException {
        assertNoGrowth(kind, Engine.CPU, 200, 2000);
    }

    @ParameterizedTest
    @EnumSource
    void thirtyFitsOfTheSameDiffEngineHoldNoMoreThanAFewDid(QuantumLayer kind) throws InterruptedException {
        assertNoGrowth(kind, Engine.SAMEDIFF, 8, 30);
    }

    private static void assertNoGrowth(QuantumLayer kind, Engine engine, int warmUp, int fits)
            throws InterruptedException {
        MultiLayerNetwork network =
                kind.network(kind.layer(Options.of(engine)), DataType.FLOAT, all -> all.updater(new Adam(0.001)));
        DataSet[] data = new DataSet[SIZES.length];
        for (int k = 0; k < SIZES.length; k++) {
            data[k] = kind.data(SIZES[k][0], SIZES[k][1]);
        }
        fit(network, data, warmUp);
        Held before = Held.now();
        fit(network, data, fits);
        Held after = Held.now();
        String growth = before + " -> " + after;
        // A single float kept per fit would show in the first; a kilobyte per fit in the others.
        assertTrue(after.arrays - before.arrays < 50, growth);
        assertTrue(after.heap - before.heap < Math.min(fits * 1024L, 2 * MEGABYTE) + MEGABYTE / 2, growth);
        assertTrue(after.resident - before.resident < 64 * MEGABYTE, growth);
        assertTrue(Double.isFinite(network.score()));
    }

    private static void fit(MultiLayerNetwork network, DataSet[] data, int fits) {
        for (int k = 0; k < fits; k++) {
            network.fit(data[k % data.length]);
        }
    }

    /** Native arrays alive, bytes of heap in use, bytes of the process. */
    private record Held(long arrays, long heap, long resident) {

        static Held now() throws InterruptedException {
            Held least = look();
            for (int k = 0; k < 4; k++) {
                Held next = look();
                least = new Held(Math.min(least.arrays, next.arrays), Math.min(least.heap, next.heap), next.resident);
            }
            return least;
        }

        private static Held look() throws InterruptedException {
            System.gc();
            Thread.sleep(60); // ND4J's deallocator is a thread of its own.
            Runtime runtime = Runtime.getRuntime();
            return new Held(
                    Nd4j.getDeallocatorService().getReferenceMap().size(),
                    runtime.totalMemory() - runtime.freeMemory(),
                    Pointer.physicalBytes());
        }
    }
}
