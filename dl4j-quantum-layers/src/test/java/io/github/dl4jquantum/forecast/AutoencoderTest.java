package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracles: the paper's widths; the reconstruction before a change of latent coordinates. */
@Timeout(60)
class AutoencoderTest {

    @Test
    void narrowsAsInThePaper() {
        assertEquals(List.of(4096, 2048, 1024, 512, 16), Autoencoder.widths(4096, 16));
    }

    @Test
    void leavesOutHiddenWidthsThatAreNotWiderThanTheLatentVector() {
        assertEquals(List.of(64, 32, 16), Autoencoder.widths(64, 16));
        assertEquals(List.of(64, 40), Autoencoder.widths(64, 40));
        assertEquals(List.of(5, 2, 1), Autoencoder.widths(5, 1));
    }

    @Test
    void standardisingTheLatentsLeavesTheReconstructionAsItWas() {
        for (int latent : new int[] {4, 40}) { // with and without hidden layers
            Autoencoder autoencoder = Autoencoder.create(64, latent, 1e-3, DataType.FLOAT, 1);
            INDArray rows = Nd4j.randn(DataType.FLOAT, 50, 64).addi(0.5);
            INDArray before = autoencoder.decode(autoencoder.encode(rows));
            autoencoder.standardise(autoencoder.encode(rows));
            INDArray latents = autoencoder.encode(rows);
            assertEquals(0, latents.mean(0).amaxNumber().doubleValue(), 1e-5);
            assertEquals(0, latents.std(false, 0).sub(1).amaxNumber().doubleValue(), 1e-4);
            assertTrue(before.equalsWithEps(autoencoder.decode(latents), 1e-4));
        }
    }

    @Test
    void everySeedIsRepeatableAndItsOwn() {
        INDArray zero = parameters(0);
        assertEquals(zero, parameters(0), "ND4J itself takes seed 0 for the clock");
        assertNotEquals(zero, parameters(1));
    }

    private static INDArray parameters(long seed) {
        return Autoencoder.create(8, 2, 1e-3, DataType.FLOAT, seed).network().params();
    }

    @Test
    void aLatentValueThatNeverChangesStaysFinite() {
        Autoencoder autoencoder = Autoencoder.create(64, 4, 1e-3, DataType.FLOAT, 1);
        INDArray rows = Nd4j.ones(DataType.FLOAT, 10, 64);
        autoencoder.standardise(autoencoder.encode(rows));
        assertEquals(0, autoencoder.encode(rows).amaxNumber().doubleValue(), 1e-5);
    }
}
