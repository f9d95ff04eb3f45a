package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Fits ND4J's own normalisers to fields: one pair of numbers per field, the same at every point.
 *
 * <p>A pair per point, which is what the normalisers' own {@code fit} computes, would divide by zero where a boundary
 * keeps a value constant, magnify noise where little happens, and bend smooth fields: gradients and Fourier spectra of
 * the normalised field would no longer be the field's. One pair is an affine change of units.
 *
 * <p>What is returned is fitted, for features and labels, [minibatch, values, time] and [rows, values] alike, and is an
 * ordinary {@code DataNormalization}: {@code iterator.setPreProcessor(normalizer)}. Being ND4J's own class,
 * {@code NormalizerSerializer.getDefault()} writes and restores it exactly, and a reader needs no class of this
 * project. Fit on the train part only.
 */
public final class FieldNormalizer {

    /** ND4J silently widens any smaller range or deviation to this. */
    private static final double LEAST_SPREAD = Nd4j.EPS_THRESHOLD;

    private FieldNormalizer() {}

    /**
     * Maps each field's minimum over the train part to {@code lower} and its maximum to {@code upper}.
     *
     * @param train train part
     * @param fields the fields that the iterator yields, in its order
     * @param lower what the minimum becomes
     * @param upper what the maximum becomes, more than {@code lower}
     * @return the fitted normaliser
     * @throws IllegalArgumentException if a field is constant, or not finite
     */
    public static NormalizerMinMaxScaler minMax(
            List<Trajectory> train, List<String> fields, double lower, double upper) {
        return minMax(train, fields, lower, upper, NotFinite.REFUSE);
    }

    /**
     * {@return the normaliser of {@link #minMax(List, List, double, double)}; snapshots with values that are not finite
     * may be left out}
     *
     * @param train train part
     * @param fields the fields that the iterator yields, in its order
     * @param lower what the minimum becomes
     * @param upper what the maximum becomes, more than {@code lower}
     * @param notFinite whether snapshots with such values are left out or refused
     */
    public static NormalizerMinMaxScaler minMax(
            List<Trajectory> train, List<String> fields, double lower, double upper, NotFinite notFinite) {
        if (!(lower < upper)) {
            throw new IllegalArgumentException(
                    "FieldNormalizer: range " + lower + " to " + upper + " is empty: try -1 to 1");
        }
        List<Statistics> statistics = statistics(train, fields, notFinite);
        for (Statistics one : statistics) {
            one.refuseSpread("range", one.maximum - one.minimum);
        }
        int size = train.get(0).valuesPerSnapshot();
        NormalizerMinMaxScaler normalizer = new NormalizerMinMaxScaler(lower, upper);
        normalizer.setFeatureStats(
                row(statistics, size, one -> one.minimum), row(statistics, size, one -> one.maximum));
        normalizer.setLabelStats(row(statistics, size, one -> one.minimum), row(statistics, size, one -> one.maximum));
        normalizer.fitLabel(true);
        return normalizer;
    }

    /**
     * Maps each field to mean 0 and standard deviation 1 over the train part.
     *
     * @param train train part
     * @param fields the fields that the iterator yields, in its order
     * @return the fitted normaliser
     * @throws IllegalArgumentException if a field is constant, or not finite
     */
    public static NormalizerStandardize standard(List<Trajectory> train, List<String> fields) {
        return standard(train, fields, NotFinite.REFUSE);
    }

    /**
     * {@return the normaliser of {@link #standard(List, List)}; snapshots with values that are not finite may be left
     * out}
     *
     * @param train train part
     * @param fields the fields that the iterator yields, in its order
     * @param notFinite whether snapshots with such values are left out or refused
     */
    public static NormalizerStandardize standard(List<Trajectory> train, List<String> fields, NotFinite notFinite) {
        List<Statistics> statistics = statistics(train, fields, notFinite);
        for (Statistics one : statistics) {
            one.refuseSpread("standard deviation", one.deviation);
        }
        int size = train.get(0).valuesPerSnapshot();
        return new NormalizerStandardize(
                row(statistics, size, one -> one.mean),
                row(statistics, size, one -> one.deviation),
                row(statistics, size, one -> one.mean),
                row(statistics, size, one -> one.deviation));
    }

    /** [1, fields * size]: each field's number, {@code size} times over, as ND4J's normalisers want it. */
    private static INDArray row(List<Statistics> statistics, int size, ToDoubleFunction<Statistics> number) {
        float[] row = new float[statistics.size() * size];
        for (int field = 0; field < statistics.size(); field++) {
            Arrays.fill(row, field * size, (field + 1) * size, (float) number.applyAsDouble(statistics.get(field)));
        }
        return Nd4j.create(row, new long[] {1, row.length}, 'c');
    }

    private static List<Statistics> statistics(List<Trajectory> train, List<String> fields, NotFinite notFinite) {
        if (train.isEmpty() || fields.isEmpty()) {
            throw new IllegalArgumentException("FieldNormalizer: " + train.size() + " trajectories, fields " + fields
                    + ": fit on at least one trajectory and one field");
        }
        return fields.stream()
                .map(field -> new Statistics(train, field, notFinite))
                .toList();
    }

    private static final class Statistics {
        final String field;
        final double minimum;
        final double maximum;
        final double mean;
        final double deviation;

        Statistics(List<Trajectory> trajectories, String field, NotFinite notFinite) {
            this.field = field;
            double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            double[] sums = new double[3];
            forEach(trajectories, field, notFinite, value -> {
                range[0] = Math.min(range[0], value);
                range[1] = Math.max(range[1], value);
                sums[0] += value;
                sums[1]++;
            });
            minimum = range[0];
            maximum = range[1];
            mean = sums[0] / sums[1];
            forEach(trajectories, field, notFinite, value -> sums[2] += (value - mean) * (value - mean));
            deviation = Math.sqrt(sums[2] / sums[1]);
        }

        private static void forEach(
                List<Trajectory> trajectories, String field, NotFinite notFinite, FloatConsumer consumer) {
            float[] snapshot = new float[trajectories.get(0).valuesPerSnapshot()];
            for (Trajectory trajectory : trajectories) {
                for (int time = 0; time < trajectory.snapshots(); time++) {
                    trajectory.copySnapshot(field, time, snapshot, 0);
                    if (notFinite == NotFinite.REFUSE || NotFinite.isFinite(snapshot)) {
                        for (float value : snapshot) {
                            consumer.accept(value);
                        }
                    }
                }
            }
        }

        void refuseSpread(String what, double spread) {
            if (!(spread >= LEAST_SPREAD && spread < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "FieldNormalizer: field %s has %s %s over the train part, outside %s to infinity: "
                                + "leave a constant field out, rescale a tiny one, remove values that are not finite",
                        field,
                        what,
                        spread,
                        LEAST_SPREAD));
            }
        }
    }

    @FunctionalInterface
    private interface FloatConsumer {
        void accept(float value);
    }
}
