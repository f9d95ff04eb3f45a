package io.github.dl4jquantum.engine.noisy;

/**
 * What a rotation about a Pauli string P does to strings: those that commute with P stay, the others turn in pairs,
 *
 * <pre>
 *   Q -> cos Q + sin Q',   Q' -> cos Q' - sin Q,   Q' = -i P Q
 * </pre>
 *
 * @param kept strings that commute
 * @param first Q of each pair
 * @param second Q' up to its sign
 * @param sign the sign of Q'
 */
record Pairs(int[] kept, int[] first, int[] second, double[] sign) {

    static Pairs of(int string, int rows) {
        int[] kept = new int[rows / 2];
        int[] first = new int[rows / 4];
        int[] second = new int[rows / 4];
        double[] sign = new double[rows / 4];
        int keeps = 0;
        int pairs = 0;
        for (int q = 0; q < rows; q++) {
            int phase = PauliString.phase(string, q);
            int other = PauliString.product(string, q);
            if (phase % 2 == 0) {
                kept[keeps++] = q;
            } else if (q < other) {
                first[pairs] = q;
                second[pairs] = other;
                sign[pairs++] = phase == 1 ? 1 : -1;
            }
        }
        return new Pairs(kept, first, second, sign);
    }

    /** Copies the rows that stay. */
    <A> void keep(RowKernels<A> kernels, A[] from, A[] to) {
        for (int q : kept) {
            System.arraycopy(from[q], 0, to[q], 0, kernels.lanes());
        }
    }

    /** Adds d loss / d angle, lane by lane, from rows before the rotation and the gradient with respect to them. */
    <A> void addGradient(RowKernels<A> kernels, A[] before, A[] gradient, A sum) {
        for (int k = 0; k < first.length; k++) {
            kernels.addTurnGradient(
                    gradient[first[k]], gradient[second[k]], before[first[k]], before[second[k]], sign[k], sum);
        }
    }
}
