package io.github.dl4jquantum.bench.chart;

/**
 * Perceptually uniform colours, dark to light: equal steps of a value look like equal steps, also in grey and to
 * colour-blind eyes. Interpolated between nine colours of the maps of S. van der Walt and N. Smith (2015).
 */
public enum Colormap {
    /** Dark violet to yellow. */
    VIRIDIS(0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725),
    /** Black to pale yellow. */
    MAGMA(0x000004, 0x1d1147, 0x51127c, 0x832681, 0xb73779, 0xe75263, 0xfc8961, 0xfec488, 0xfcfdbf);

    private final int[] colours;

    Colormap(int... colours) {
        this.colours = colours;
    }

    /** The colour 0xRRGGBB of a value in [0, 1]; values outside take the nearest end. */
    int rgb(double value) {
        double at = Math.min(1, Math.max(0, value)) * (colours.length - 1);
        int low = Math.min((int) at, colours.length - 2);
        double share = at - low;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = colours[low] >> shift & 0xff;
            int to = colours[low + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return rgb;
    }
}
