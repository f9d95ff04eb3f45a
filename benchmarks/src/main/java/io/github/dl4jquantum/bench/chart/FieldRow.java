package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.bench.result.FieldFrame;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One row of fields that share a colour scale.
 *
 * @param name what the row shows
 * @param fields one field a moment, each [rows, columns], flat
 * @param low value of the map's first colour
 * @param high value of its last
 * @param map the colours
 */
public record FieldRow(String name, List<float[]> fields, double low, double high, Colormap map) {

    /** True, predicted and error fields; the first two share the scale of the truth. */
    public static List<FieldRow> of(List<FieldFrame> frames) {
        List<float[]> truth = frames.stream().map(FieldFrame::truth).toList();
        List<float[]> predicted = frames.stream().map(FieldFrame::predicted).toList();
        List<float[]> errors = frames.stream().map(FieldRow::error).toList();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float[] field : truth) {
            for (float value : field) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        double worst = 0;
        for (float[] field : errors) {
            for (float value : field) {
                worst = Math.max(worst, value);
            }
        }
        return List.of(
                new FieldRow("true", truth, low, high, Colormap.VIRIDIS),
                new FieldRow("predicted", predicted, low, high, Colormap.VIRIDIS),
                new FieldRow("|error|", errors, 0, worst, Colormap.MAGMA));
    }

    /** This row under another name. */
    public FieldRow named(String other) {
        return new FieldRow(other, fields, low, high, map);
    }

    /** This row with another value of the map's last colour. */
    public FieldRow upTo(double value) {
        return new FieldRow(name, fields, low, value, map);
    }

    private static float[] error(FieldFrame frame) {
        float[] error = new float[frame.truth().length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.abs(frame.predicted()[i] - frame.truth()[i]);
        }
        return error;
    }

    /** The field at one moment. */
    public BufferedImage image(int moment, int columns) {
        return FieldImage.field(fields.get(moment), columns, low, high, map);
    }
}
