package io.github.dl4jquantum.differentiation;

/**
 * Derivatives of all expectations z_k of a circuit.
 *
 * @param inputs d z_k / d x_i, [observables][inputs]
 * @param parameters d z_k / d theta_p, [observables][parameters]
 */
public record Jacobian(double[][] inputs, double[][] parameters) {

    /**
     * {@return {@code sum_k upstream_k d z_k / d x_i}: the gradient of a loss whose gradient in z is upstream,
     * [inputs]}
     *
     * @param upstream d loss / d z_k, [observables]
     */
    public double[] ofInputs(double[] upstream) {
        return weighted(inputs, upstream);
    }

    /**
     * {@return {@code sum_k upstream_k d z_k / d theta_p}, [parameters]}
     *
     * @param upstream d loss / d z_k, [observables]
     */
    public double[] ofParameters(double[] upstream) {
        return weighted(parameters, upstream);
    }

    private static double[] weighted(double[][] rows, double[] weights) {
        if (weights.length != rows.length) {
            throw new IllegalArgumentException(
                    weights.length + " numbers upstream of " + rows.length + " observables; give one for each.");
        }
        double[] sum = new double[rows[0].length];
        for (int k = 0; k < rows.length; k++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weights[k] * rows[k][i];
            }
        }
        return sum;
    }
}
