package io.github.dl4jquantum.engine.noisy;

/**
 * The inner loops, over rows that hold one number for each of {@link #lanes()} examples. {@link FloatRowKernels} is written
 * by hand for 32 lanes of float32; the build makes other widths and float64 of its text, since the JIT compiler vectorises loops of
 * literal length best.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface RowKernels<A> {

    /** Examples side by side. */
    int lanes();

    /** Zeroed rows. */
    A[] rows(int count);

    /** Sets every number. */
    void fill(A row, double value);

    /** to = factor a. */
    void scale(A a, double factor, A to);

    /** to = f a + g b. */
    void combine(A a, double f, A b, double g, A to);

    /** sum += factor a. */
    void addScaled(A a, double factor, A sum);

    /** to = a b. */
    void multiply(A a, A b, A to);

    /** sum += a b. */
    void addProduct(A a, A b, A sum);

    /** (x, y, z) = M (a, b, c, d) for M of 3 x 4 numbers, row by row. */
    void affine(A a, A b, A c, A d, double[] m, A x, A y, A z);

    /** (a, b, c, d) = Mᵀ (x, y, z), and the row i added to a. */
    void affineBack(A i, A x, A y, A z, double[] m, A a, A b, A c, A d);

    /** sums[k] += l times the k-th of (a, b, c, d), for k from {@code first} on. */
    void addOuter(A l, A a, A b, A c, A d, A[] sums, int first);

    /** (x, y) = (c a - s b, s a + c b). */
    void turn(A a, A b, double c, double s, A x, A y);

    /** (x, y) = (c a - sign s b, sign s a + c b), of another angle in each lane. */
    void turn(A a, A b, A c, A s, double sign, A x, A y);

    /** sum += sign (lb a - la b). */
    void addTurnGradient(A la, A lb, A a, A b, double sign, A sum);

    /** The total of a row. */
    double total(A row);

    /** Copies a row out. */
    void toDoubles(A row, double[] to);

    /** Copies numbers into a row. */
    void fromDoubles(double[] from, A row);
}
