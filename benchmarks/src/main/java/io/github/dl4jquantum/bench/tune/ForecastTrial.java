package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.Limits;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.bench.study.Threads;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import java.io.IOException;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/** Trains one latent model in the latent space of its size. */
final class ForecastTrial implements Trial {
    /** Names of the parameters. */
    static final String CIRCUITS = "circuits";

    static final String QUBITS = "qubits";
    static final String LAYERS = "layers";
    static final String LATENT = "latent";
    static final String HIDDEN = "hidden";
    static final String LEARNING_RATE = "learningRate";

    /**
     * What all candidates have in common.
     *
     * @param model the recurrent layer
     * @param encoding how inputs of circuits become angles
     * @param engine what evaluates circuits
     * @param score what is made small
     * @param updates of a candidate
     * @param minibatch windows in an update
     * @param seed of the initial parameters
     * @param provenance for the saved model
     */
    record Settings(
            StudyModel model,
            String encoding,
            String engine,
            Score score,
            int updates,
            int minibatch,
            long seed,
            String provenance) {}

    private final Settings settings;
    private final Parts parts;
    private final LatentSpaces spaces;

    ForecastTrial(Settings settings, Parts parts, LatentSpaces spaces) {
        this.settings = settings;
        this.parts = parts;
        this.spaces = spaces;
    }

    @Override
    public void prepare(Map<String, Object> parameters, Deadline deadline) throws IOException {
        Threads.one(); // for this thread
        spaces.get((int) parameters.get(LATENT), deadline);
    }

    @Override
    public Outcome run(Map<String, Object> parameters, Deadline deadline) throws IOException {
        try {
            LatentForecaster forecaster = forecaster(parameters, deadline)
                    .fit(
                            parts.train().windows(settings.minibatch),
                            parts.validation().sequences(settings.minibatch),
                            new LatentSpaces.DeadlineListener(deadline));
            return new Outcome(score(forecaster), forecaster::save);
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    private double score(LatentForecaster forecaster) {
        if (settings.score == Score.FIELD) {
            return Evaluation.rollout(forecaster, parts.validation()).all().vrmse();
        }
        LossCurve loss = forecaster.latentLoss();
        return loss.bestEpoch() == 0 ? loss.initial() : loss.validation().get(loss.bestEpoch() - 1);
    }

    private LatentForecaster forecaster(Map<String, Object> parameters, Deadline deadline) throws IOException {
        int latent = (int) parameters.get(LATENT);
        LatentNetwork network = new LatentNetwork(
                latent,
                (int) parameters.get(HIDDEN),
                (int) parameters.getOrDefault(QUBITS, 1),
                (int) parameters.getOrDefault(LAYERS, 1),
                (int) parameters.getOrDefault(CIRCUITS, 1),
                Limits.encoding(settings.encoding),
                Limits.engine(settings.engine),
                settings.seed);
        return LatentForecaster.builder(spaces.get(latent, deadline))
                .latentModel(LatentModel.of(
                        network.layer(settings.model), latent, (double) parameters.get(LEARNING_RATE), settings.seed))
                .latentUpdates(settings.updates)
                .seed(settings.seed)
                .provenance(settings.provenance + ", candidate " + parameters)
                .build();
    }
}
