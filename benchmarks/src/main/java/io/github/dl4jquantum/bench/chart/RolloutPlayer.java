package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.Rollout;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A rollout to look at: of a plane or a cube an animation (true, predicted, error) that {@code rollout.js} plays, of a line one
 * picture with x to the right and time upwards. Each row's fields lie in one image, a row of tiles for each moment and a column
 * for each plane of a cube; the script copies tiles from it. Values outside the scale have colours of their
 * own; under the pointer a point says its value.
 */
public final class RolloutPlayer {
    /** Of one image; three of them, in Base64 and not compressible at all, are 2 MB. */
    private static final int MOST_PIXELS = 500_000;

    private static final int MOST_PLANES = 9;
    private static final int MOST_POINTS = 256;
    private static final int COLOURS = 254;
    static final int BELOW = 0x00b7ff;
    static final int ABOVE = 0xff3ea5;

    private final Rollout rollout;
    private final int columns;
    private final int rows;
    private final int stride;
    private final List<Integer> planes;
    private final List<Integer> moments;

    public RolloutPlayer(Rollout rollout) {
        this.rollout = rollout;
        List<Integer> grid = rollout.grid();
        int axes = grid.size();
        int x = grid.get(axes - 1);
        int y = axes == 1 ? 1 : grid.get(axes - 2);
        int z = axes == 3 ? grid.get(0) : 1;
        stride = every(Math.max(x, y), MOST_POINTS);
        columns = (x + stride - 1) / stride;
        rows = (y + stride - 1) / stride;
        planes = thinned(z, every(z, MOST_PLANES));
        int steps = rollout.times().size();
        moments = thinned(steps, every(steps, Math.max(1, MOST_PIXELS / (columns * rows * planes.size()))));
    }

    private static int every(int count, int most) {
        return (count + most - 1) / most;
    }

    private static List<Integer> thinned(int count, int every) {
        return IntStream.range(0, every(count, every))
                .map(i -> i * every)
                .boxed()
                .toList();
    }

    /** The pictures, with their scales and, of a plane or a cube, the controls and the script. */
    public String html() throws IOException {
        List<FieldRow> shown = FieldRow.of(frames());
        boolean line = rollout.grid().size() == 1;
        StringBuilder html = new StringBuilder();
        html.append(format(
                "<div class=\"rollout\" data-columns=\"%d\" data-rows=\"%d\" data-stride=\"%d\" data-moments=\"%s\"%s>",
                columns, rows, stride, line ? "" : moments(), line ? "" : " hidden"));
        for (FieldRow row : shown) {
            html.append(format(
                    "<figure><figcaption>%s <output class=\"v\"></output></figcaption><img class=\"field\" alt=\"%s field along the"
                            + " rollout\" src=\"%s\" data-low=\"%s\" data-high=\"%s\"%s>%s%s</figure>",
                    row.name(),
                    row.name(),
                    FieldImage.dataUri(image(row)),
                    row.low(),
                    row.high(),
                    line ? "" : " hidden",
                    line ? "" : "<canvas width=\"" + columns + "\" height=\"" + rows + "\"></canvas>",
                    axes(line)));
        }
        html.append(scales(shown));
        if (!line) {
            html.append(controls())
                    .append("<script>")
                    .append(Page.resource("rollout.js"))
                    .append("</script>");
        }
        return html.append("</div>").toString();
    }

    /** The ends of a picture's axes: grid points, and of a line the times. */
    private String axes(boolean line) {
        String up = line
                ? axis("t", ThreeDigits.of(rollout.times().get(0)), ThreeDigits.of(last(rollout.times())))
                : axis("y", "0", String.valueOf((rows - 1) * stride));
        return "<span class=\"x\">" + axis("x", "0", String.valueOf((columns - 1) * stride))
                + "</span><span class=\"y\">" + up + "</span>";
    }

    private static String axis(String name, String first, String last) {
        return "<b>" + first + "</b><b>" + name + "</b><b>" + last + "</b>";
    }

    private static double last(List<Double> times) {
        return times.get(times.size() - 1);
    }

    private String moments() {
        return moments.stream()
                .map(step -> format(
                        "step %d, t = %s",
                        step + 1, ThreeDigits.of(rollout.times().get(step))))
                .collect(Collectors.joining("|"));
    }

    private String controls() {
        String slice = planes.size() == 1
                ? ""
                : format(
                        "<label>plane z = <output class=\"z\"></output> <input class=\"slice\" type=\"range\" min=\"0\" max=\"%d\" "
                                + "value=\"%d\" data-planes=\"%s\"></label>",
                        planes.size() - 1,
                        planes.size() / 2,
                        planes.stream().map(String::valueOf).collect(Collectors.joining("|")));
        return format(
                "<div class=\"controls\"><button class=\"play\" type=\"button\">Play</button>"
                        + "<button class=\"back\" type=\"button\" aria-label=\"one step back\">&minus;1</button>"
                        + "<button class=\"next\" type=\"button\" aria-label=\"one step on\">+1</button>"
                        + "<label><output class=\"t\"></output> <input class=\"time\" type=\"range\" min=\"0\" max=\"%d\" "
                        + "value=\"0\"></label>%s</div>",
                moments.size() - 1, slice);
    }

    private String scales(List<FieldRow> shown) {
        FieldRow predicted = shown.get(1);
        long below = count(predicted, value -> value < predicted.low());
        long above = count(predicted, value -> value > predicted.high());
        double all =
                predicted.fields().stream().mapToLong(field -> field.length).sum();
        return format(
                "<p class=\"soft\">True and predicted: %s, from %s to %s, the range of the truth; of the predicted values"
                        + " %.1f%% are below it <i class=\"swatch\" style=\"background:#%06x\"></i> and %.1f%% above"
                        + " <i class=\"swatch\" style=\"background:#%06x\"></i>. |error|: %s, from 0 to %s.</p>",
                scale(Colormap.VIRIDIS),
                ThreeDigits.of(predicted.low()),
                ThreeDigits.of(predicted.high()),
                100 * below / all,
                BELOW,
                100 * above / all,
                ABOVE,
                scale(Colormap.MAGMA),
                ThreeDigits.of(shown.get(2).high()));
    }

    private static String scale(Colormap map) {
        BufferedImage bar = new BufferedImage(COLOURS, 1, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < COLOURS; i++) {
            bar.setRGB(i, 0, map.rgb(i / (COLOURS - 1.0)));
        }
        return "<img class=\"scale\" alt=\"colour scale\" src=\"" + FieldImage.dataUri(bar) + "\">";
    }

    private interface Test {
        boolean of(float value);
    }

    private static long count(FieldRow row, Test test) {
        long count = 0;
        for (float[] field : row.fields()) {
            for (float value : field) {
                count += test.of(value) ? 1 : 0;
            }
        }
        return count;
    }

    /** The shown points of the shown moments: planes one after the other, each [rows, columns]. */
    private List<FieldFrame> frames() {
        List<FieldFrame> frames = new ArrayList<>();
        for (int step : moments) {
            frames.add(new FieldFrame(
                    step + 1,
                    rollout.times().get(step),
                    points(rollout.truth().get(step)),
                    points(rollout.predicted().get(step))));
        }
        return frames;
    }

    private float[] points(float[] field) {
        int axes = rollout.grid().size();
        int x = rollout.grid().get(axes - 1);
        int y = axes == 1 ? 1 : rollout.grid().get(axes - 2);
        float[] points = new float[planes.size() * rows * columns];
        int at = 0;
        for (int plane : planes) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    points[at++] = field[(plane * y + row * stride) * x + column * stride];
                }
            }
        }
        return points;
    }

    /** Of a line, later moments are higher; of planes, they are lower, and within a tile y is upwards. */
    private BufferedImage image(FieldRow row) {
        int tiles = moments.size();
        BufferedImage image = new BufferedImage(
                columns * planes.size(), rows * tiles, BufferedImage.TYPE_BYTE_INDEXED, palette(row.map()));
        boolean line = rollout.grid().size() == 1;
        for (int tile = 0; tile < tiles; tile++) {
            float[] field = row.fields().get(tile);
            int top = (line ? tiles - 1 - tile : tile) * rows;
            for (int i = 0; i < field.length; i++) {
                int plane = i / (rows * columns);
                int y = top + rows - 1 - i / columns % rows;
                image.getRaster().setSample(plane * columns + i % columns, y, 0, index(row, field[i]));
            }
        }
        return image;
    }

    private static int index(FieldRow row, float value) {
        if (value < row.low()) {
            return COLOURS;
        }
        if (value > row.high()) {
            return COLOURS + 1;
        }
        double range = row.high() > row.low() ? row.high() - row.low() : 1;
        return (int) Math.round((value - row.low()) / range * (COLOURS - 1));
    }

    private static IndexColorModel palette(Colormap map) {
        int[] colours = new int[COLOURS + 2];
        for (int i = 0; i < COLOURS; i++) {
            colours[i] = map.rgb(i / (COLOURS - 1.0));
        }
        colours[COLOURS] = BELOW;
        colours[COLOURS + 1] = ABOVE;
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
