package io.github.dl4jquantum.engine.noisy;

/** Transfer matrices of one qubit, 4 x 4, row by row. */
final class Small {

    private Small() {}

    static double[] identity() {
        return new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    }

    static double[] product(double[] a, double[] b) {
        double[] product = new double[16];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) {
                    product[4 * i + j] += a[4 * i + k] * b[4 * k + j];
                }
            }
        }
        return product;
    }

    /** A rotation about an axis: the two others, in cyclic order, turn. */
    static double[] rotation(int axis, double angle) {
        double[] matrix = identity();
        turn(matrix, axis, Math.cos(angle), Math.sin(angle));
        return matrix;
    }

    /** d rotation / d angle. */
    static double[] slope(int axis, double angle) {
        double[] matrix = new double[16];
        turn(matrix, axis, -Math.sin(angle), Math.cos(angle));
        return matrix;
    }

    private static void turn(double[] matrix, int axis, double cos, double sin) {
        int a = axis % 3 + 1;
        int b = a % 3 + 1;
        matrix[5 * a] = cos;
        matrix[4 * a + b] = -sin;
        matrix[4 * b + a] = sin;
        matrix[5 * b] = cos;
    }
}
