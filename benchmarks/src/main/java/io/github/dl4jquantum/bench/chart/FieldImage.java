package io.github.dl4jquantum.bench.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Fields on a plane as images, one pixel a grid point. */
public final class FieldImage {
    private static final int BAR_LENGTH = 256;

    private FieldImage() {}

    /**
     * A field [rows, columns], x to the right and y upwards: row 0 is at the bottom.
     *
     * @param low value of the map's first colour
     * @param high value of its last
     */
    static BufferedImage field(float[] values, int columns, double low, double high, Colormap map) {
        int rows = values.length / columns;
        double range = high > low ? high - low : 1;
        return image(
                columns,
                rows,
                pixel -> {
                    int row = rows - 1 - pixel / columns;
                    return (values[row * columns + pixel % columns] - low) / range;
                },
                map);
    }

    /** The map itself, low values at the bottom. */
    public static BufferedImage bar(Colormap map) {
        return image(1, BAR_LENGTH, pixel -> 1 - pixel / (BAR_LENGTH - 1.0), map);
    }

    private static BufferedImage image(int width, int height, IntToDoubleFunction valueOfPixel, Colormap map) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < width * height; pixel++) {
            image.setRGB(pixel % width, pixel / width, map.rgb(valueOfPixel.applyAsDouble(pixel)));
        }
        return image;
    }

    /** Writes an image as a PNG; from memory, for ImageIO's own cache needs a shutdown hook, which a program at its end refuses. */
    static void write(BufferedImage image, OutputStream out) throws IOException {
        try (MemoryCacheImageOutputStream buffer = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", buffer);
        }
    }

    /** An image as a PNG in a data URI. */
    public static String dataUri(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(image, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
