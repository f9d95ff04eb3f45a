package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.bench.study.Threads;
import io.github.dl4jquantum.bench.study.TimeSplit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.factory.Nd4j;

/** Trains one latent model in the latent space of its size. */
final class ForecastTrial implements Trial {
    /** Names of the parameters. */
    static final String QUBITS = "qubits";

    static final String LAYERS = "layers";
    static final String LATENT = "latent";
    static final String HIDDEN = "hidden";
    static final String LEARNING_RATE = "learningRate";

    /**
     * What all candidates have in common.
     *
     * @param model the recurrent layer
     * @param residual whether its output is added to the latest latent vector
     * @param engine what evaluates circuits
     * @param score what is made small
     * @param epochs most of a candidate
     * @param patience epochs without a better validation loss after which a candidate ends
     * @param seed of the initial parameters
     * @param provenance for the saved model
     */
    record Settings(
            StudyModel model,
            boolean residual,
            Engine engine,
            Score score,
            int epochs,
            int patience,
            long seed,
            String provenance) {}

    private final Settings settings;
    private final TimeSplit split;
    private final LatentSpaces spaces;
    private final FieldScore fieldScore;

    ForecastTrial(Settings settings, TimeSplit split, LatentSpaces spaces) {
        this.settings = settings;
        this.split = split;
        this.spaces = spaces;
        fieldScore = new FieldScore(split);
    }

    @Override
    public void prepare(Map<String, Object> parameters, Deadline deadline) throws IOException {
        Threads.one(); // for this thread
        spaces.get((int) parameters.get(LATENT), deadline);
    }

    @Override
    public Outcome run(Map<String, Object> parameters, Deadline deadline) throws IOException {
        try {
            LatentForecaster forecaster = forecaster(parameters, deadline);
            forecaster.fit(split.train(), split.validation(), new LatentSpaces.DeadlineListener(deadline));
            double score = settings.score == Score.FIELD
                    ? fieldScore.of(forecaster)
                    : Collections.min(forecaster.latentLoss().validation());
            return new Outcome(score, forecaster::save);
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    private LatentForecaster forecaster(Map<String, Object> parameters, Deadline deadline) throws IOException {
        int latent = (int) parameters.get(LATENT);
        BaseRecurrentLayer layer = settings.model.layer(
                latent,
                (int) parameters.get(HIDDEN),
                (int) parameters.getOrDefault(QUBITS, 1),
                (int) parameters.getOrDefault(LAYERS, 1),
                settings.engine);
        return LatentForecaster.builder(spaces.get(latent, deadline))
                .latentModel(LatentModel.of(
                        layer,
                        latent,
                        split.adam((double) parameters.get(LEARNING_RATE), settings.epochs),
                        settings.seed))
                .residual(settings.residual)
                .latentEpochs(settings.epochs)
                .latentPatience(settings.patience)
                .seed(settings.seed)
                .provenance(settings.provenance + ", candidate " + parameters)
                .build();
    }
}
