package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;

/**
 * The inner loops of circuits. The build makes other widths and the other precision of this text (see the module's
 * pom.xml): what depends on the precision beyond its name belongs into {@link FloatMath}.
 */
@SuppressWarnings("cast") // The casts to float are redundant in float64.
abstract class FloatKernels extends FloatAngleKernels {

    private static final int COMPLEX = 2 * LANES;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public float[][] realRows(int count) {
        return new float[count][LANES];
    }

    @Override
    public float[][] complexRows(int count) {
        return new float[count][COMPLEX];
    }

    @Override
    public void fill(float[] row, double value) {
        Arrays.fill(row, (float) value);
    }

    @Override
    public void set(float[] array, int offset, double[] values) {
        for (int k = 0; k < values.length; k++) {
            array[offset + k] = (float) values[k];
        }
    }

    @Override
    public double[] toDoubles(float[] array) {
        double[] copy = new double[array.length];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = array[k];
        }
        return copy;
    }

    @Override
    public void addTo(double[] total, int offset, float[] row, int first, int count) {
        for (int k = 0; k < count; k++) {
            total[offset + k] += row[first + k];
        }
    }

    @Override
    public void add(float[] array, int offset, double[] values) {
        for (int k = 0; k < values.length; k++) {
            array[offset + k] += (float) values[k];
        }
    }

    @Override
    public void scale(float[] source, float[] target, double re, double im) {
        float u = (float) re;
        float v = (float) im;
        for (int j = 0; j < LANES; j++) {
            float x = source[j];
            float y = source[j + LANES];
            target[j] = u * x - v * y;
            target[j + LANES] = u * y + v * x;
        }
    }

    @Override
    public void scaleBack(float[] source, float[] target, double re, double im, float[] p, float[] sum) {
        scale(source, target, re, im);
        for (int j = 0; j < LANES; j++) {
            sum[j] += target[j] * p[j + LANES] - target[j + LANES] * p[j];
        }
    }

    /** In two loops: with one of three results an update of 8 qubits and 256 examples took 1.38 ms in place of 1.24. */
    @Override
    public double scaleBackTotal(float[] source, float[] target, double re, double im, float[] p, float[] room) {
        scale(source, target, re, im);
        for (int j = 0; j < LANES; j++) {
            room[j] = target[j] * p[j + LANES] - target[j + LANES] * p[j];
        }
        return totalByHalves(room, LANES);
    }

    @Override
    public void rotate(float[] a, float[] b, double tangent) {
        float t = (float) tangent;
        float minusT = -t;
        for (int j = 0; j < COMPLEX; j++) {
            float x = a[j];
            float y = b[j];
            a[j] = Math.fma(minusT, y, x);
            b[j] = Math.fma(t, x, y);
        }
    }

    @Override
    public void rotate(float[] a, float[] b, float[] c, float[] d, double tangent, double otherTangent) {
        float t = (float) tangent;
        float minusT = -t;
        float u = (float) otherTangent;
        float minusU = -u;
        for (int j = 0; j < COMPLEX; j++) {
            float x = a[j];
            float y = b[j];
            float z = c[j];
            float w = d[j];
            float x1 = Math.fma(minusT, y, x);
            float y1 = Math.fma(t, x, y);
            float z1 = Math.fma(minusT, w, z);
            float w1 = Math.fma(t, z, w);
            a[j] = Math.fma(minusU, z1, x1);
            c[j] = Math.fma(u, x1, z1);
            b[j] = Math.fma(minusU, w1, y1);
            d[j] = Math.fma(u, y1, w1);
        }
    }

    @Override
    public void turn(float[] a, float[] b, float[] c, float[] s, double sign, float[] x, float[] y) {
        float sigma = (float) sign;
        for (int j = 0; j < LANES; j++) {
            float sine = sigma * s[j];
            float p = a[j];
            float q = b[j];
            x[j] = c[j] * p - sine * q;
            y[j] = sine * p + c[j] * q;
        }
        for (int j = 0; j < LANES; j++) {
            float sine = sigma * s[j];
            float p = a[j + LANES];
            float q = b[j + LANES];
            x[j + LANES] = c[j] * p - sine * q;
            y[j + LANES] = sine * p + c[j] * q;
        }
    }

    @Override
    public void phase(float[] a, float[] c, float[] s, double sign, float[] x) {
        float sigma = (float) sign;
        for (int j = 0; j < LANES; j++) {
            float sine = sigma * s[j];
            float p = a[j];
            float q = a[j + LANES];
            x[j] = c[j] * p - sine * q;
            x[j + LANES] = c[j] * q + sine * p;
        }
    }

    @Override
    public void multiply(float[] a, float[] b, float[] product) {
        for (int j = 0; j < LANES; j++) {
            float x = a[j];
            float y = a[j + LANES];
            float u = b[j];
            float v = b[j + LANES];
            product[j] = x * u - y * v;
            product[j + LANES] = x * v + y * u;
        }
    }

    @Override
    public void addConjugateProduct(float[] a, float[] b, float[] sum) {
        for (int j = 0; j < LANES; j++) {
            float x = a[j];
            float y = a[j + LANES];
            float u = b[j];
            float v = b[j + LANES];
            sum[j] = Math.fma(x, u, Math.fma(y, v, sum[j]));
            sum[j + LANES] = Math.fma(x, v, sum[j + LANES] - y * u);
        }
    }

    @Override
    public void addScaled(float[] a, double re, double im, float[] sum) {
        float u = (float) re;
        float v = (float) im;
        for (int j = 0; j < LANES; j++) {
            float x = a[j];
            float y = a[j + LANES];
            sum[j] += u * x - v * y;
            sum[j + LANES] += u * y + v * x;
        }
    }

    @Override
    public void addRotationGradient(float[] l0, float[] l1, float[] p0, float[] p1, float[] sum) {
        for (int j = 0; j < COMPLEX; j++) {
            sum[j] = Math.fma(l1[j], p0[j], sum[j] - l0[j] * p1[j]);
        }
    }

    @Override
    public void addRotationGradients(
            float[] l0,
            float[] l1,
            float[] l2,
            float[] l3,
            float[] p0,
            float[] p1,
            float[] p2,
            float[] p3,
            float[] sum,
            float[] other) {
        for (int j = 0; j < COMPLEX; j++) {
            sum[j] += Math.fma(l1[j], p0[j], l3[j] * p2[j]) - Math.fma(l0[j], p1[j], l2[j] * p3[j]);
        }
        for (int j = 0; j < COMPLEX; j++) {
            other[j] += Math.fma(l2[j], p0[j], l3[j] * p1[j]) - Math.fma(l0[j], p2[j], l1[j] * p3[j]);
        }
    }

    @Override
    public void addTurnGradient(float[] l0, float[] l1, float[] p0, float[] p1, double factor, float[] sum) {
        float f = (float) factor;
        for (int j = 0; j < LANES; j++) {
            float re = l1[j] * p0[j] - l0[j] * p1[j];
            float im = l1[j + LANES] * p0[j + LANES] - l0[j + LANES] * p1[j + LANES];
            sum[j] = Math.fma(f, re + im, sum[j]);
        }
    }

    @Override
    public void addPhaseGradient(float[] l, float[] p, double factor, float[] sum) {
        float f = (float) factor;
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(f, l[j] * p[j + LANES] - l[j + LANES] * p[j], sum[j]);
        }
    }

    @Override
    public double total(float[] row) {
        double even = 0;
        double odd = 0;
        for (int j = 0; j < row.length; j += 2) {
            even += row[j];
            odd += row[j + 1];
        }
        return even + odd;
    }

    /**
     * The total of the first numbers of a row, which is overwritten. Adds by halves, so that no sum goes from lane to lane.
     *
     * @param count a power of two, at least 8
     */
    static float totalByHalves(float[] row, int count) {
        int half = count / 2;
        for (; half >= 16; half /= 2) {
            for (int j = 0; j < half; j++) {
                row[j] += row[j + half];
            }
        }
        if (half == 8) {
            float even = ((row[0] + row[8]) + (row[4] + row[12])) + ((row[2] + row[10]) + (row[6] + row[14]));
            float odd = ((row[1] + row[9]) + (row[5] + row[13])) + ((row[3] + row[11]) + (row[7] + row[15]));
            return even + odd;
        }
        float even = (row[0] + row[4]) + (row[2] + row[6]);
        float odd = (row[1] + row[5]) + (row[3] + row[7]);
        return even + odd;
    }

    @Override
    public void measure(float[] a, float[] b, float[] p, float[] z) {
        for (int j = 0; j < LANES; j++) {
            float first = a[j] * a[j] + a[j + LANES] * a[j + LANES];
            float second = b[j] * b[j] + b[j + LANES] * b[j + LANES];
            z[j] += first - second;
            p[j] = first + second;
        }
    }

    @Override
    public void measureOn(float[] a, float[] b, float[] z) {
        for (int j = 0; j < LANES; j++) {
            float first = a[j];
            float second = b[j];
            z[j] += first - second;
            a[j] = first + second;
        }
    }

    @Override
    public void weigh(float[] s, float[] t, float[] p, float[] l) {
        for (int j = 0; j < LANES; j++) {
            float weight = s[j] + t[j];
            l[j] = weight * p[j];
            l[j + LANES] = weight * p[j + LANES];
        }
    }

    @Override
    public void addOverlap(float[] a, float[] b, double re, double im, float[] z) {
        float u = (float) re;
        float v = (float) im;
        for (int j = 0; j < LANES; j++) {
            float real = a[j] * b[j] + a[j + LANES] * b[j + LANES];
            float imaginary = a[j] * b[j + LANES] - a[j + LANES] * b[j];
            z[j] += u * real - v * imaginary;
        }
    }

    @Override
    public void addWeighted(float[] e, float[] p, double re, double im, float[] l) {
        float u = (float) re;
        float v = (float) im;
        for (int j = 0; j < LANES; j++) {
            float x = e[j] * p[j];
            float y = e[j] * p[j + LANES];
            l[j] += u * x - v * y;
            l[j + LANES] += u * y + v * x;
        }
    }

    @Override
    public void addReal(float[] a, double factor, float[] sum) {
        float f = (float) factor;
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(f, a[j], sum[j]);
        }
    }

    @Override
    public void normalise(float[][] x, float[][] a, float[] inverseNorm) {
        for (int j = 0; j < LANES; j++) {
            double largest = 0;
            for (float[] row : x) {
                largest = Math.max(largest, Math.abs(row[j]));
            }
            // By a power of two, which costs no digit: squares neither overflow nor vanish.
            int scale = largest > 0 && largest <= Double.MAX_VALUE ? -Math.getExponent(largest) : 0;
            double square = 0;
            for (float[] row : x) {
                double part = Math.scalb((double) row[j], scale);
                square += part * part;
            }
            float inverse = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
            for (int k = 0; k < x.length; k++) {
                a[k][j] = (float) Math.scalb((double) x[k][j], scale) * inverse;
            }
            inverseNorm[j] = (float) Math.scalb((double) inverse, scale);
            a[0][j] = square == 0 ? 1 : a[0][j];
        }
    }

    @Override
    public void multiplyReal(float[] a, float[] b) {
        for (int j = 0; j < LANES; j++) {
            b[j] *= a[j];
        }
    }

    @Override
    public void scaleReal(float[] a, double factor) {
        float f = (float) factor;
        for (int j = 0; j < LANES; j++) {
            a[j] *= f;
        }
    }
}
