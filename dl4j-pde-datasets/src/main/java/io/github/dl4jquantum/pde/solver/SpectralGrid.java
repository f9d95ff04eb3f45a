package io.github.dl4jquantum.pde.solver;

/**
 * A square or cube with equal points along each axis, and the eigenfunctions of the Laplacian on it: what a spectral
 * scheme needs of its grid.
 *
 * <ul>
 *   <li>{@link #periodic}: points j L / n, j = 0..n-1; modes 1, cos(2 pi k x / L), sin(2 pi k x / L).
 *   <li>{@link #zeroBoundary}: points j L / (n + 1), j = 1..n, all inside the boundary, where fields vanish; modes
 *       sin(pi k x / L), k = 1..n (the discrete sine transform DST-I).
 * </ul>
 *
 * <p>A field is kept as rows, the first axis by the others: double [n][n^(d-1)], last axis fastest. Modes are
 * orthonormal, so values and modes are each other's transforms by an orthogonal matrix along each axis, of sines by
 * {@link StrictMath} and summed in a fixed order: the same bits on every machine. One grid serves one thread.
 *
 * <p>Source: L. N. Trefethen, Spectral Methods in MATLAB, SIAM 2000, ch. 3.
 */
public final class SpectralGrid {

    /** Values of a line of the cache, which are written together where rows become columns. */
    private static final int CACHE_LINE = 8;

    private final int dimensions;
    private final double[] coordinates;
    private final double[] eigenvalues;
    private final AxisTransform transform;
    private final double[][] before;
    private final double[][] after;

    private SpectralGrid(int dimensions, double[] coordinates, double[] eigenvalues, AxisTransform transform) {
        this.dimensions = dimensions;
        this.coordinates = coordinates;
        this.eigenvalues = eigenvalues;
        this.transform = transform;
        before = newField();
        after = newField();
    }

    /**
     * A periodic box.
     *
     * @param points along each axis, at least 3
     * @param dimensions number of axes
     * @param length side of the box
     * @return the grid
     */
    public static SpectralGrid periodic(int points, int dimensions, double length) {
        double[] coordinates = new double[points];
        double[] eigenvalues = new double[points];
        for (int row = 0; row < points; row++) {
            coordinates[row] = row * length / points;
            double waveNumber = 2 * StrictMath.PI * ((row + 1) / 2) / length;
            eigenvalues[row] = -waveNumber * waveNumber;
        }
        return new SpectralGrid(dimensions, coordinates, eigenvalues, new FourierTransform(points, length));
    }

    /**
     * The inside of a box on whose boundary fields are zero.
     *
     * @param points along each axis, the boundary left out
     * @param dimensions number of axes
     * @param length side of the box
     * @return the grid
     */
    public static SpectralGrid zeroBoundary(int points, int dimensions, double length) {
        double[] coordinates = new double[points];
        double[] eigenvalues = new double[points];
        for (int k = 1; k <= points; k++) {
            double waveNumber = StrictMath.PI * k / length;
            coordinates[k - 1] = k * length / (points + 1);
            eigenvalues[k - 1] = -waveNumber * waveNumber;
        }
        return new SpectralGrid(dimensions, coordinates, eigenvalues, new SineTransform(points));
    }

    /** {@return the number of points along each axis} */
    public int points() {
        return coordinates.length;
    }

    /** {@return the number of axes} */
    public int dimensions() {
        return dimensions;
    }

    /**
     * {@return where point {@code index} of an axis lies}
     *
     * @param index 0 to points - 1
     */
    public double coordinate(int index) {
        return coordinates[index];
    }

    /** {@return a field of zeros} */
    public double[][] newField() {
        int columns = 1;
        for (int axis = 1; axis < dimensions; axis++) {
            columns = Math.multiplyExact(columns, points());
        }
        return new double[points()][columns];
    }

    /**
     * {@return the values of a function of the coordinates, which are in the order of the axes, slowest first}
     *
     * @param function of the coordinates
     */
    public double[][] sample(Function function) {
        double[][] field = newField();
        double[] place = new double[dimensions];
        for (int row = 0; row < points(); row++) {
            place[0] = coordinates[row];
            for (int column = 0; column < field[row].length; column++) {
                int rest = column;
                for (int axis = dimensions - 1; axis > 0; axis--) {
                    place[axis] = coordinates[rest % points()];
                    rest /= points();
                }
                field[row][column] = function.at(place);
            }
        }
        return field;
    }

    /** {@return the Laplacian's eigenvalue of each mode, in the shape of a field} */
    public double[][] laplacian() {
        double[][] laplacian = newField();
        for (int row = 0; row < points(); row++) {
            for (int column = 0; column < laplacian[row].length; column++) {
                double sum = eigenvalues[row];
                for (int rest = column, axis = 1; axis < dimensions; axis++, rest /= points()) {
                    sum += eigenvalues[rest % points()];
                }
                laplacian[row][column] = sum;
            }
        }
        return laplacian;
    }

    /**
     * Transforms values at the points to amplitudes of the modes; arguments may be one field.
     *
     * @param values one field
     * @param modes becomes its amplitudes
     */
    public void toModes(double[][] values, double[][] modes) {
        double[][] from = values;
        for (int axis = 0; axis < dimensions; axis++) {
            double[][] to = axis == dimensions - 1 ? modes : after;
            transform.toModes(from, before);
            turnAxes(before, to);
            from = to;
        }
    }

    /**
     * Transforms amplitudes of the modes to values at the points; arguments may be one field.
     *
     * @param modes amplitudes
     * @param values becomes the field of these
     */
    public void toValues(double[][] modes, double[][] values) {
        double[][] from = modes;
        for (int axis = 0; axis < dimensions; axis++) {
            double[][] to = axis == dimensions - 1 ? values : after;
            transform.toValues(from, before);
            turnAxes(before, to);
            from = to;
        }
    }

    /**
     * Differentiates the trigonometric interpolant of periodic values along an axis.
     *
     * @param axis 0 to dimensions - 1, the slowest first
     * @param values one field
     * @param slopes becomes the derivative; another field
     */
    public void derivative(int axis, double[][] values, double[][] slopes) {
        if (axis == 0) {
            transform.differentiate(values, slopes);
            return;
        }
        double[][] from = values;
        for (int turn = 0; turn < axis; turn++) {
            double[][] to = other(from);
            turnAxes(from, to);
            from = to;
        }
        double[][] turned = other(from);
        transform.differentiate(from, turned);
        for (int turn = axis; turn < dimensions; turn++) {
            double[][] to = turn == dimensions - 1 ? slopes : other(turned);
            turnAxes(turned, to);
            turned = to;
        }
    }

    private double[][] other(double[][] field) {
        return field == before ? after : before;
    }

    /** Makes the second axis the first and the first the last: after one turn per axis all are where they were. */
    private void turnAxes(double[][] from, double[][] to) {
        int points = points();
        int block = from[0].length / points;
        for (int tile = 0; tile < points; tile += CACHE_LINE) {
            int end = Math.min(points, tile + CACHE_LINE);
            for (int second = 0; second < points; second++) {
                double[] row = to[second];
                for (int rest = 0; rest < block; rest++) {
                    for (int first = tile; first < end; first++) {
                        row[rest * points + first] = from[first][second * block + rest];
                    }
                }
            }
        }
    }

    /** A function of a point. */
    @FunctionalInterface
    public interface Function {
        /**
         * {@return the value at {@code place}, which is only lent}
         *
         * @param place coordinates, slowest axis first
         */
        double at(double[] place);
    }
}
