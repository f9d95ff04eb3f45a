package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.FittedData;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.Provenance;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
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
     * @param command for the saved model
     * @param data in words, for the same
     */
    record Settings(
            StudyModel model,
            String encoding,
            String engine,
            Score score,
            int updates,
            int minibatch,
            long seed,
            String command,
            String data)
            implements Serializable {}

    private final Settings settings;
    private final Parts parts;
    private final LatentSpaces spaces;
    private final Path checkpoints;
    private final FitListener listener;

    /**
     * Of one search.
     *
     * @param checkpoints folder in which the trainings are kept
     * @param listener of every fit
     */
    ForecastTrial(Settings settings, Parts parts, LatentSpaces spaces, Path checkpoints, FitListener listener) {
        this.listener = listener;
        this.checkpoints = checkpoints;
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
                            new LatentSpaces.DeadlineListener(deadline, listener));
            double score = score(forecaster);
            Provenance provenance = provenance(parameters, forecaster, score);
            return new Outcome(score, file -> forecaster.save(file, provenance));
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    @Override
    public void ended(Map<String, Object> parameters) throws IOException {
        Files.deleteIfExists(checkpoint(checkpoints, parameters));
    }

    /** Two candidates of the same parameters are the same training, and may share the file. */
    static Path checkpoint(Path checkpoints, Map<String, Object> parameters) {
        String name = new TreeMap<>(parameters).toString();
        return checkpoints.resolve(
                "candidate-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + ".zip");
    }

    /** With the candidate's own parameters beside its score. */
    private Provenance provenance(Map<String, Object> parameters, LatentForecaster forecaster, double score) {
        SortedMap<String, Double> scores = new TreeMap<>();
        parameters.forEach((name, value) -> scores.put("candidate." + name, ((Number) value).doubleValue()));
        if (Double.isFinite(score)) {
            scores.put("score", score);
        }
        LossCurve loss = forecaster.latentLoss();
        return new Provenance(
                settings.command,
                new TreeMap<>(RunVersions.all()),
                settings.model.engineUsed(Limits.engine(settings.engine)),
                settings.seed,
                new Provenance.Data(settings.data, parts.sha256()),
                null,
                new TreeMap<>(Map.of("latent.train", loss.train(), "latent.validation", loss.validation())),
                scores);
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
                .checkpoint(checkpoint(checkpoints, parameters))
                .data(FittedData.of(parts.train()))
                .build();
    }
}
