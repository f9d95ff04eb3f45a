package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;

/** The inner loops in float64. {@link FloatKernels} is its mirror: what changes here changes there. */
class DoubleKernels implements Kernels<double[]> {

    /** Beyond this arctan differs from pi/2 by less than a rounding, and its square still fits. */
    private static final double LARGEST_TANGENT = 1e150;

    @Override
    public double[][] rows(int count, int length) {
        return new double[count][length];
    }

    @Override
    public void fill(double[] row, double value) {
        Arrays.fill(row, value);
    }

    @Override
    public double[] toDoubles(double[] array) {
        return array.clone();
    }

    @Override
    public void add(double[] array, int offset, double[] values) {
        for (int k = 0; k < values.length; k++) {
            array[offset + k] += values[k];
        }
    }

    @Override
    public void scale(double[] source, double[] target, double re, double im) {
        double u = re;
        double v = im;
        for (int j = 0; j < LANES; j++) {
            double x = source[j];
            double y = source[j + LANES];
            target[j] = u * x - v * y;
            target[j + LANES] = u * y + v * x;
        }
    }

    @Override
    public void rotate(double[] a, double[] b, double tangent) {
        double t = tangent;
        double minusT = -t;
        for (int j = 0; j < COMPLEX; j++) {
            double x = a[j];
            double y = b[j];
            a[j] = Math.fma(minusT, y, x);
            b[j] = Math.fma(t, x, y);
        }
    }

    @Override
    public void rotate(double[] a, double[] b, double[] c, double[] d, double tangent, double otherTangent) {
        double t = tangent;
        double minusT = -t;
        double u = otherTangent;
        double minusU = -u;
        for (int j = 0; j < COMPLEX; j++) {
            double x = a[j];
            double y = b[j];
            double z = c[j];
            double w = d[j];
            double x1 = Math.fma(minusT, y, x);
            double y1 = Math.fma(t, x, y);
            double z1 = Math.fma(minusT, w, z);
            double w1 = Math.fma(t, z, w);
            a[j] = Math.fma(minusU, z1, x1);
            c[j] = Math.fma(u, x1, z1);
            b[j] = Math.fma(minusU, w1, y1);
            d[j] = Math.fma(u, y1, w1);
        }
    }

    @Override
    public void turn(double[] a, double[] b, double[] c, double[] s, double sign, double[] x, double[] y) {
        double sigma = sign;
        for (int j = 0; j < LANES; j++) {
            double sine = sigma * s[j];
            double p = a[j];
            double q = b[j];
            x[j] = c[j] * p - sine * q;
            y[j] = sine * p + c[j] * q;
        }
        for (int j = 0; j < LANES; j++) {
            double sine = sigma * s[j];
            double p = a[j + LANES];
            double q = b[j + LANES];
            x[j + LANES] = c[j] * p - sine * q;
            y[j + LANES] = sine * p + c[j] * q;
        }
    }

    @Override
    public void phase(double[] a, double[] c, double[] s, double sign, double[] x) {
        double sigma = sign;
        for (int j = 0; j < LANES; j++) {
            double sine = sigma * s[j];
            double p = a[j];
            double q = a[j + LANES];
            x[j] = c[j] * p - sine * q;
            x[j + LANES] = c[j] * q + sine * p;
        }
    }

    @Override
    public void multiply(double[] a, double[] b, double[] product) {
        for (int j = 0; j < LANES; j++) {
            double x = a[j];
            double y = a[j + LANES];
            double u = b[j];
            double v = b[j + LANES];
            product[j] = x * u - y * v;
            product[j + LANES] = x * v + y * u;
        }
    }

    @Override
    public void addConjugateProduct(double[] a, double[] b, double[] sum) {
        for (int j = 0; j < LANES; j++) {
            double x = a[j];
            double y = a[j + LANES];
            double u = b[j];
            double v = b[j + LANES];
            sum[j] = Math.fma(x, u, Math.fma(y, v, sum[j]));
            sum[j + LANES] = Math.fma(x, v, sum[j + LANES] - y * u);
        }
    }

    @Override
    public void addScaled(double[] a, double re, double im, double[] sum) {
        double u = re;
        double v = im;
        for (int j = 0; j < LANES; j++) {
            double x = a[j];
            double y = a[j + LANES];
            sum[j] += u * x - v * y;
            sum[j + LANES] += u * y + v * x;
        }
    }

    @Override
    public void addRotationGradient(double[] l0, double[] l1, double[] p0, double[] p1, double[] sum) {
        for (int j = 0; j < COMPLEX; j++) {
            sum[j] = Math.fma(l1[j], p0[j], sum[j] - l0[j] * p1[j]);
        }
    }

    @Override
    public void addTurnGradient(double[] l0, double[] l1, double[] p0, double[] p1, double factor, double[] sum) {
        double f = factor;
        for (int j = 0; j < LANES; j++) {
            double re = l1[j] * p0[j] - l0[j] * p1[j];
            double im = l1[j + LANES] * p0[j + LANES] - l0[j + LANES] * p1[j + LANES];
            sum[j] = Math.fma(f, re + im, sum[j]);
        }
    }

    @Override
    public void addPhaseGradient(double[] l, double[] p, double factor, double[] sum) {
        double f = factor;
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(f, l[j] * p[j + LANES] - l[j + LANES] * p[j], sum[j]);
        }
    }

    @Override
    public double total(double[] row) {
        double even = 0;
        double odd = 0;
        for (int j = 0; j < row.length; j += 2) {
            even += row[j];
            odd += row[j + 1];
        }
        return even + odd;
    }

    @Override
    public void halfAngle(double[] x, double factor, double[] c, double[] s) {
        for (int j = 0; j < LANES; j++) {
            c[j] = Math.cos(factor * x[j] / 2);
            s[j] = Math.sin(factor * x[j] / 2);
        }
    }

    @Override
    public void halfArctan(double[] x, double[] c, double[] s) {
        for (int j = 0; j < LANES; j++) {
            double tangent = Math.max(-LARGEST_TANGENT, Math.min(LARGEST_TANGENT, x[j]));
            s[j] = tangent;
            c[j] = 1 / Math.sqrt(1 + tangent * tangent);
        }
        halve(c, s);
    }

    @Override
    public void halfArctanSquare(double[] x, double[] c, double[] s) {
        for (int j = 0; j < LANES; j++) {
            double tangent = Math.min(LARGEST_TANGENT, x[j] * x[j]);
            s[j] = tangent;
            c[j] = 1 / Math.sqrt(1 + tangent * tangent);
        }
        halve(c, s);
    }

    /** From cosine and tangent of an angle to cosine and sine of its half. */
    private static void halve(double[] c, double[] s) {
        for (int j = 0; j < LANES; j++) {
            double half = Math.sqrt(.5 + .5 * c[j]);
            s[j] = .5 * s[j] * c[j] / half;
            c[j] = half;
        }
    }

    @Override
    public void halfScaledArctan(double[] x, double factor, double[] c, double[] s) {
        for (int j = 0; j < LANES; j++) {
            double half = factor * Math.atan(x[j]) / 2;
            c[j] = Math.cos(half);
            s[j] = Math.sin(half);
        }
    }

    @Override
    public void halfScaledArctanSquare(double[] x, double factor, double[] c, double[] s) {
        for (int j = 0; j < LANES; j++) {
            double half = factor * Math.atan(x[j] * x[j]) / 2;
            c[j] = Math.cos(half);
            s[j] = Math.sin(half);
        }
    }

    @Override
    public void addArctanGradient(double[] x, double[] g, double factor, double[] dx) {
        double f = factor;
        for (int j = 0; j < LANES; j++) {
            dx[j] += f * g[j] / (1 + x[j] * x[j]);
        }
    }

    @Override
    public void addArctanSquareGradient(double[] x, double[] g, double factor, double[] dx) {
        double f = 2 * factor;
        for (int j = 0; j < LANES; j++) {
            double square = x[j] * x[j];
            dx[j] += f * g[j] * x[j] / (1 + square * square);
        }
    }

    @Override
    public void measure(double[] a, double[] b, double[] p, double[] z) {
        for (int j = 0; j < LANES; j++) {
            double first = a[j] * a[j] + a[j + LANES] * a[j + LANES];
            double second = b[j] * b[j] + b[j + LANES] * b[j + LANES];
            z[j] += first - second;
            p[j] = first + second;
        }
    }

    @Override
    public void measureOn(double[] a, double[] b, double[] z) {
        for (int j = 0; j < LANES; j++) {
            double first = a[j];
            double second = b[j];
            z[j] += first - second;
            a[j] = first + second;
        }
    }

    @Override
    public void weigh(double[] s, double[] t, double[] p, double[] l) {
        for (int j = 0; j < LANES; j++) {
            double weight = s[j] + t[j];
            l[j] = weight * p[j];
            l[j + LANES] = weight * p[j + LANES];
        }
    }

    @Override
    public void addOverlap(double[] a, double[] b, double re, double im, double[] z) {
        double u = re;
        double v = im;
        for (int j = 0; j < LANES; j++) {
            double real = a[j] * b[j] + a[j + LANES] * b[j + LANES];
            double imaginary = a[j] * b[j + LANES] - a[j + LANES] * b[j];
            z[j] += u * real - v * imaginary;
        }
    }

    @Override
    public void addWeighted(double[] e, double[] p, double re, double im, double[] l) {
        double u = re;
        double v = im;
        for (int j = 0; j < LANES; j++) {
            double x = e[j] * p[j];
            double y = e[j] * p[j + LANES];
            l[j] += u * x - v * y;
            l[j + LANES] += u * y + v * x;
        }
    }

    @Override
    public void addReal(double[] a, double factor, double[] sum) {
        double f = factor;
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(f, a[j], sum[j]);
        }
    }

    @Override
    public void scaleReal(double[] a, double factor) {
        double f = factor;
        for (int j = 0; j < LANES; j++) {
            a[j] *= f;
        }
    }
}
