package io.github.dl4jquantum.bench.result;

import java.util.Locale;

/** Numbers as reports print them. */
public final class ThreeDigits {

    private ThreeDigits() {}

    /** Three significant digits, as 0.0123 or 1.23e-5. */
    public static String of(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e4)) {
            return String.format(Locale.ROOT, "%.2e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e");
        }
        int digits = size == 0 ? 0 : (int) Math.max(0, 2 - Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
