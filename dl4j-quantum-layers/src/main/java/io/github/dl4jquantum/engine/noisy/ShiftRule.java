package io.github.dl4jquantum.engine.noisy;

import java.util.List;

/**
 * Parameter-shift rules (Schuld et al., arXiv 1811.11184; Anselmetti et al., arXiv 2104.05695), which hold under noise that
 * does not depend on the angle:
 *
 * <pre>
 *   rotation              f'(t) = (f(t + pi/2) - f(t - pi/2)) / 2
 *   controlled rotation   f'(t) = a (f(t + pi/2) - f(t - pi/2)) - b (f(t + 3 pi/2) - f(t - 3 pi/2)),
 *                         a, b = (sqrt 2 +- 1) / (4 sqrt 2)
 * </pre>
 *
 * @param terms shifts and what the expectations there are multiplied by
 */
record ShiftRule(List<Term> terms) {

    /**
     * One circuit.
     *
     * @param shift what is added to the angle
     * @param weight what the expectation is multiplied by
     */
    record Term(double shift, double weight) {}

    private static final double ROOT = Math.sqrt(2);

    /** For a rotation. */
    static final ShiftRule TWO_TERMS = new ShiftRule(List.of(new Term(Math.PI / 2, 0.5), new Term(-Math.PI / 2, -0.5)));

    /** For a controlled rotation. */
    static final ShiftRule FOUR_TERMS = new ShiftRule(List.of(
            new Term(Math.PI / 2, (ROOT + 1) / (4 * ROOT)),
            new Term(-Math.PI / 2, -(ROOT + 1) / (4 * ROOT)),
            new Term(3 * Math.PI / 2, -(ROOT - 1) / (4 * ROOT)),
            new Term(-3 * Math.PI / 2, (ROOT - 1) / (4 * ROOT))));
}
