package io.github.dl4jquantum.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Forecasts that every model has to beat. They are in every comparison. */
enum Baseline {
    PERSISTENCE,
    LINEAR_EXTRAPOLATION,
    /** Dynamic mode decomposition: POD of the train part and the {@link LinearMap} of its coefficients. */
    DMD;

    static List<String> names() {
        return Arrays.stream(values()).map(Baseline::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
