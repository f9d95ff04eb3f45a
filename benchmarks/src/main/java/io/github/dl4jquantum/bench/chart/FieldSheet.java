package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.file.AtomicFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * True, predicted and error fields as one picture: a row each, a column for each moment. Without words, since a machine
 * without a screen may have no fonts.
 */
public final class FieldSheet {

    private static final int TILE = 192;
    private static final int GAP = 8;

    private FieldSheet() {}

    /**
     * Writes the picture as a PNG, in full or not at all.
     *
     * @param frames moments of a rollout, in the order of time
     * @param columns grid points along x
     */
    public static void write(List<FieldFrame> frames, int columns, Path file) throws IOException {
        List<FieldRow> rows = FieldRow.of(frames);
        BufferedImage sheet = new BufferedImage(span(frames.size()), span(rows.size()), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int row = 0; row < rows.size(); row++) {
            for (int moment = 0; moment < frames.size(); moment++) {
                BufferedImage image = rows.get(row).image(moment, columns);
                graphics.drawImage(image, moment * (TILE + GAP), row * (TILE + GAP), TILE, TILE, null);
            }
        }
        graphics.dispose();
        AtomicFile.write(file, out -> FieldImage.write(sheet, out));
    }

    private static int span(int tiles) {
        return tiles * (TILE + GAP) - GAP;
    }
}
