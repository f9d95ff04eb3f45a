package io.github.dl4jquantum.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.result.Rollout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: fields written out by hand, and the page's own images, decoded. */
@Timeout(60)
class RolloutPlayerTest {

    @Test
    void aMomentIsATileAndWhatLeavesTheScaleIsMarked() throws IOException {
        float[] first = {0, 1, 2, 3}; // rows (0, 1) and (2, 3); y upwards
        float[] second = {3, 2, 1, 0};
        float[] predicted = {-1, 1, 2, 4};
        String html = new RolloutPlayer(new Rollout(
                        List.of(2, 2), List.of(0.5, 1.0), List.of(first, second), List.of(first, predicted)))
                .html();
        BufferedImage truth = image(html, "true");
        assertEquals(2, truth.getWidth());
        assertEquals(4, truth.getHeight());
        assertEquals(Colormap.VIRIDIS.rgb(0), rgb(truth, 0, 1));
        assertEquals(Colormap.VIRIDIS.rgb(1), rgb(truth, 1, 0));
        assertEquals(Colormap.VIRIDIS.rgb(1), rgb(truth, 0, 3));
        BufferedImage forecast = image(html, "predicted");
        assertEquals(RolloutPlayer.BELOW, rgb(forecast, 0, 3));
        assertEquals(RolloutPlayer.ABOVE, rgb(forecast, 1, 2));
        assertEquals(Colormap.MAGMA.rgb(1), rgb(image(html, "|error|"), 0, 3)); // |-1 - 3|, the largest, and |4 - 0|
        assertTrue(html.contains("data-moments=\"step 1, t = 0.500|step 2, t = 1.00\""), html);
        assertTrue(html.contains("12.5% are below"), html); // one of eight values
        assertTrue(html.contains("<b>0</b><b>x</b><b>1</b></span><span class=\"y\"><b>0</b><b>y</b><b>1</b>"), html);
    }

    @Test
    void aCubeHasAColumnOfTilesForEachPlane() throws IOException {
        float[] cube = {0, 1, 2, 3, 4, 5, 6, 7};
        String html =
                new RolloutPlayer(new Rollout(List.of(2, 2, 2), List.of(1.0), List.of(cube), List.of(cube))).html();
        BufferedImage truth = image(html, "true");
        assertEquals(4, truth.getWidth());
        assertEquals(Colormap.VIRIDIS.rgb(0), rgb(truth, 0, 1));
        assertEquals(Colormap.VIRIDIS.rgb(1), rgb(truth, 3, 0)); // plane z = 1, its upper right corner
        assertTrue(html.contains("data-planes=\"0|1\""), html);
    }

    @Test
    void aLineIsOnePictureWithTimeUpwardsAndNoScript() throws IOException {
        String html = new RolloutPlayer(new Rollout(
                        List.of(2),
                        List.of(1.0, 2.0),
                        List.of(new float[] {0, 1}, new float[] {2, 3}),
                        List.of(new float[] {0, 1}, new float[] {2, 3})))
                .html();
        BufferedImage truth = image(html, "true");
        assertEquals(Colormap.VIRIDIS.rgb(0), rgb(truth, 0, 1));
        assertEquals(Colormap.VIRIDIS.rgb(1), rgb(truth, 1, 0));
        assertTrue(html.contains("<span class=\"y\"><b>1.00</b><b>t</b><b>2.00</b>"), html);
        assertFalse(html.contains("<script>"));
    }

    @Test
    void noiseOnALargeCubeStaysUnderThreeMegabytes() throws IOException {
        int points = 64 * 64 * 64;
        float[] noise = new float[points];
        Random random = new Random(1);
        for (int i = 0; i < points; i++) {
            noise[i] = random.nextFloat();
        }
        List<float[]> steps = new ArrayList<>(Collections.nCopies(40, noise));
        String html =
                new RolloutPlayer(new Rollout(List.of(64, 64, 64), Collections.nCopies(40, 1.0), steps, steps)).html();
        assertTrue(html.length() < 3_000_000, "" + html.length());
    }

    private static BufferedImage image(String html, String name) throws IOException {
        Matcher matcher = Pattern.compile(Pattern.quote("alt=\"" + name)
                        + " field along the rollout\" src=\"data:image/png;base64,([^\"]+)")
                .matcher(html);
        assertTrue(matcher.find(), html);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(matcher.group(1))));
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }
}
