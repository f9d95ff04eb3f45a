package io.github.dl4jquantum.pde.solver;

/**
 * One field on a square grid whose boundary is among its points, with {@value #GHOSTS} more points, ghosts, beyond each
 * side. Eight rows that lie far apart are interleaved in one array, so that a loop over it is long and a point's
 * neighbours to the south and north are in other arrays, at the same index, which is what C2 vectorises: with m = ceil(points / 8),
 * row y is lane y / m of array y % m, and column x of it is at {@code 8 (x + GHOSTS) + lane}. Arrays -6 to -1 and m to
 * m + 5 repeat the neighbouring lanes' rows.
 *
 * <p>Source: T. Henretty et al., Data layout transformation for stencil computations on short-vector SIMD
 * architectures, Compiler Construction 2011, whose transposition this is.
 */
final class InterleavedField {

    /** Rows in one array. */
    static final int LANES = 8;

    /** Points beyond each side: what a reach of 6 needs at the first interior point. */
    static final int GHOSTS = 5;

    private static final int REACH = 6;

    private final int points;
    private final int arrays;
    private final double[][] values;

    InterleavedField(int points) {
        this.points = points;
        arrays = (points + LANES - 1) / LANES;
        values = new double[arrays + 2 * REACH][];
        for (int i = 0; i < values.length; i++) {
            values[i] = newArray(points);
        }
    }

    /**
     * An array as fields have them, with room behind it: together with its header (16 bytes) it takes a whole number of
     * 64-byte lines of the cache, so that arrays made one after another begin alike in theirs, and loops that C2 aligns to
     * one of them are aligned to all.
     */
    static double[] newArray(int points) {
        return new double[LANES * (points + 2 * GHOSTS) + LANES - 2];
    }

    int points() {
        return points;
    }

    /** How many arrays hold the grid's rows. */
    int arrays() {
        return arrays;
    }

    /** @param array from -6 to {@code arrays() + 5} */
    double[] array(int array) {
        return values[array + REACH];
    }

    /** The row in a lane of an array, which may be none of the grid's. */
    int row(int array, int lane) {
        return lane * arrays + array;
    }

    /** Whether a lane of an array holds a row whose values stay: one of the boundary, or none of the grid's. */
    boolean stays(int array, int lane) {
        int row = row(array, lane);
        return row == 0 || row >= points - 1;
    }

    /** Where in its array a point is. */
    static int index(int column, int lane) {
        return (column + GHOSTS) * LANES + lane;
    }

    /** @param row of the grid, or up to GHOSTS beyond; so is the column */
    double get(int row, int column) {
        int lane = lane(row);
        return array(row - lane * arrays)[index(column, lane)];
    }

    /** The grid's rows, x fastest. */
    double[][] rows() {
        double[][] rows = new double[points][points];
        for (int row = 0; row < points; row++) {
            double[] from = array(row - lane(row) * arrays);
            for (int column = 0; column < points; column++) {
                rows[row][column] = from[index(column, lane(row))];
            }
        }
        return rows;
    }

    /** Sets a value wherever it is kept. */
    void set(int row, int column, double value) {
        for (int lane = 0; lane < LANES; lane++) {
            if (holds(row, lane)) {
                array(row - lane * arrays)[index(column, lane)] = value;
            }
        }
    }

    /** Repeats the rows of the neighbouring lanes: to be called after rows have changed, before ghosts are set. */
    void repeatNeighbours() {
        for (int k = 1; k <= REACH; k++) {
            repeat(-k);
            repeat(arrays - 1 + k);
        }
    }

    private void repeat(int array) {
        double[] from = array(Math.floorMod(array, arrays));
        double[] to = array(array);
        int lanes = Math.floorDiv(array, arrays);
        System.arraycopy(from, Math.max(0, lanes), to, Math.max(0, -lanes), to.length - Math.abs(lanes));
    }

    /** Sets the ghosts by odd reflection about the boundary values: {@code q(-k) = 2 q(0) - q(k)}. */
    void reflect() {
        // Of tiny grids, the ghosts of one side are what the next ones of the other side reflect.
        for (int k = 1; k <= GHOSTS; k++) {
            for (int array = 0; array < arrays; array++) {
                reflectColumns(array(array), k);
            }
            reflectRow(0, -k, k);
            reflectRow(points - 1, points - 1 + k, points - 1 - k);
        }
    }

    private void reflectColumns(double[] q, int k) {
        int last = points - 1;
        for (int lane = 0; lane < LANES; lane++) {
            q[index(-k, lane)] = 2 * q[index(0, lane)] - q[index(k, lane)];
            q[index(last + k, lane)] = 2 * q[index(last, lane)] - q[index(last - k, lane)];
        }
    }

    private void reflectRow(int boundary, int ghost, int inner) {
        double[] wall = array(boundary - lane(boundary) * arrays);
        double[] from = array(inner - lane(inner) * arrays);
        int wallStart = index(0, lane(boundary));
        int fromStart = index(0, lane(inner));
        for (int lane = 0; lane < LANES; lane++) {
            if (holds(ghost, lane)) {
                double[] to = array(ghost - lane * arrays);
                int toStart = index(0, lane);
                for (int i = 0; i < LANES * points; i += LANES) {
                    to[toStart + i] = 2 * wall[wallStart + i] - from[fromStart + i];
                }
            }
        }
    }

    private int lane(int row) {
        return Math.max(0, Math.min(LANES - 1, row / arrays));
    }

    private boolean holds(int row, int lane) {
        int array = row - lane * arrays;
        return array >= -REACH && array < arrays + REACH;
    }
}
