package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.ModelSelection;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.forecast.baseline.Dmd;
import io.github.dl4jquantum.forecast.baseline.Persistence;
import io.github.dl4jquantum.forecast.baseline.QuadraticMap;
import java.util.List;
import java.util.Locale;

/** What the output of a trained model is added to. */
public enum ModelBase {
    /** Nothing: the output is the next latent vector. */
    NONE,
    /** The latest latent vector: the output is its change. */
    PERSISTENCE,
    /** The linear map of {@link Dmd}. */
    DMD,
    /** The map of {@link QuadraticMap}. */
    QUADRATIC_MAP,
    /** Of the three before the one whose rollout has the lowest VRMSE on the validation part. */
    BEST;

    /** Whether it is, or may be, a map that is fitted to latent vectors. */
    public boolean isMap() {
        return this == DMD || this == QUADRATIC_MAP || this == BEST;
    }

    /** This base, or the one that {@link #BEST} stands for. */
    public ModelBase chosen(Dmd dmd, QuadraticMap quadratic, Segments validation) {
        if (this != BEST) {
            return this;
        }
        List<Forecaster> candidates = List.of(new Persistence(), dmd, quadratic);
        double[] scores = candidates.stream()
                .mapToDouble(each -> Evaluation.rollout(each, validation).all().vrmse())
                .toArray();
        return List.of(PERSISTENCE, DMD, QUADRATIC_MAP)
                .get(ModelSelection.lowest(scores).orElse(0));
    }

    /** Tells a forecaster of it. */
    public void apply(LatentForecaster.Builder forecaster, Dmd dmd, QuadraticMap quadratic) {
        switch (this) {
            case NONE -> forecaster.residual(false);
            case DMD -> forecaster.base(dmd.map());
            case QUADRATIC_MAP -> forecaster.base(quadratic.map());
            default -> forecaster.residual(true);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
