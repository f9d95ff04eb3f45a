package io.github.dl4jquantum.bench.compare;

import java.util.List;

/**
 * How smooth a curve of training losses is. With {@code l_k = log10(loss of epoch k)}, k = 1..n:
 *
 * <pre>
 * roughness         sum_{k=2}^{n-1} |l_{k+1} - 2 l_k + l_{k-1}| / (n - 2)
 * excess variation  sum_{k=1}^{n-1} |l_{k+1} - l_k| - |l_n - l_1|
 * </pre>
 *
 * <p>Both are in decades of the loss, so that neither the loss's unit nor its size counts, and both are 0 for a loss that
 * falls by one factor in every epoch. The first sees every bend; the second only what rises again: twice the sum of all
 * rises, for a curve that ends below its start.
 */
final class LossSmoothness {

    private LossSmoothness() {}

    /** Mean size of the second difference; 0 for fewer than three epochs. */
    static double roughness(List<Double> losses) {
        double sum = 0;
        for (int k = 1; k + 1 < losses.size(); k++) {
            sum += Math.abs(log(losses, k + 1) - 2 * log(losses, k) + log(losses, k - 1));
        }
        return losses.size() < 3 ? 0 : sum / (losses.size() - 2);
    }

    /** Total variation beyond the net change. */
    static double excessVariation(List<Double> losses) {
        double sum = 0;
        for (int k = 0; k + 1 < losses.size(); k++) {
            sum += Math.abs(log(losses, k + 1) - log(losses, k));
        }
        return sum - Math.abs(log(losses, losses.size() - 1) - log(losses, 0));
    }

    private static double log(List<Double> losses, int k) {
        return Math.log10(losses.get(k));
    }
}
