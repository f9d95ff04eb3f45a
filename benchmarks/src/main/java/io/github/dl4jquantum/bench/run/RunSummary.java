package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.data.StudyData;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.job.StageClock;
import io.github.dl4jquantum.bench.report.Verdict;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.Scores;
import io.github.dl4jquantum.forecast.Segments;
import java.util.List;
import java.util.Map;

/**
 * Puts together what {@code result.json} and the report say of a run.
 *
 * @param command the command line
 * @param arguments what every option was, by name
 * @param engine what evaluated the model's circuits
 * @param label the model, for people
 */
record RunSummary(
        String command,
        Map<String, Object> arguments,
        StudyModel model,
        LatentNetwork network,
        String engine,
        long seed,
        StudyData data,
        String label) {

    /** What was found, once every forecaster is scored; it ends the clock. */
    RunResult of(Parts parts, LatentForecaster forecaster, ModelBase base, Contest contest, StageClock clock) {
        LatentSpace space = forecaster.latentSpace();
        Scores floor = Evaluation.floor(space, parts.test());
        Map<String, RunResult.Baseline> baselines = contest.baselines();
        RunResult.Baseline alone = null;
        if (base != ModelBase.NONE) {
            Evaluation of = Evaluation.of(forecaster.baseOnly(), parts.test());
            alone = new RunResult.Baseline(
                    "the base alone",
                    base.toString(),
                    0,
                    Contest.measures(of.oneStep()),
                    Contest.measures(of.rollout()),
                    null);
        }
        RunResult.Errors errors = new RunResult.Errors(
                Contest.measures(contest.evaluation().oneStep()),
                Contest.measures(contest.evaluation().rollout()),
                new RunResult.Latent(
                        Evaluation.latent(forecaster, space, parts.test()).oneStepMae()),
                Contest.measures(floor),
                baselines.get("persistence").oneStep(),
                alone);
        Map<String, List<Double>> curves = contest.rolloutVrmse();
        curves.put("encoder alone", Contest.perStep(floor));
        Protocol protocol = data.protocol();
        String verdict = new Verdict(
                        label,
                        errors,
                        baselines,
                        protocol.horizon(),
                        parts.test().size(),
                        forecaster.latentLoss().bestEpoch())
                .text();
        return new RunResult(
                command,
                arguments,
                protocol.problem(),
                model.toString(),
                engine,
                Limits.name(protocol.encoder()),
                seed,
                new RunResult.Data(
                        data.fields(),
                        data.gridShape(),
                        protocol.trajectories(),
                        protocol.snapshots(),
                        protocol.saveInterval(),
                        range(parts.train()),
                        data.description(),
                        parts.sha256()),
                new RunResult.Split(
                        StudyData.name(protocol.split()),
                        parts.train().size(),
                        parts.validation().size(),
                        parts.test().size(),
                        protocol.context(),
                        parts.test().horizon(),
                        protocol.trajectories(),
                        protocol.saveInterval()),
                parameters(forecaster),
                errors,
                baselines,
                verdict,
                forecaster.latentLoss().train(),
                new RunResult.Curves(losses(forecaster.latentLoss()), losses(forecaster.autoencoderLoss()), curves),
                clock.stop(),
                RunVersions.all());
    }

    private static double range(Segments train) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < train.size(); i++) {
            var values = train.values(i, i + 1, 0, train.time());
            low = Math.min(low, values.minNumber().doubleValue());
            high = Math.max(high, values.maxNumber().doubleValue());
        }
        return high - low;
    }

    private RunResult.Parameters parameters(LatentForecaster forecaster) {
        long quantum = model.isQuantum() ? network.quantumParameters(model) : 0;
        return new RunResult.Parameters(
                quantum, forecaster.latentModel().numParams() - quantum, forecaster.autoencoderParameters());
    }

    private static RunResult.Losses losses(LossCurve curve) {
        return curve == null ? null : new RunResult.Losses(curve.train(), curve.validation(), curve.bestEpoch());
    }
}
