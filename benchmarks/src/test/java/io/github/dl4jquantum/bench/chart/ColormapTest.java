package io.github.dl4jquantum.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the published end colours, and luma, which a perceptually uniform map raises steadily. */
@Timeout(60)
class ColormapTest {

    @Test
    void endsAreThoseOfTheMap() {
        assertEquals(0x440154, Colormap.VIRIDIS.rgb(0));
        assertEquals(0xfde725, Colormap.VIRIDIS.rgb(1));
        assertEquals(0x440154, Colormap.VIRIDIS.rgb(-3));
        assertEquals(0xfde725, Colormap.VIRIDIS.rgb(7));
    }

    @ParameterizedTest
    @EnumSource(Colormap.class)
    void lightnessRisesAllTheWay(Colormap map) {
        double before = -1;
        for (int i = 0; i <= 50; i++) {
            int rgb = map.rgb(i / 50.0);
            double luma = 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
            assertTrue(luma > before, "at " + i);
            before = luma;
        }
    }
}
