package io.github.dl4jquantum.pde.solver;

import java.util.Arrays;

/**
 * Periodic values at j = 0..n-1 to amplitudes of the orthonormal modes 1, cos t, sin t, cos 2t, sin 2t, ..., t = 2 pi j / n
 * (of an even n the last is cos(n t / 2)), by the fast Fourier transform.
 *
 * <p>The left and right half of a row are the real and imaginary parts of complex numbers, so that two columns are
 * transformed as one; each butterfly is a loop over whole rows, which C2 vectorises. n is split into twos and an odd rest,
 * whose transform is a sum. (Butterflies of four rows took as long, since moving rows costs as much as adding them.)
 *
 * <p>Source: J. W. Cooley, J. W. Tukey, Math. Comput. 19 (1965) 297-301; two real transforms in one: W. H. Press et al.,
 * Numerical Recipes, 3rd ed., section 12.3.
 */
final class FourierTransform implements AxisTransform {

    private final int points;
    private final double length;
    private final int odd;

    /** Of the first stage's rows, which value each is; and the inverse. */
    private final int[] order;

    private final int[] place;
    private final double[] cosine;
    private final double[] sine;
    private final double whole;
    private final double paired;
    private double[][] re = new double[0][0];
    private double[][] im = new double[0][0];
    private double[][] sumRe = new double[0][0];
    private double[][] sumIm = new double[0][0];

    /** @param length of the period, in the units of slopes */
    FourierTransform(int points, double length) {
        this.points = points;
        this.length = length;
        odd = points >> Integer.numberOfTrailingZeros(points);
        order = order(points);
        place = new int[points];
        cosine = new double[points];
        sine = new double[points];
        for (int j = 0; j < points; j++) {
            place[order[j]] = j;
            cosine[j] = StrictMath.cos(2 * StrictMath.PI * j / points);
            sine[j] = StrictMath.sin(2 * StrictMath.PI * j / points);
        }
        whole = StrictMath.sqrt(1.0 / points);
        paired = StrictMath.sqrt(0.5 / points);
    }

    /** Even values stand before odd ones, and so within each half, down to the odd rest. */
    private int[] order(int length) {
        int[] order = new int[length];
        if (length == odd) {
            Arrays.setAll(order, j -> j);
            return order;
        }
        int[] part = order(length / 2);
        for (int j = 0; j < part.length; j++) {
            order[j] = 2 * part[j];
            order[part.length + j] = 2 * part[j] + 1;
        }
        return order;
    }

    @Override
    public void toModes(double[][] values, double[][] modes) {
        int columns = values[0].length;
        int half = prepare(columns);
        for (int row = 0; row < points; row++) {
            System.arraycopy(values[order[row]], 0, re[row], 0, half);
            System.arraycopy(values[order[row]], half, im[row], 0, columns - half);
        }
        transform(-1);
        join(0, modes[0], half);
        for (int k = 1; 2 * k < points; k++) {
            double[] cos = modes[2 * k - 1];
            double[] sin = modes[2 * k];
            int other = points - k;
            sum(cos, 0, half, paired, re[k], 1, re[other]);
            sum(cos, half, columns - half, paired, im[k], 1, im[other]);
            sum(sin, 0, half, paired, im[other], -1, im[k]);
            sum(sin, half, columns - half, paired, re[k], -1, re[other]);
        }
        if (points % 2 == 0) {
            join(points / 2, modes[points - 1], half);
        }
    }

    @Override
    public void toValues(double[][] modes, double[][] values) {
        int columns = modes[0].length;
        int half = prepare(columns);
        split(modes[0], place[0], half);
        for (int k = 1; 2 * k < points; k++) {
            double[] cos = modes[2 * k - 1];
            double[] sin = modes[2 * k];
            int own = place[k];
            int other = place[points - k];
            set(re[own], cos, paired);
            add(re[own], sin, half, columns - half, paired);
            set(im[own], sin, -paired);
            add(im[own], cos, half, columns - half, paired);
            set(re[other], cos, paired);
            add(re[other], sin, half, columns - half, -paired);
            set(im[other], sin, paired);
            add(im[other], cos, half, columns - half, paired);
        }
        if (points % 2 == 0) {
            split(modes[points - 1], place[points / 2], half);
        }
        transform(1);
        for (int row = 0; row < points; row++) {
            System.arraycopy(re[row], 0, values[row], 0, half);
            System.arraycopy(im[row], 0, values[row], half, columns - half);
        }
    }

    /** The alternating mode of an even n has a slope of 0 at each point. */
    @Override
    public void differentiate(double[][] values, double[][] slopes) {
        toModes(values, slopes);
        for (int k = 1; 2 * k < points; k++) {
            turn(slopes[2 * k - 1], slopes[2 * k], 2 * StrictMath.PI * k / length);
        }
        Arrays.fill(slopes[0], 0);
        if (points % 2 == 0) {
            Arrays.fill(slopes[points - 1], 0);
        }
        toValues(slopes, slopes);
    }

    private static void turn(double[] cos, double[] sin, double waveNumber) {
        for (int i = 0; i < cos.length; i++) {
            double amplitude = cos[i];
            cos[i] = waveNumber * sin[i];
            sin[i] = -waveNumber * amplitude;
        }
    }

    /** Room for that many columns: half of them, rounded up. */
    private int prepare(int columns) {
        int half = (columns + 1) / 2;
        if (re.length == 0 || re[0].length != half) {
            re = new double[points][half];
            im = new double[points][half];
            sumRe = new double[odd][half];
            sumIm = new double[odd][half];
        }
        return half;
    }

    private void join(int k, double[] row, int half) {
        sum(row, 0, half, whole, re[k], 0, re[k]);
        sum(row, half, row.length - half, whole, im[k], 0, im[k]);
    }

    private void split(double[] row, int to, int half) {
        set(re[to], row, whole);
        Arrays.fill(im[to], 0);
        add(im[to], row, half, row.length - half, whole);
    }

    /** In place, of rows in the first stage's order: {@code sum_j z_j exp(sign 2 pi i j k / points)}. */
    private void transform(int sign) {
        if (odd > 1) {
            for (int first = 0; first < points; first += odd) {
                sums(first, sign);
            }
        }
        for (int part = odd; part < points; part *= 2) {
            for (int first = 0; first < points; first += 2 * part) {
                for (int k = 0; k < part; k++) {
                    int turn = k * (points / (2 * part));
                    int a = first + k;
                    int b = a + part;
                    butterfly(re[a], im[a], re[b], im[b], cosine[turn], sign * sine[turn]);
                }
            }
        }
    }

    private void sums(int first, int sign) {
        for (int k = 0; k < odd; k++) {
            Arrays.fill(sumRe[k], 0);
            Arrays.fill(sumIm[k], 0);
            for (int j = 0; j < odd; j++) {
                int turn = (int) ((long) j * k % odd) * (points / odd);
                addProduct(sumRe[k], sumIm[k], cosine[turn], sign * sine[turn], re[first + j], im[first + j]);
            }
        }
        for (int k = 0; k < odd; k++) {
            System.arraycopy(sumRe[k], 0, re[first + k], 0, sumRe[k].length);
            System.arraycopy(sumIm[k], 0, im[first + k], 0, sumIm[k].length);
        }
    }

    private static void butterfly(double[] ar, double[] ai, double[] br, double[] bi, double cos, double sin) {
        for (int i = 0; i < ar.length; i++) {
            double real = cos * br[i] - sin * bi[i];
            double imaginary = cos * bi[i] + sin * br[i];
            br[i] = ar[i] - real;
            bi[i] = ai[i] - imaginary;
            ar[i] += real;
            ai[i] += imaginary;
        }
    }

    private static void addProduct(double[] re, double[] im, double cos, double sin, double[] x, double[] y) {
        for (int i = 0; i < re.length; i++) {
            re[i] += cos * x[i] - sin * y[i];
            im[i] += cos * y[i] + sin * x[i];
        }
    }

    /** {@code to = factor (a + sign b)}, where it begins at {@code offset}. */
    private static void sum(double[] to, int offset, int count, double factor, double[] a, int sign, double[] b) {
        double second = factor * sign;
        for (int i = 0; i < count; i++) {
            to[offset + i] = factor * a[i] + second * b[i];
        }
    }

    private static void set(double[] to, double[] from, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] = factor * from[i];
        }
    }

    private static void add(double[] to, double[] from, int offset, int count, double factor) {
        for (int i = 0; i < count; i++) {
            to[i] += factor * from[offset + i];
        }
    }
}
