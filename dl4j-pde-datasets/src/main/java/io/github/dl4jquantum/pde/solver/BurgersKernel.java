package io.github.dl4jquantum.pde.solver;

import static io.github.dl4jquantum.pde.solver.InterleavedField.LANES;

/**
 * The inner loops of {@link Burgers2dSolver}: the rate of change f = q_t of each component q of a velocity (u, v),
 *
 * <pre>
 * f = sum_k second_k (s_k along x and y) - u sum_k first_k (d_k along x) - v sum_k first_k (d_k along y)   inside
 * f = 0                                                                                            on the boundary
 * </pre>
 *
 * <p>with the differences that the solver's comment names, and what a Runge-Kutta stage does with it. They are small loops,
 * each of which C2 vectorises: with all neighbours of a point in one body they are too large for it.
 */
class BurgersKernel {

    /** Weights of the differences d_k of first derivatives, over h. */
    private final double[] first;

    /** Weights of the sums s_k of second derivatives, over h^2 Re; of number 0, q(x) itself. */
    private final double[] second;

    /** Where in each array the interior columns begin and end. */
    final int start = InterleavedField.index(1, 0);

    final int end;

    private final double[] rate;
    private final double[][] shifted;

    BurgersKernel(int points, double[] first, double[] second) {
        this.first = first;
        this.second = second;
        end = InterleavedField.index(points - 1, 0);
        rate = InterleavedField.newArray(points);
        shifted = new double[4][];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = InterleavedField.newArray(points);
        }
    }

    /** The one in the Vector API where this JVM was started with {@code --add-modules jdk.incubator.vector}. */
    static BurgersKernel of(int points, double[] first, double[] second) {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new BurgersKernel(points, first, second);
        }
        String name = BurgersKernel.class.getPackageName() + ".VectorBurgersKernel";
        try {
            return (BurgersKernel) Class.forName(name)
                    .getDeclaredConstructor(int.class, double[].class, double[].class)
                    .newInstance(points, first, second);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is not what this build made", e);
        }
    }

    /**
     * One stage at the interior columns of all rows, with f at {@code at}:
     *
     * <pre>
     * next   = state + ahead f
     * sumOut = sumIn + weight f
     * </pre>
     *
     * <p>{@code sumOut} may be {@code sumIn} or {@code state}; {@code next} is none of the others.
     */
    final void stage(
            Velocity at, Velocity state, double ahead, Velocity next, Velocity sumIn, double weight, Velocity sumOut) {
        for (int array = 0; array < at.u().arrays(); array++) {
            rate(at.u(), at, array);
            add(state.u(), ahead, next.u(), sumIn.u(), weight, sumOut.u(), array);
            rate(at.v(), at, array);
            add(state.v(), ahead, next.v(), sumIn.v(), weight, sumOut.v(), array);
        }
    }

    private void add(
            InterleavedField state,
            double ahead,
            InterleavedField next,
            InterleavedField sumIn,
            double weight,
            InterleavedField sumOut,
            int array) {
        addScaled(
                rate,
                state.array(array),
                ahead,
                next.array(array),
                sumIn.array(array),
                weight,
                sumOut.array(array),
                start,
                end);
    }

    /** Puts f of one array's interior columns, for the advected quantity q, into {@link #rate}. */
    private void rate(InterleavedField q, Velocity at, int array) {
        double[] here = q.array(array);
        scale(here, 2 * second[0], rate, start, end);
        for (int k = 1; k < first.length; k += 2) {
            addTwo(
                    q.array(array - k - 1),
                    q.array(array - k),
                    q.array(array + k),
                    q.array(array + k + 1),
                    at.v().array(array),
                    rate,
                    start,
                    end,
                    first[k],
                    first[k + 1],
                    second[k],
                    second[k + 1]);
            addTwoColumns(here, k, at.u().array(array), rate, first[k], first[k + 1], second[k], second[k + 1]);
        }
        for (int lane = 0; lane < LANES; lane++) {
            if (q.stays(array, lane)) {
                for (int i = start + lane; i < end; i += LANES) {
                    rate[i] = 0;
                }
            }
        }
    }

    /** Adds to the rate of q the terms of the neighbours k and k + 1 columns away. */
    void addTwoColumns(
            double[] q,
            int k,
            double[] speed,
            double[] rate,
            double first,
            double first2,
            double second,
            double second2) {
        // Loads of q[i - 8] and q[i + 8] from one array would make the loop too large for C2 to vectorise.
        for (int i = 0; i < shifted.length; i++) {
            int columns = i < 2 ? i - k - 1 : i - 2 + k;
            System.arraycopy(q, start + columns * LANES, shifted[i], start, end - start);
        }
        addTwo(shifted[0], shifted[1], shifted[2], shifted[3], speed, rate, start, end, first, first2, second, second2);
    }

    private static void addTwo(
            double[] before2,
            double[] before,
            double[] after,
            double[] after2,
            double[] speed,
            double[] rate,
            int start,
            int end,
            double first,
            double first2,
            double second,
            double second2) {
        for (int i = start; i < end; i++) {
            rate[i] += second * (after[i] + before[i])
                    + second2 * (after2[i] + before2[i])
                    - speed[i] * (first * (after[i] - before[i]) + first2 * (after2[i] - before2[i]));
        }
    }

    private static void scale(double[] q, double factor, double[] out, int start, int end) {
        for (int i = start; i < end; i++) {
            out[i] = factor * q[i];
        }
    }

    private static void addScaled(
            double[] rate,
            double[] state,
            double ahead,
            double[] next,
            double[] sumIn,
            double weight,
            double[] sumOut,
            int start,
            int end) {
        for (int i = start; i < end; i++) {
            next[i] = state[i] + ahead * rate[i];
            sumOut[i] = sumIn[i] + weight * rate[i];
        }
    }

    /** Makes a kernel of these weights. */
    interface Choice {
        BurgersKernel of(int points, double[] first, double[] second);
    }
}
