package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.FileStore.Finished;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CellResult.LatentErrors;
import io.github.dl4jquantum.bench.result.CellResult.Parameters;
import io.github.dl4jquantum.bench.result.CellResult.TestErrors;
import io.github.dl4jquantum.bench.result.CellResult.Training;
import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.StepErrors;
import io.github.dl4jquantum.bench.run.Baseline;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Trains and scores one cell, on the calling thread. */
final class CellRun {
    private static final int FRAMES = 4;

    /** Windows and draws of angles of the gradient under noise, which takes a dozen times as long. */
    private static final int NOISY_WINDOWS = 8;

    private static final int NOISY_DRAWS = 20;

    private final CellSpec spec;
    private final CellData data;

    CellRun(CellSpec spec, CellData data) {
        this.spec = spec;
        this.data = data;
    }

    /** A cell without numbers. */
    static Finished failed(CellSpec spec, String reason) {
        return new CellRun(spec, null)
                .finished(
                        spec.hidden(),
                        reason,
                        null,
                        new Parameters(0, 0, 0),
                        null,
                        null,
                        null,
                        Map.of(),
                        new CellResult.Seconds(0, 0, 0),
                        List.of());
    }

    /** A baseline's. */
    Finished baseline() {
        long start = System.nanoTime();
        Baseline.Fitted fitted = spec.asBaseline().fit(data.space(), data.train(), data.validation(), share -> {});
        double training = since(start);
        long evaluation = System.nanoTime();
        Map<String, TestErrors> tests = baselineTests(fitted.forecaster());
        return finished(
                0,
                null,
                fitted.choice(),
                new Parameters(0, fitted.parameters(), 0),
                null,
                null,
                null,
                tests,
                new CellResult.Seconds(0, training, since(evaluation)),
                frames(fitted.forecaster()));
    }

    /** A trained model's, at its row's learning rate. */
    Finished trained(LatentFit fit, double learningRate, Double pace) {
        LatentFit.Fitted fitted;
        try {
            fitted = fit.train(learningRate, pace);
        } catch (TrainingDivergedException diverged) {
            return failed(spec, diverged.getMessage());
        }
        LatentForecaster forecaster = fitted.forecaster();
        long evaluation = System.nanoTime();
        Map<String, TestErrors> tests = tests(forecaster, fit);
        double evaluationSeconds = since(evaluation);
        long quantum = fit.network().quantumParameters(fit.model().cell());
        return finished(
                (int) fit.network().layer(fit.model().cell()).getNOut(),
                null,
                null,
                new Parameters(
                        quantum,
                        fit.network().parameters(fit.model().cell()) - quantum,
                        data.space().parameters()),
                training(learningRate, forecaster.latentLoss()),
                spec.seed() == 1 && fit.model().noise() == null ? gradientVariance(fit) : null,
                gradientVariances(fit),
                tests,
                new CellResult.Seconds(data.spaceSeconds(), fitted.seconds(), evaluationSeconds),
                frames(forecaster));
    }

    private static Training training(double rate, LossCurve loss) {
        return new Training(
                rate,
                loss.bestEpoch(),
                loss.train(),
                loss.validation(),
                LossSmoothness.roughness(loss.train()),
                LossSmoothness.excessVariation(loss.train()));
    }

    private Double gradientVariance(LatentFit fit) {
        return gradientVariance(fit, spec.minibatch(), CircuitVariance.DRAWS);
    }

    private Double gradientVariance(LatentFit fit, int minibatch, int draws) {
        DataSet windows = data.train().windows(minibatch).next();
        INDArray features = data.space().encode(windows.getFeatures());
        INDArray labels = data.space().encode(windows.getLabels());
        return CircuitVariance.of(fit.network(), fit.model().cell(), features, labels, draws);
    }

    /** Exactly and under the noise of each test, at the same angles; null if no test has noise, or it changes nothing. */
    private Map<String, Double> gradientVariances(LatentFit fit) {
        if (fit.model().noise() != null || !fit.model().cell().isQuantum()) {
            return null; // before training all noise is the same
        }
        Map<String, Double> variances = new LinkedHashMap<>();
        for (String name : spec.tests()) {
            Condition condition = spec.condition(name);
            if (condition.shots() == 0 && !condition.isMitigated() && !name.equals(CompareSpec.OUT_OF_DISTRIBUTION)) {
                Supplier<Double> variance = () -> gradientVariance(fit, NOISY_WINDOWS, NOISY_DRAWS);
                variances.put(
                        name,
                        condition.isExact()
                                ? variance.get()
                                : Execution.of(condition.noise()).run(variance));
            }
        }
        return variances.size() > 1 ? variances : null;
    }

    private Map<String, TestErrors> tests(LatentForecaster forecaster, LatentFit fit) {
        Map<String, TestErrors> tests = new LinkedHashMap<>();
        for (String name : spec.tests()) {
            Condition condition = spec.condition(name);
            Segments test = data.test(name);
            tests.put(
                    name,
                    condition.isExact()
                            ? score(forecaster, data.space(), test)
                            : score(fit.under(condition, forecaster), null, test));
        }
        return tests;
    }

    /** What no circuit forecasts is the same under every condition. */
    private Map<String, TestErrors> baselineTests(Forecaster forecaster) {
        Map<String, TestErrors> tests = new LinkedHashMap<>();
        Map<Segments, TestErrors> scored = new HashMap<>();
        for (String name : spec.tests()) {
            tests.put(name, scored.computeIfAbsent(data.test(name), test -> score(forecaster, null, test)));
        }
        return tests;
    }

    /** @param space where latent values and the encoder's own errors are asked for; null where not */
    static TestErrors score(Forecaster forecaster, LatentSpace space, Segments test) {
        Evaluation evaluation = Evaluation.of(forecaster, test);
        if (space == null) {
            return new TestErrors(StepErrors.of(evaluation.oneStep()), StepErrors.of(evaluation.rollout()), null, null);
        }
        Evaluation.Latent latent = Evaluation.latent(forecaster, space, test);
        return new TestErrors(
                StepErrors.of(evaluation.oneStep()),
                StepErrors.of(evaluation.rollout()),
                new LatentErrors(latent.oneStepMae(), latent.rolloutMae()),
                StepErrors.of(Evaluation.floor(space, test)));
    }

    /** The first field of the first test segment's rollout, at a few moments from its first step to its last. */
    private List<StoredFrame> frames(Forecaster forecaster) {
        List<StoredFrame> frames = new ArrayList<>();
        if (spec.draw() > 1 || spec.seed() > 1) {
            return frames; // nobody is shown them
        }
        Segments test = data.test(spec.tests().get(0));
        int context = test.context();
        INDArray predicted =
                forecaster.rollout(test.values(0, 1, context - forecaster.contextLength(), context), test.horizon());
        INDArray truth = test.values(0, 1, context, test.time());
        for (int i = 0; i < Math.min(FRAMES, test.horizon()); i++) {
            int step = Math.round((float) i * (test.horizon() - 1) / Math.max(1, FRAMES - 1));
            frames.add(StoredFrame.of(FieldFrame.of(
                    step + 1,
                    test.times(0)[context + step],
                    first(truth, step, test),
                    first(predicted, step, test),
                    test.gridShape())));
        }
        return frames;
    }

    /** The first field at a step of [1, values, steps]. */
    private static float[] first(INDArray sequence, int step, Segments test) {
        float[] all = sequence.slice(0).getColumn(step).dup().toFloatVector();
        return Arrays.copyOf(all, all.length / test.fields().size());
    }

    private Finished finished(
            int hidden,
            String failure,
            String choice,
            Parameters parameters,
            Training training,
            Double gradientVariance,
            Map<String, Double> gradientVariances,
            Map<String, TestErrors> tests,
            CellResult.Seconds seconds,
            List<StoredFrame> frames) {
        RowKey row = spec.row();
        return new Finished(
                new CellResult(
                        row.problem(),
                        row.split(),
                        row.encoder(),
                        row.latent(),
                        row.model(),
                        hidden,
                        row.bank(),
                        spec.draw(),
                        spec.seed(),
                        spec.engine(),
                        failure,
                        choice,
                        parameters,
                        training,
                        gradientVariance,
                        gradientVariances,
                        tests,
                        seconds),
                frames);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
