package io.github.dl4jquantum.circuit;

/**
 * {@code G = V diag(values) V†} of a Hermitian matrix, by Jacobi's method: unitary rotations of two rows and columns make
 * one pair of entries zero after another, until all are (Golub and Van Loan, Matrix Computations, section 8.5).
 */
final class EigenDecomposition {

    private static final int MAX_SWEEPS = 60;

    private final int size;
    private final double[][] re;
    private final double[][] im;
    private final double[][] vectorsRe;
    private final double[][] vectorsIm;

    EigenDecomposition(Hermitian matrix) {
        size = matrix.size();
        re = new double[size][size];
        im = new double[size][size];
        vectorsRe = new double[size][size];
        vectorsIm = new double[size][size];
        for (int row = 0; row < size; row++) {
            vectorsRe[row][row] = 1;
            for (int column = 0; column < size; column++) {
                re[row][column] = (matrix.real(row, column) + matrix.real(column, row)) / 2;
                im[row][column] = (matrix.imaginary(row, column) - matrix.imaginary(column, row)) / 2;
            }
        }
        double norm = 0;
        for (int k = 0; k < size * size; k++) {
            norm = Math.max(norm, Math.hypot(re[k / size][k % size], im[k / size][k % size]));
        }
        boolean done = false;
        for (int sweep = 0; sweep < MAX_SWEEPS && !done; sweep++) {
            done = true;
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    if (Math.hypot(re[p][q], im[p][q]) > 1e-17 * norm) {
                        done = false;
                        rotate(p, q);
                    }
                }
            }
        }
    }

    /** The eigenvalues, [size]. */
    double[] values() {
        double[] values = new double[size];
        for (int k = 0; k < size; k++) {
            values[k] = re[k][k];
        }
        return values;
    }

    /** The eigenvectors as columns. */
    Unitary vectors() {
        double[] flatRe = new double[size * size];
        double[] flatIm = new double[size * size];
        for (int k = 0; k < size * size; k++) {
            flatRe[k] = vectorsRe[k / size][k % size];
            flatIm[k] = vectorsIm[k / size][k % size];
        }
        return new Unitary(flatRe, flatIm);
    }

    /** Turns columns p and q by {@code [[c, s e^(i a)], [-s e^(-i a), c]]}, a being entry (p, q)'s argument, and rows back. */
    private void rotate(int p, int q) {
        double modulus = Math.hypot(re[p][q], im[p][q]);
        double cosA = re[p][q] / modulus;
        double sinA = im[p][q] / modulus;
        double tau = (re[q][q] - re[p][p]) / (2 * modulus);
        double t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.hypot(1, t);
        double s = t * c;
        for (int k = 0; k < size; k++) {
            turn(re[k], im[k], p, q, c, s * cosA, s * sinA);
            turn(vectorsRe[k], vectorsIm[k], p, q, c, s * cosA, s * sinA);
        }
        for (int k = 0; k < size; k++) {
            double pRe = re[p][k];
            double pIm = im[p][k];
            double qRe = re[q][k];
            double qIm = im[q][k];
            re[p][k] = c * pRe - s * (cosA * qRe - sinA * qIm);
            im[p][k] = c * pIm - s * (cosA * qIm + sinA * qRe);
            re[q][k] = c * qRe + s * (cosA * pRe + sinA * pIm);
            im[q][k] = c * qIm + s * (cosA * pIm - sinA * pRe);
        }
        re[p][q] = im[p][q] = re[q][p] = im[q][p] = im[p][p] = im[q][q] = 0;
    }

    /** The entries of one row in columns p and q: {@code p' = c p - conj(sigma) q, q' = c q + sigma p}. */
    private static void turn(double[] rowRe, double[] rowIm, int p, int q, double c, double sRe, double sIm) {
        double pRe = rowRe[p];
        double pIm = rowIm[p];
        double qRe = rowRe[q];
        double qIm = rowIm[q];
        rowRe[p] = c * pRe - (sRe * qRe + sIm * qIm);
        rowIm[p] = c * pIm - (sRe * qIm - sIm * qRe);
        rowRe[q] = c * qRe + (sRe * pRe - sIm * pIm);
        rowIm[q] = c * qIm + (sRe * pIm + sIm * pRe);
    }
}
