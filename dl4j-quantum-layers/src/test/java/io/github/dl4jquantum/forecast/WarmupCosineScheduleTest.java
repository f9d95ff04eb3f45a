package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/** Oracle: values worked out by hand. */
@Timeout(60)
class WarmupCosineScheduleTest {

    @Test
    void risesOverTwentyUpdatesAndFallsToAHundredth() {
        ISchedule schedule = new WarmupCosineSchedule(0.5, 1000);
        assertEquals(0.5 / 20, schedule.valueAt(0, 0), 1e-15);
        // 10 of 20; the cosine of 9 degrees / 5 = pi / 100
        assertEquals(0.5 * 0.55 * (0.01 + 0.99 * (1 + 0.99950656036573160) / 2), schedule.valueAt(10, 7), 1e-12);
        assertEquals(0.5 * (0.01 + 0.99 * (1 + Math.sqrt(0.5)) / 2), schedule.valueAt(250, 0), 1e-15);
        assertEquals(0.5 * 0.505, schedule.valueAt(500, 0), 1e-15);
        assertEquals(0.005, schedule.valueAt(1000, 0), 1e-15);
        assertEquals(0.005, schedule.valueAt(5000, 0), 1e-15);
    }

    @Test
    void doesNotFallBeforeItsLengthIsKnown() {
        ISchedule open = new WarmupCosineSchedule(0.5);
        assertEquals(0.5, open.valueAt(1_000_000, 0), 1e-12);
        assertEquals(0.5 * 0.505, new WarmupCosineSchedule(0.5).lasting(200).valueAt(100, 0), 1e-15);
    }

    @Test
    void survivesJsonInANetwork() {
        MultiLayerConfiguration written =
                LatentModel.of(new LSTM.Builder().nOut(3).build(), 2, 0.25, 1);
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
        Adam adam = (Adam) ((BaseLayer) read.getConf(1).getLayer()).getIUpdater();
        assertEquals(new WarmupCosineSchedule(0.25), adam.getLearningRateSchedule());
        assertEquals(written, read);
    }

    @Test
    void valuesThatMakeNoScheduleAreRefused() {
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new WarmupCosineSchedule(rate));
        }
        assertThrows(IllegalArgumentException.class, () -> new WarmupCosineSchedule(0.1, 0));
        assertEquals(1, new WarmupCosineSchedule(0.1, 1).updates());
    }

    @Test
    void twoSchedulesAreOneByRateAndLength() {
        ISchedule one = new WarmupCosineSchedule(0.1, 7);
        assertEquals(one, new WarmupCosineSchedule(0.1, 7));
        assertEquals(one.hashCode(), new WarmupCosineSchedule(0.1, 7).hashCode());
        assertNotEquals(one, new WarmupCosineSchedule(0.2, 7));
        assertNotEquals(one, new WarmupCosineSchedule(0.1, 8));
    }
}
