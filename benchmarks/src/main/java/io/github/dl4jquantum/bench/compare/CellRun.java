package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellStore.Finished;
import io.github.dl4jquantum.bench.report.CellResult;
import io.github.dl4jquantum.bench.report.CellResult.LatentErrors;
import io.github.dl4jquantum.bench.report.CellResult.Parameters;
import io.github.dl4jquantum.bench.report.CellResult.TestErrors;
import io.github.dl4jquantum.bench.report.FieldFrame;
import io.github.dl4jquantum.bench.study.Limits;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Trains and scores one cell, on the calling thread. */
final class CellRun {
    private static final int FRAMES = 4;

    private final CellSpec spec;
    private final Bench bench;
    private final FitListener listener;
    private final List<FieldFrame> frames = new ArrayList<>();

    CellRun(CellSpec spec, Bench bench, FitListener listener) {
        this.spec = spec;
        this.bench = bench;
        this.listener = listener;
    }

    /** A cell whose latent space could not be fitted. */
    static Finished withoutSpace(CellSpec spec, String reason) {
        return new CellRun(spec, null, null)
                .finished(0, reason, new Parameters(0, 0, 0), null, null, Map.of(), new CellResult.Seconds(0, 0, 0, 0));
    }

    Finished run() {
        return Baseline.names().contains(spec.model()) ? baseline() : trained(ComparedModel.named(spec.model()));
    }

    private Finished baseline() {
        long start = System.nanoTime();
        Forecast forecast;
        Parameters parameters = new Parameters(0, 0, 0);
        if (spec.model().equals(Baseline.DMD.toString())) {
            LatentForecast encoder =
                    new LatentForecast(bench.space(), null, spec.space().context());
            LinearMap map = LinearMap.fit(bench.trainLatents(encoder));
            parameters = new Parameters(0, map.parameters(), bench.space().parameters());
            forecast = new LatentForecast(bench.space(), map, spec.space().context());
        } else {
            forecast = spec.model().equals(Baseline.PERSISTENCE.toString())
                    ? Forecast.PERSISTENCE
                    : Forecast.LINEAR_EXTRAPOLATION;
        }
        Map<String, TestErrors> tests = score(forecast);
        return finished(
                0,
                null,
                parameters,
                null,
                null,
                tests,
                new CellResult.Seconds(bench.spaceSeconds(), 0, 0, since(start)));
    }

    private Finished trained(ComparedModel model) {
        LatentNetwork network = new LatentNetwork(
                spec.space().latent(),
                spec.hidden(),
                spec.qubits(),
                spec.layers(),
                Limits.engine(model.cell().isQuantum() ? spec.engine() : "auto"),
                spec.seed());
        int hidden = (int) network.layer(model.cell()).getNOut();
        long quantum = network.quantumParameters(model.cell());
        Parameters parameters = new Parameters(
                quantum,
                network.parameters(model.cell()) - quantum,
                bench.space().parameters());
        Tuning tuning = new Tuning(spec, model, network, bench, listener);
        long start = System.nanoTime();
        boolean trained = tuning.run();
        double tuningSeconds = since(start);
        if (!trained) {
            return finished(
                    hidden,
                    tuning.divergence(),
                    parameters,
                    null,
                    null,
                    Map.of(),
                    new CellResult.Seconds(bench.spaceSeconds(), tuningSeconds, 0, 0));
        }
        long evaluation = System.nanoTime();
        LatentForecaster forecaster = tuning.forecaster();
        Map<String, TestErrors> tests = score(new LatentForecast(
                bench.space(), forecaster::rolloutLatents, spec.space().context()));
        return finished(
                hidden,
                null,
                parameters,
                tuning.training(),
                gradientVariance(network, model),
                tests,
                new CellResult.Seconds(bench.spaceSeconds(), tuningSeconds, tuning.seconds(), since(evaluation)));
    }

    /** Of a model without a residual output: the other's loss is another. */
    private Double gradientVariance(LatentNetwork network, ComparedModel model) {
        if (model.residual()) {
            return null;
        }
        DataSet windows = bench.train(spec.minibatch()).next();
        INDArray features = bench.space().encode(windows.getFeatures());
        INDArray labels = bench.space().encode(windows.getLabels());
        return GradientVariance.of(network, model.cell(), features, labels);
    }

    private Map<String, TestErrors> score(Forecast forecast) {
        Map<String, TestErrors> tests = new LinkedHashMap<>();
        for (String name : spec.tests()) {
            tests.put(name, score(forecast, bench.test(name)));
        }
        return tests;
    }

    private TestErrors score(Forecast forecast, Bench.Test test) {
        LatentForecast latent = forecast instanceof LatentForecast through ? through : null;
        Scores oneStep = new Scores();
        Scores rollout = new Scores();
        Scores floor = new Scores();
        Scores latentOneStep = new Scores();
        Scores latentRollout = new Scores();
        int first = test.first();
        for (Trajectory trajectory : test.trajectories()) {
            INDArray snapshots = trajectory.values(test.field());
            INDArray truth = Forecast.rows(snapshots, first, snapshots.rows());
            if (latent == null) {
                oneStep.add(truth, forecast.oneStep(snapshots, first));
                rollout.add(truth, forecast.rollout(snapshots, first));
                continue;
            }
            INDArray latents = latent.encode(snapshots);
            INDArray trueLatents = Forecast.rows(latents, first, latents.rows());
            INDArray next = latent.oneStepLatents(latents, first);
            INDArray rolled = latent.rolloutLatents(latents, first, truth.rows());
            oneStep.add(truth, latent.decode(next));
            rollout.add(truth, latent.decode(rolled));
            floor.add(truth, latent.decode(trueLatents));
            latentOneStep.add(trueLatents, next);
            latentRollout.add(trueLatents, rolled);
        }
        if (frames.isEmpty()) {
            keepFrames(rollout, test);
        }
        return new TestErrors(
                oneStep.errors(),
                rollout.errors(),
                latent == null ? null : new LatentErrors(latentOneStep.mae(), latentRollout.mae()),
                latent == null ? null : floor.errors());
    }

    /** The first trajectory's rollout at a few moments from its first step to its last. */
    private void keepFrames(Scores rollout, Bench.Test test) {
        Trajectory trajectory = test.trajectories().get(0);
        int steps = trajectory.snapshots() - test.first();
        for (int i = 0; i < Math.min(FRAMES, steps); i++) {
            int step = Math.round((float) i * (steps - 1) / Math.max(1, FRAMES - 1));
            frames.add(FieldFrame.of(
                    step + 1,
                    trajectory.times()[test.first() + step],
                    rollout.truth(step),
                    rollout.predicted(step),
                    trajectory.gridShape()));
        }
    }

    private Finished finished(
            int hidden,
            String failure,
            Parameters parameters,
            CellResult.Training training,
            Double gradientVariance,
            Map<String, TestErrors> tests,
            CellResult.Seconds seconds) {
        CellResult result = new CellResult(
                spec.space().data().problem(),
                spec.space().split(),
                spec.space().encoder(),
                spec.space().latent(),
                spec.model(),
                hidden,
                spec.qubits(),
                spec.layers(),
                spec.seed(),
                spec.engine(),
                failure,
                parameters,
                training,
                gradientVariance,
                tests,
                seconds);
        return new Finished(result, frames);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
