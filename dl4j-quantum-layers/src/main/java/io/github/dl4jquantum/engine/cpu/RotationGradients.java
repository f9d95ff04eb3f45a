package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;

/**
 * Adds up the gradients of a layer's rotations: of rotations of different qubits, which commute, all at one point.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class RotationGradients<A> {

    private static final int FOUR = 4;

    private final Kernels<A> kernels;
    /** Masks of the rotations whose gradients are taken, and the sums of each. */
    private final int[] trained;

    private final A[] sumsOf;
    /** The same of four of them. */
    private final int[] masks = new int[FOUR];

    private final A[] fourSums;

    RotationGradients(CircuitPlan plan, Kernels<A> kernels) {
        this.kernels = kernels;
        A[] none = kernels.realRows(0);
        trained = new int[plan.qubits()];
        sumsOf = Arrays.copyOf(none, plan.qubits());
        fourSums = Arrays.copyOf(none, FOUR);
    }

    /** Of four qubits at a time, then two, then one. */
    void add(LayerTable table, A[] lambda, A[] psi, A[] sums, Rows on) {
        int count = 0;
        int next = 0;
        for (int r = 0; r < table.masks.length; r++) {
            if (table.trainedRotations[r]) {
                if (on.has(table.masks[r])) {
                    trained[count] = table.masks[r];
                    sumsOf[count++] = sums[next];
                }
                next++;
            }
        }
        int done = 0;
        for (; done + FOUR <= count; done += FOUR) {
            addFour(lambda, psi, done, on);
        }
        for (; done + 1 < count; done += 2) {
            addTwo(trained[done], trained[done + 1], lambda, psi, sumsOf[done], sumsOf[done + 1], on);
        }
        if (done < count) {
            int mask = trained[done];
            for (int i = 0, k = on.first(); i < on.count(); i++, k += on.step()) {
                for (int j = k; (k & mask) == 0 && j < k + on.width(); j++) {
                    kernels.addRotationGradient(lambda[j], lambda[j | mask], psi[j], psi[j | mask], sumsOf[done]);
                }
            }
        }
    }

    private void addFour(A[] lambda, A[] psi, int from, Rows on) {
        System.arraycopy(trained, from, masks, 0, FOUR);
        System.arraycopy(sumsOf, from, fourSums, 0, FOUR);
        int all = masks[0] | masks[1] | masks[2] | masks[3];
        for (int i = 0, k = on.first(); i < on.count(); i++, k += on.step()) {
            for (int j = k; (k & all) == 0 && j < k + on.width(); j++) {
                kernels.addFourRotationGradients(lambda, psi, j, masks, fourSums);
            }
        }
    }

    private void addTwo(int mask, int other, A[] lambda, A[] psi, A sum, A otherSum, Rows on) {
        int both = mask | other;
        for (int i = 0, k = on.first(); i < on.count(); i++, k += on.step()) {
            for (int j = k; (k & both) == 0 && j < k + on.width(); j++) {
                kernels.addRotationGradients(
                        lambda[j],
                        lambda[j | mask],
                        lambda[j | other],
                        lambda[j | both],
                        psi[j],
                        psi[j | mask],
                        psi[j | other],
                        psi[j | both],
                        sum,
                        otherSum);
            }
        }
    }
}
