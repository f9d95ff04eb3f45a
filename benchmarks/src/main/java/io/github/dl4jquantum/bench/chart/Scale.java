package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An axis: linear for whole numbers, or logarithmic.
 *
 * @param low its lower end
 * @param high its upper end, above the lower one
 * @param logarithmic whether equal factors are equal distances
 */
public record Scale(double low, double high, boolean logarithmic) {

    /** Ticks that fit beside each other. */
    private static final int TICKS = 6;

    /** So many show where an axis lies. */
    private static final int FEWEST = 2;

    /** An axis that holds all values, with some space at its ends; values of a logarithmic one are positive. */
    public static Scale of(List<Double> values, boolean logarithmic) {
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
    public double at(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Round values within the axis: a few small numbers times powers of ten. */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            int[] factors =
                    high / low > 5000 ? new int[] {1} : high / low > 50 ? new int[] {1, 3} : new int[] {1, 2, 5};
            for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
                for (int factor : factors) {
                    addWithin(ticks, factor * Math.pow(10, power));
                }
            }
            return ticks.size() < FEWEST ? evenTicks() : ticks;
        }
        long step = step();
        for (long tick = (long) Math.ceil(low / step) * step; tick <= high; tick += step) {
            ticks.add((double) tick);
        }
        return ticks;
    }

    /** Where a logarithmic axis is too short for powers of ten: multiples of a round step, in three digits at most. */
    private List<Double> evenTicks() {
        double power =
                Math.pow(10, Math.max(Math.floor(Math.log10(high)) - 2, Math.floor(Math.log10((high - low) / TICKS))));
        double step = IntStream.of(1, 2, 5, 10)
                .mapToDouble(factor -> factor * power)
                .filter(each -> (high - low) / each <= TICKS)
                .findFirst()
                .orElse(power);
        return LongStream.rangeClosed((long) Math.ceil(low / step), (long) Math.floor(high / step))
                .mapToObj(multiple -> multiple * step)
                .toList();
    }

    private void addWithin(List<Double> ticks, double tick) {
        if (tick >= low && tick <= high) {
            ticks.add(tick);
        }
    }

    private long step() {
        for (long power = 1; ; power *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if ((high - low) / (factor * power) <= TICKS) {
                    return factor * power;
                }
            }
        }
    }

    /** A tick in few characters. */
    public static String label(double tick) {
        return ThreeDigits.of(tick).replaceFirst("(\\.\\d*?)0+(?=e|$)", "$1").replaceFirst("\\.(?=e|$)", "");
    }
}
