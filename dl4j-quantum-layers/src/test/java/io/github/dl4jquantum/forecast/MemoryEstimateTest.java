package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: sums by hand, in megabytes of 2^20 bytes. */
@Timeout(10)
class MemoryEstimateTest {
    private static final double MEGABYTE = 1 << 20;

    private static ProtocolBuilder protocol() {
        return Protocol.builder("some")
                .snapshots(50)
                .byTrajectory(70, 10, 20)
                .context(3)
                .horizon(47)
                .latent(32);
    }

    /** 100 trajectories of 50 snapshots of 256 x 256 values are 1,250 MB. */
    @Test
    void ofAFileAFewRowsAndTheVectorsOfAnIteration() {
        MemoryEstimate read = MemoryEstimate.of(protocol().build(), 1 << 16, 100, true);
        double segment = 24 * 12.5; // 50 snapshots of 0.25 MB, 24 times
        double block = 2 * 32;
        double doubles = 3 * 32;
        double iterated = 4 * 0.5 * 48; // four times 48 columns of 0.5 MB
        double modes = 2 * 0.5 * 32;
        assertEquals(segment + block + doubles + iterated + modes, read.nativeMemory() / MEGABYTE, 1e-6);
        assertEquals(Math.min(1250, Protocol.mostHeld() / MEGABYTE), read.heap() / MEGABYTE, 1e-6);
        assertEquals(
                1250, MemoryEstimate.of(protocol().build(), 1 << 16, 100, false).heap() / MEGABYTE, 1e-6);
    }

    /** 70 x 50 training snapshots of 1,024 values are 13.671875 MB, and X^T X has 8 MB. */
    @Test
    void ofSmallDataAllRowsAndTheSmallerProduct() {
        MemoryEstimate held = MemoryEstimate.of(protocol().build(), 1 << 10, 100, true);
        double segment = 24 * 50 / 256.0;
        double modes = 3 * 32 / 128.0; // 32 modes of 1/128 MB
        double doubles = 3 * 2 * 13.671875; // all of them, for they are less than 32 MB
        assertEquals(segment + 2 * 13.671875 + doubles + 3 * 8 + modes, held.nativeMemory() / MEGABYTE, 1e-6);
    }

    /** Without an encoder latent vectors are snapshots: windows of three of them, five times, lie beside the heap. */
    @Test
    void withoutAnEncoderTheWindowsThemselves() {
        MemoryEstimate all = MemoryEstimate.of(protocol().encoder(Encoder.NONE).build(), 1 << 10, 100, false);
        assertEquals(19.53125, all.heap() / MEGABYTE, 1e-6);
        double segment = 24 * 50 / 256.0;
        assertEquals(segment + 2 * 13.671875 + 5 * 3 * 13.671875, all.nativeMemory() / MEGABYTE, 1e-6);
    }

    /** Two models of 2^20 weights (4 MB), minibatches of 128 windows of 3 snapshots of 2^13 values (12 MB). */
    @Test
    void ofModelsTheirWeightsAndMinibatches() {
        Protocol protocol = protocol().encoder(Encoder.NONE).latent(1 << 13).build();
        MemoryEstimate models = MemoryEstimate.ofTraining(protocol, 2, 1 << 20, 128);
        assertEquals(2 * (4 * 4 + 3 * 12), models.heap() / MEGABYTE, 1e-6);
        assertEquals(2 * 6 * 4, models.nativeMemory() / MEGABYTE, 1e-6);
        MemoryEstimate both = models.plus(new MemoryEstimate(MEGABYTE, 2 * MEGABYTE));
        assertEquals(105, both.heap() / MEGABYTE, 1e-6);
        assertEquals(50, both.nativeMemory() / MEGABYTE, 1e-6);
    }
}
