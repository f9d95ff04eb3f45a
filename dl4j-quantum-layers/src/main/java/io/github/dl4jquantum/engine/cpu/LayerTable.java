package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.Arrays;
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
    /** Row k is made of row {@code source[k]}. */
    final int[] source;
    /** The factor of row k, the deferred cosines of the layer before in it. */
    final double[] re;

    final double[] im;
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
        source = new int[states];
        re = new double[states];
        im = new double[states];
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
        double[] phases = new double[tables.length == 0 ? 0 : tables[0].source.length];
        double norm = 1;
        for (LayerTable table : tables) {
            table.addUpPhases(parameters, offset, phases);
            table.prepare(parameters, offset, phases, norm);
            norm = table.norm;
        }
    }

    private void prepare(double[] parameters, int offset, double[] phases, double before) {
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
        int[] target = plan.route().target();
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

    private void addUpPhases(double[] parameters, int offset, double[] sums) {
        Arrays.fill(sums, 0);
        for (int j = 0; j < plan.phases().size(); j++) {
            double half = value(plan.phases().get(j).angle(), parameters, offset) / 2;
            byte[] halves = plan.route().halves()[j];
            for (int s = 0; s < sums.length; s++) {
                sums[s] += half * halves[s];
            }
        }
    }

    private static double value(Angle angle, double[] parameters, int offset) {
        return angle.source() == Angle.Source.PARAMETER
                ? angle.factor() * parameters[offset + angle.index()]
                : angle.factor();
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

    /** The factor that is left to the measurement. */
    static double finalNorm(LayerTable[] tables) {
        return tables.length == 0 ? 1 : tables[tables.length - 1].norm;
    }
}
