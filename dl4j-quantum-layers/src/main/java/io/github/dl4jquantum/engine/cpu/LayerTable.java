package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.List;

/**
 * The numbers of one layer for one set of parameters.
 *
 * <p>A rotation about y is used in tangent form, RY(b) = cos(b/2) [[1, -t], [t, 1]], t = tan(b/2): two fused
 * multiply-adds an amplitude. b is folded into [-pi/2, pi/2], so that |t| <= 1, by moving RY(pi), a flip with a sign,
 * into the layer's permutation. The cosines are deferred: rows hold the state over their product, which the diagonal of
 * the next layer, or the measurement, multiplies in.
 */
final class LayerTable {

    private static final double[] NO_INPUTS = {};

    private final LayerPlan plan;
    private final int[] target;
    /** Row k is made of row {@code source[k]}. */
    final int[] source;
    /** The factor of row k, the deferred cosines of the layer before in it. */
    final double[] re;

    final double[] im;
    /** Qubits that are rotated, as masks, and the tangents of their half angles. */
    final int[] masks;

    final double[] tangents;
    /** Which rotations and which phases have a gradient. */
    final boolean[] trainedRotations;

    final boolean[] trainedPhases;
    /** Half the angles of the phases. */
    private final double[] halves;

    /** Qubits whose RY(pi) went into the permutation, so before the phases of inputs, which must know. */
    int flips;

    /** Product of the deferred cosines of this layer and of the layer before. */
    private double norm;

    private double normBefore;

    LayerTable(LayerPlan plan, int states) {
        this.plan = plan;
        target = new int[states];
        for (int s = 0; s < states; s++) {
            target[s] = plan.route().target(s);
        }
        source = new int[states];
        re = new double[states];
        im = new double[states];
        masks = plan.rotations().stream().mapToInt(Rotation::qubit).toArray();
        tangents = new double[masks.length];
        trainedRotations = new boolean[masks.length];
        for (int r = 0; r < masks.length; r++) {
            trainedRotations[r] = plan.rotations().get(r).angle().hasParameters();
        }
        halves = new double[plan.phases().size()];
        trainedPhases = new boolean[halves.length];
        for (int j = 0; j < trainedPhases.length; j++) {
            trainedPhases[j] = plan.phases().get(j).angle().hasParameters();
        }
    }

    /**
     * Sets the numbers for some parameters.
     *
     * @param phases room for one number a basis state
     * @param before product of the deferred cosines of the layer before
     */
    void prepare(double[] parameters, double[] phases, double before) {
        for (int j = 0; j < halves.length; j++) {
            halves[j] = withinATurn(plan.phases().get(j).angle().value(NO_INPUTS, parameters) / 2);
        }
        plan.route().phases(halves, phases);
        normBefore = before;
        norm = 1;
        flips = 0;
        List<Rotation> rotations = plan.rotations();
        for (int r = 0; r < masks.length; r++) {
            // Java's sine and cosine are right for angles of any size.
            double half = rotations.get(r).angle().value(NO_INPUTS, parameters) / 2;
            double cos = Math.cos(half);
            double sin = Math.sin(half);
            if (Math.abs(sin) > Math.abs(cos)) {
                // RY(b) = RY(b - pi) RY(pi)
                flips |= masks[r];
                tangents[r] = -cos / sin;
                norm *= sin;
            } else {
                tangents[r] = sin / cos;
                norm *= cos;
            }
        }
        for (int s = 0; s < phases.length; s++) {
            // RY(pi) takes |0> to |1> and |1> to -|0>.
            boolean negative = (Integer.bitCount(target[s] & flips) & 1) == 1;
            double cos = negative ? -Math.cos(phases[s]) : Math.cos(phases[s]);
            double sin = negative ? -Math.sin(phases[s]) : Math.sin(phases[s]);
            int k = target[s] ^ flips;
            source[k] = s;
            re[k] = cos * normBefore;
            im[k] = sin * normBefore;
        }
    }

    /** A sum of large angles would lose digits. */
    private static double withinATurn(double angle) {
        return Math.abs(angle) > Math.PI ? Math.atan2(Math.sin(angle), Math.cos(angle)) : angle;
    }

    LayerPlan plan() {
        return plan;
    }

    /** What the rows after this layer must be multiplied by to be the state. */
    double norm() {
        return norm;
    }

    /** What the rows before this layer must be multiplied by to be the state. */
    double normBefore() {
        return normBefore;
    }
}
