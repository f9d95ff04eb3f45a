package io.github.dl4jquantum.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the image, decoded. */
@Timeout(60)
class FieldImageTest {

    @Test
    void rowZeroIsAtTheBottom() throws IOException {
        float[] field = {0, 1, 2, 3, 4, 5}; // rows (0, 1, 2) and (3, 4, 5)
        String uri = FieldImage.dataUri(FieldImage.field(field, 3, 0, 5, Colormap.VIRIDIS));
        byte[] png = Base64.getDecoder().decode(uri.substring("data:image/png;base64,".length()));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(3, image.getWidth());
        assertEquals(2, image.getHeight());
        assertEquals(Colormap.VIRIDIS.rgb(0), image.getRGB(0, 1) & 0xffffff);
        assertEquals(Colormap.VIRIDIS.rgb(0.6), image.getRGB(0, 0) & 0xffffff);
        assertEquals(Colormap.VIRIDIS.rgb(1), image.getRGB(2, 0) & 0xffffff);
    }
}
