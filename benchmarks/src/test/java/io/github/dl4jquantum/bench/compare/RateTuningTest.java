package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.dl4jquantum.bench.result.TuningResult;
import io.github.dl4jquantum.bench.result.TuningResult.Trial;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: trainings whose scores are made up. */
@Timeout(60)
class RateTuningTest {
    private static final CellSpec SPEC = spec(0.001, 0.01, 0.1);

    private static CellSpec spec(double... rates) {
        CompareSpec quick = SpecReader.read(new CompareOptions(
                null, null, "burgers2d", "qlstm", null, 1, 1, NoiseOptions.NONE, "cpu", 1, Path.of("unused"), false));
        CellSpec.SpaceSpec space = CellMatrix.of(quick, "cpu").get(0).space();
        CellSpec.SpaceSpec tried = new CellSpec.SpaceSpec(
                space.protocol().toBuilder().learningRates(rates).build(), CellSpec.TUNING, space.updates());
        return CellSpec.trained(quick, tried, ComparedModel.named("qlstm"), quick.firstBank(), CellSpec.TUNING, "cpu");
    }

    /** What a training with each rate scores; NaN where its forecast is none. */
    private static TuningResult tuned(Map<Double, Double> scores) {
        return RateTuning.of(
                SPEC, rate -> new LatentFit.Fitted(null, 100 * rate), fitted -> scores.get(fitted.seconds() / 100));
    }

    @Test
    void theRateWithTheLeastValidationErrorIsChosen() {
        TuningResult tuned = tuned(Map.of(0.001, 0.4, 0.01, 0.2, 0.1, 0.9));
        assertEquals(0.01, tuned.learningRate());
        assertEquals(1.0, tuned.seconds(), 1e-12, "of the chosen training");
        assertEquals(List.of(new Trial(0.001, 0.4), new Trial(0.01, 0.2), new Trial(0.1, 0.9)), tuned.trials());
        assertEquals(0.1, tuned(Map.of(0.001, 0.4, 0.01, 0.2, 0.1, 0.1)).learningRate());
        assertEquals(SPEC.row(), tuned.row());
    }

    @Test
    void aForecastThatIsNoNumberIsNeverChosen() {
        TuningResult some = tuned(Map.of(0.001, 0.4, 0.01, Double.NaN, 0.1, 0.9));
        assertEquals(0.001, some.learningRate());
        assertEquals(new Trial(0.01, null), some.trials().get(1));
        TuningResult none = tuned(Map.of(0.001, Double.NaN, 0.01, Double.NaN, 0.1, Double.NaN));
        assertNull(none.learningRate());
        assertEquals(0, none.seconds());
    }
}
