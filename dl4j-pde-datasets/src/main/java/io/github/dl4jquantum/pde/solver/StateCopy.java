package io.github.dl4jquantum.pde.solver;

import java.util.Locale;
import java.util.function.IntFunction;

/** A field in double precision as a snapshot in single precision, which has to be finite. */
final class StateCopy {

    private StateCopy() {}

    /**
     * @param field what a message calls the field
     * @param place of a flat index, in words
     */
    static void copy(String field, double time, double[][] rows, float[] to, int offset, IntFunction<String> place) {
        int index = 0;
        for (double[] row : rows) {
            for (double exact : row) {
                float value = (float) exact;
                if (!Float.isFinite(value)) {
                    throw new SolverDivergedException(String.format(
                            Locale.ROOT,
                            "%s is %s at time %.6g, %s: check the initial state, or take a smaller time step",
                            field,
                            value,
                            time,
                            place.apply(index)));
                }
                to[offset + index++] = value;
            }
        }
    }
}
