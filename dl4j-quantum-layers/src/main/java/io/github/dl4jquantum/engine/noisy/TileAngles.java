package io.github.dl4jquantum.engine.noisy;

import java.util.List;

/**
 * The angles of a tile, and sums of their gradients.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class TileAngles<A> {

    /** Cosine and sine of each rotation that depends on inputs, and d loss / d its angle. */
    final A[] cos;

    final A[] sin;
    final A[] slopes;

    /** For each step with angles of parameters d loss / d its coefficients, lane by lane. */
    final A[][] sums;

    private final List<LaneTurn> laneTurns;
    private final RowKernels<A> kernels;
    private final double[] row;

    @SuppressWarnings("unchecked") // An array of arrays of a generic type.
    TileAngles(NoisyPlan plan, RowKernels<A> kernels) {
        this.kernels = kernels;
        laneTurns = plan.laneTurns();
        cos = kernels.rows(laneTurns.size());
        sin = kernels.rows(laneTurns.size());
        slopes = kernels.rows(laneTurns.size());
        sums = (A[][]) plan.trainedSteps().stream()
                .map(step -> kernels.rows(step.coefficients()))
                .toArray(Object[][]::new);
        row = new double[kernels.lanes()];
    }

    /** @param values of the distinct angles, [angle][lane] */
    void forward(double[][] values) {
        double[] sine = new double[row.length];
        for (LaneTurn turn : laneTurns) {
            double[] value = values[turn.slot()];
            for (int lane = 0; lane < row.length; lane++) {
                double angle = turn.angle(value[lane]);
                row[lane] = Math.cos(angle);
                sine[lane] = Math.sin(angle);
            }
            kernels.fromDoubles(row, cos[turn.index()]);
            kernels.fromDoubles(sine, sin[turn.index()]);
        }
    }

    /** Forgets all gradients. */
    void clear() {
        for (A slope : slopes) {
            kernels.fill(slope, 0);
        }
        for (A[] ofStep : sums) {
            for (A sum : ofStep) {
                kernels.fill(sum, 0);
            }
        }
    }

    /** Adds d loss / d each distinct angle, [angle][lane]. */
    void backward(double[][] gradients) {
        for (LaneTurn turn : laneTurns) {
            kernels.toDoubles(slopes[turn.index()], row);
            double[] sum = gradients[turn.slot()];
            for (int lane = 0; lane < row.length; lane++) {
                sum[lane] += turn.factor() * row[lane];
            }
        }
    }

    /** d loss / d the coefficients of each step with angles of parameters. */
    double[][] totals() {
        double[][] totals = new double[sums.length][];
        for (int step = 0; step < sums.length; step++) {
            totals[step] = new double[sums[step].length];
            for (int k = 0; k < totals[step].length; k++) {
                totals[step][k] = kernels.total(sums[step][k]);
            }
        }
        return totals;
    }
}
