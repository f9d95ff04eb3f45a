package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.List;

/**
 * The numbers of one layer for one set of parameters.
 *
 * <p>A rotation about y is used in tangent form, RY(b) = cos(b/2) [[1, -t], [t, 1]], t = tan(b/2): two fused
 * multiply-adds an amplitude. b is folded into [-pi/2, pi/2], so that |t| <= 1, by moving RY(+-pi), a flip with a sign,
 * into the layer's permutation. The cosines are deferred: rows hold the state over their product, which the diagonal of
 * the next layer, or the measurement, multiplies in.
 */
final class LayerTable {

    private final LayerPlan plan;
    private final Route route;
    /** Row k is made of row {@code source[k]}. */
    final int[] source;
    /** The factor of row k, the deferred cosines of the layer before in it. */
    final double[] re;

    final double[] im;
    /** Conjugate factors for the way back, with this layer's own cosines. */
    final double[] backRe;

    final double[] backIm;
    /** Qubits that are rotated, as masks, and the tangents of their half angles. */
    final int[] masks;

    final double[] tangents;
    /** Qubits whose RY(+-pi) went into the permutation, so before the phases of inputs, which must know. */
    int flips;

    /** Product of the deferred cosines of this layer and of the layer before. */
    private double norm;

    private double normBefore;

    LayerTable(LayerPlan plan, int states) {
        this.plan = plan;
        route = Route.of(plan.monomials(), states);
        source = new int[states];
        re = new double[states];
        im = new double[states];
        backRe = new double[states];
        backIm = new double[states];
        masks = plan.rotations().stream().mapToInt(Rotation::qubit).toArray();
        tangents = new double[masks.length];
    }

    /** One table for each layer of a plan. */
    static LayerTable[] of(CircuitPlan plan) {
        return plan.layers().stream()
                .map(layer -> new LayerTable(layer, plan.states()))
                .toArray(LayerTable[]::new);
    }

    /** Sets all tables of a circuit to its parameters, which begin at {@code offset}. */
    static void prepare(LayerTable[] tables, double[] parameters, int offset) {
        double norm = 1;
        for (LayerTable table : tables) {
            table.prepare(parameters, offset, norm);
            norm = table.norm;
        }
    }

    private void prepare(double[] parameters, int offset, double before) {
        normBefore = before;
        norm = 1;
        flips = 0;
        List<Rotation> rotations = plan.rotations();
        for (int r = 0; r < masks.length; r++) {
            double angle = Math.IEEEremainder(value(rotations.get(r).angle(), parameters, offset), 2 * Math.PI);
            if (Math.abs(angle) > Math.PI / 2) {
                angle -= Math.copySign(Math.PI, angle);
                flips |= masks[r];
            }
            tangents[r] = Math.tan(angle / 2);
            norm *= Math.cos(angle / 2);
        }
        double[] phases = phases(parameters, offset);
        int[] target = route.target();
        for (int s = 0; s < phases.length; s++) {
            // RY(pi) takes |0> to |1> and |1> to -|0>.
            boolean negative = (Integer.bitCount(target[s] & flips) & 1) == 1;
            double cos = negative ? -Math.cos(phases[s]) : Math.cos(phases[s]);
            double sin = negative ? -Math.sin(phases[s]) : Math.sin(phases[s]);
            int k = target[s] ^ flips;
            source[k] = s;
            re[k] = cos * normBefore;
            im[k] = sin * normBefore;
            backRe[k] = cos * norm;
            backIm[k] = -sin * norm;
        }
    }

    private double[] phases(double[] parameters, int offset) {
        double[] phases = new double[source.length];
        for (int j = 0; j < route.halves().length; j++) {
            double half = value(route.phases().get(j).angle(), parameters, offset) / 2;
            byte[] halves = route.halves()[j];
            for (int s = 0; s < phases.length; s++) {
                phases[s] += half * halves[s];
            }
        }
        return phases;
    }

    private static double value(Angle angle, double[] parameters, int offset) {
        return angle.source() == Angle.Source.PARAMETER
                ? angle.factor() * parameters[offset + angle.index()]
                : angle.factor();
    }

    LayerPlan plan() {
        return plan;
    }

    Route route() {
        return route;
    }

    /** What the rows after this layer must be multiplied by to be the state. */
    double norm() {
        return norm;
    }

    /** What the rows before this layer must be multiplied by to be the state. */
    double normBefore() {
        return normBefore;
    }

    /** The factor that is left to the measurement. */
    static double finalNorm(LayerTable[] tables) {
        return tables.length == 0 ? 1 : tables[tables.length - 1].norm;
    }
}
