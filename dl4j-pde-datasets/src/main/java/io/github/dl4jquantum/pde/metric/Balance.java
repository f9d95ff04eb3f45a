package io.github.dl4jquantum.pde.metric;

import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A conserved quantity, or one whose sources are known. For fields u_1, u_2, ... with the content C and the production P,
 * both means over the grid,
 *
 * <pre>
 * C = mean(c_1 u_1 + c_2 u_2 + ...),   P = s + mean(p_1 u_1 + p_2 u_2 + ...),   dC/dt = P
 * </pre>
 *
 * <p>as for Gray-Scott's model with c = (1, 1), p = (-F, -(F + k)), s = F. Means stand for integrals, per volume.
 *
 * <p>Two errors: how far a forecast's content is off, whatever the equation ({@link #contentError}; the conserved-value
 * error cRMSE of PDEBench, M. Takamoto et al., NeurIPS 2022, arXiv 2210.07182, for each step), and how far a forecast
 * violates the balance from one snapshot to the next, whatever the truth ({@link #defect}).
 */
public final class Balance {

    private final double[] content;
    private final double[] production;
    private final double supply;

    /**
     * A balance of given weights and source.
     *
     * @param content weight c of each field
     * @param production weight p of each field
     * @param supply s
     */
    public Balance(double[] content, double[] production, double supply) {
        if (content.length == 0 || content.length != production.length) {
            throw new IllegalArgumentException("Balance: " + content.length + " weights of content, "
                    + production.length + " of production: give one of each for every field");
        }
        this.content = content.clone();
        this.production = production.clone();
        this.supply = supply;
    }

    /**
     * {@return a quantity without sources}
     *
     * @param content weights c_1, c_2, ..., one for each field
     */
    public static Balance conserved(double... content) {
        return new Balance(content, new double[content.length], 0);
    }

    /**
     * {@return the error of the content at each step, {@code |C(predicted) - C(truth)|}} Context that the model was
     * given must not be among the rows.
     *
     * @param truth [steps, fields * values], one field after the other
     * @param predicted the same shape
     */
    public double[] contentError(INDArray truth, INDArray predicted) {
        Forecast all = steps(truth, predicted);
        double[] errors = new double[all.rows()];
        Arrays.setAll(
                errors,
                step -> Math.abs(
                        weighted(content, all.predicted(), step, all) - weighted(content, all.truth(), step, all)));
        return errors;
    }

    /**
     * {@return the root mean square of {@link #contentError} over all steps}
     *
     * @param truth [steps, fields * values], one field after the other
     * @param predicted the same shape
     */
    public double contentErrorOverall(INDArray truth, INDArray predicted) {
        return Math.sqrt(Arrays.stream(contentError(truth, predicted))
                .map(error -> error * error)
                .average()
                .orElseThrow());
    }

    /**
     * {@return the violation of the balance at each step, by the trapezoidal rule:
     * {@code |C(after) - C(before) - dt (P(before) + P(after)) / 2|}} The true solution has a defect too, of third
     * order in dt: give it for comparison.
     *
     * @param before [steps, fields * values]: for one-step forecasts the true snapshots before them; for a rollout the
     *     last true one, then its own
     * @param after the forecasts, of the same shape
     * @param interval time dt between snapshots
     */
    public double[] defect(INDArray before, INDArray after, double interval) {
        Forecast all = steps(before, after);
        double[] defects = new double[all.rows()];
        Arrays.setAll(defects, step -> {
            double change = weighted(content, all.predicted(), step, all) - weighted(content, all.truth(), step, all);
            double rate =
                    weighted(production, all.predicted(), step, all) + weighted(production, all.truth(), step, all);
            return Math.abs(change - interval * (supply + rate / 2));
        });
        return defects;
    }

    private Forecast steps(INDArray first, INDArray second) {
        Forecast all = Forecast.ofSteps("Balance", first, second);
        if (all.width() % content.length != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Balance: %d values a step are not those of %d fields: give all fields, one after the other",
                    all.width(),
                    content.length));
        }
        return all;
    }

    private static double weighted(double[] weights, double[] values, int step, Forecast all) {
        int size = all.width() / weights.length;
        double sum = 0;
        for (int field = 0; field < weights.length; field++) {
            double total = 0;
            int start = step * all.width() + field * size;
            for (int i = start; i < start + size; i++) {
                total += values[i];
            }
            sum += weights[field] * total;
        }
        return sum / size;
    }
}
