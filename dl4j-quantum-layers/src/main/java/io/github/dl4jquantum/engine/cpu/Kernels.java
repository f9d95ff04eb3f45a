package io.github.dl4jquantum.engine.cpu;

/**
 * The inner loops. A real row holds one number for each of {@link #lanes()} examples; a complex row holds the real
 * parts first, then the imaginary parts. Rows of one call may be the same row only where a method says so.
 *
 * <p>The number of lanes is a literal of each implementation, the loops are short and each has one index: that is what
 * the JIT compiler vectorises. {@link FloatKernels} and {@link FloatCellKernels} are written by hand, for 64 lanes of
 * float32; the build makes the other widths and float64 of their text.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Kernels<A> {

    /** Examples that are worked on side by side. */
    int lanes();

    /** Zeroed real rows. */
    A[] realRows(int count);

    /** Zeroed complex rows. */
    A[] complexRows(int count);

    /** Sets every number of a row. */
    void fill(A row, double value);

    /** The first numbers of a row become these; the rest 0. */
    default void set(A row, double[] values) {
        fill(row, 0);
        set(row, 0, values);
    }

    /** array[offset + k] = values[k]. */
    void set(A array, int offset, double[] values);

    /** Copies an array. */
    double[] toDoubles(A array);

    /** total[offset + k] += row[first + k] for k below {@code count}. */
    void addTo(double[] total, int offset, A row, int first, int count);

    /** array[offset + k] += values[k]. */
    void add(A array, int offset, double[] values);

    // --- statevector -----------------------------------------------------------------------------------------------

    /** target = (re + i im) source, complex. */
    void scale(A source, A target, double re, double im);

    /** The same on the way back, with the phase's gradient. Real row: sum += Im(conj(target) p). */
    void scaleBack(A source, A target, double re, double im, A p, A sum);

    /**
     * The same for the total of Im(conj(target) p) over the lanes.
     *
     * @param room a real row, which is overwritten
     */
    double scaleBackTotal(A source, A target, double re, double im, A p, A room);

    /** (a, b) = (a - t b, b + t a), complex: a rotation about y without its factor cos. */
    void rotate(A a, A b, double t);

    /** Two such rotations at once: t on the pairs (a, b), (c, d), then u on the pairs (a, c), (b, d). */
    void rotate(A a, A b, A c, A d, double t, double u);

    /**
     * Rotations of four qubits at once, of the first two and then of the others as {@link #rotate(Object, Object, Object,
     * Object, double, double)} makes them, on the 16 rows whose numbers are {@code first} with any of the masks added.
     *
     * @param masks of the qubits, 4; none is in {@code first}
     * @param tangents t of each
     */
    default void rotateFour(A[] rows, int first, int[] masks, double[] tangents) {
        for (int pair = 0; pair < 4; pair += 2) {
            int m = masks[pair];
            int n = masks[pair + 1];
            int o = masks[2 - pair];
            int p = masks[3 - pair];
            for (int rest : new int[] {first, first | o, first | p, first | o | p}) {
                rotate(
                        rows[rest],
                        rows[rest | m],
                        rows[rest | n],
                        rows[rest | m | n],
                        tangents[pair],
                        tangents[pair + 1]);
            }
        }
    }

    /** (x, y) = (c a - sign s b, sign s a + c b): a rotation about y, of another angle in each lane. x may be a, y b. */
    void turn(A a, A b, A c, A s, double sign, A x, A y);

    /** x = (c + i sign s) a, of another angle in each lane. x may be a. */
    void phase(A a, A c, A s, double sign, A x);

    /** product = a b, complex. */
    void multiply(A a, A b, A product);

    /** sum += conj(a) b, complex. */
    void addConjugateProduct(A a, A b, A sum);

    /** sum += (re + i im) a, complex. */
    void addScaled(A a, double re, double im, A sum);

    // --- gradients -------------------------------------------------------------------------------------------------

    /** Complex row: sum += l1 p0 - l0 p1, real and imaginary parts apart; its total is Re(conj(l1) p0 - conj(l0) p1). */
    void addRotationGradient(A l0, A l1, A p0, A p1, A sum);

    /**
     * The same of two qubits at once: rows 0 and 1, 2 and 3 are pairs of the first, whose sum is {@code sum}; rows 0 and 2, 1
     * and 3 of the second.
     */
    void addRotationGradients(A l0, A l1, A l2, A l3, A p0, A p1, A p2, A p3, A sum, A other);

    /**
     * The same of four qubits, of the first two and then of the others, on the 16 rows whose numbers are {@code first} with any
     * of the masks added; of the two masks that a pair leaves out the last changes first.
     *
     * @param masks of the qubits, 4; none is in {@code first}
     * @param sums of each
     */
    default void addFourRotationGradients(A[] lambda, A[] psi, int first, int[] masks, A[] sums) {
        for (int pair = 0; pair < 4; pair += 2) {
            int m = masks[pair];
            int n = masks[pair + 1];
            int o = masks[2 - pair];
            int p = masks[3 - pair];
            for (int rest : new int[] {first, first | p, first | o, first | o | p}) {
                addRotationGradients(
                        lambda[rest],
                        lambda[rest | m],
                        lambda[rest | n],
                        lambda[rest | m | n],
                        psi[rest],
                        psi[rest | m],
                        psi[rest | n],
                        psi[rest | m | n],
                        sums[pair],
                        sums[pair + 1]);
            }
        }
    }

    /** Real row: sum += factor Re(conj(l1) p0 - conj(l0) p1). */
    void addTurnGradient(A l0, A l1, A p0, A p1, double factor, A sum);

    /** Real row: sum += factor Im(conj(l) p). */
    void addPhaseGradient(A l, A p, double factor, A sum);

    /** The total of a row. */
    double total(A row);

    // --- angles of inputs --------------------------------------------------------------------------------------------

    /** c, s = cos, sin of factor x / 2. */
    void halfAngle(A x, double factor, A c, A s);

    /** c, s = cos, sin of arctan(x) / 2, without trigonometry. */
    void halfArctan(A x, A c, A s);

    /** c, s = cos, sin of arctan(x²) / 2, without trigonometry. */
    void halfArctanSquare(A x, A c, A s);

    /** c, s = cos, sin of factor arctan(x) / 2. */
    void halfScaledArctan(A x, double factor, A c, A s);

    /** c, s = cos, sin of factor arctan(x²) / 2. */
    void halfScaledArctanSquare(A x, double factor, A c, A s);

    /** a = arctan x. */
    void arctan(A x, A a);

    /** a = arctan x². */
    void arctanSquare(A x, A a);

    /** dx += factor g / (1 + x²). */
    void addArctanGradient(A x, A g, double factor, A dx);

    /** dx += factor g 2 x / (1 + x⁴). */
    void addArctanSquareGradient(A x, A g, double factor, A dx);

    // --- measurement -------------------------------------------------------------------------------------------------

    /** z += |a|² - |b|², p = |a|² + |b|². */
    void measure(A a, A b, A p, A z);

    /** z += a - b, a += b. */
    void measureOn(A a, A b, A z);

    /** Complex row l = (s + t) p for real rows s and t. */
    void weigh(A s, A t, A p, A l);

    /** Real row: z += Re((re + i im) conj(a) b). */
    void addOverlap(A a, A b, double re, double im, A z);

    /** Complex row l += (re + i im) e p for a real row e. */
    void addWeighted(A e, A p, double re, double im, A l);

    // --- real rows ---------------------------------------------------------------------------------------------------

    /** sum += factor a, real row. */
    void addReal(A a, double factor, A sum);

    /** a = x / |x| for a vector x in each lane, and 1 / |x|; where x is 0, a is (1, 0, 0, ...) and its inverse norm 0. */
    void normalise(A[] x, A[] a, A inverseNorm);

    /** b *= a, real rows. */
    void multiplyReal(A a, A b);

    /** a *= factor, real row. */
    void scaleReal(A a, double factor);
}
