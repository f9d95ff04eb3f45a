package io.github.dl4jquantum.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear or logarithmic axis.
 *
 * @param low its lower end
 * @param high its upper end, above the lower one
 * @param logarithmic whether equal factors are equal distances
 */
record Scale(double low, double high, boolean logarithmic) {

    /** Ticks that fit beside each other. */
    private static final int TICKS = 6;

    /** An axis that holds all values, with some space at its ends; values of a logarithmic one are positive. */
    static Scale of(List<Double> values, boolean logarithmic) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        if (logarithmic) {
            double space = Math.pow(most / least, 0.06);
            return least < most ? new Scale(least / space, most * space, true) : new Scale(least / 2, most * 2, true);
        }
        double space = least < most ? 0.06 * (most - least) : 1;
        return new Scale(least - space, most + space, false);
    }

    /** Where a value lies, 0 at the lower end to 1 at the upper one. */
    double at(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Round values within the axis: 1, 2 or 5 times powers of ten; at most six on a linear one. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            boolean wide = high / low > 200;
            for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
                for (int factor : wide ? new int[] {1} : new int[] {1, 2, 5}) {
                    addWithin(ticks, factor * Math.pow(10, power));
                }
            }
            return ticks;
        }
        double step = step();
        for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
            addWithin(ticks, tick);
        }
        return ticks;
    }

    private void addWithin(List<Double> ticks, double tick) {
        if (tick >= low && tick <= high) {
            ticks.add(tick);
        }
    }

    private double step() {
        for (double power = Math.pow(10, Math.floor(Math.log10((high - low) / TICKS))); ; power *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if ((high - low) / (factor * power) <= TICKS) {
                    return factor * power;
                }
            }
        }
    }
}
