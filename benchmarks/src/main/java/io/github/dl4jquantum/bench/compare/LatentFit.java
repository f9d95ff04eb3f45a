package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The training of a cell's latent model, for its updates or for as long as another was trained. */
final class LatentFit {
    private static final double SECONDS_PER_MINUTE = 60;

    /** For models that know no circuits. */
    private static final CircuitBank ANY = new CircuitBank(1, 1, 1, "angle");

    private final CellSpec spec;
    private final ComparedModel model;
    private final LatentNetwork network;
    private final CellData data;
    private final Path checkpoints;
    private final FitListener listener;

    /** A trained forecaster, and the wall time of its training. */
    record Fitted(LatentForecaster forecaster, double seconds) {}

    /** @param checkpoints folder in which the trainings are kept */
    LatentFit(CellSpec spec, CellData data, Path checkpoints, FitListener listener) {
        this.spec = spec;
        this.data = data;
        this.checkpoints = checkpoints;
        this.listener = listener;
        model = spec.asModel();
        CircuitBank bank = spec.bank().equals(CircuitBank.NONE) ? ANY : spec.bank();
        network = new LatentNetwork(
                spec.space().protocol().latent(),
                spec.hidden(),
                bank.qubits(),
                bank.layers(),
                bank.circuits(),
                Limits.encoding(bank.encoding()),
                Limits.engine(model.cell().isQuantum() ? spec.engine() : "auto"),
                spec.seed());
    }

    /**
     * Trains from the cell's seed, and chooses the epoch, under the model's noise.
     *
     * @param pace seconds to train for; null for the protocol's updates
     * @throws io.github.dl4jquantum.forecast.TrainingDivergedException if a loss is not finite
     */
    Fitted train(double learningRate, Double pace) {
        LatentForecaster.Builder builder = LatentForecaster.builder(data.space())
                .latentModel(LatentModel.of(network.layer(model.cell()), network.latent(), learningRate, spec.seed()))
                .residual(model.residual())
                .checkpoint(checkpoint(spec, learningRate, checkpoints))
                .seed(spec.seed());
        if (pace == null) {
            builder.latentUpdates(spec.space().protocol().updates());
        } else {
            builder.latentMinutes(pace / SECONDS_PER_MINUTE);
        }
        Supplier<LatentForecaster> fit = () -> builder.build()
                .fit(data.train().windows(spec.minibatch()), data.validation().sequences(spec.minibatch()), listener);
        LatentForecaster forecaster = model.noise() == null
                ? fit.get()
                : Execution.of(spec.condition(model.noise()).noise()).run(fit);
        return new Fitted(forecaster, forecaster.latentSeconds());
    }

    /** The file of a training that is not finished. */
    static Path checkpoint(CellSpec spec, double learningRate, Path checkpoints) {
        return checkpoints.resolve(SpecFileName.of(spec) + "-" + learningRate + ".zip");
    }

    /** Deletes the checkpoints of a cell that is finished. */
    static void forget(CellSpec spec, Path checkpoints) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(checkpoints, SpecFileName.of(spec) + "-*.zip")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** What it trained, run under a condition that is not exact; as it is, if nothing in it is disturbed. */
    Forecaster under(Condition condition, LatentForecaster forecaster) {
        return !Perturbation.concerns(spec.row())
                ? forecaster
                : Perturbation.of(condition, forecaster, model.cell(), network, spec.seed());
    }

    ComparedModel model() {
        return model;
    }

    LatentNetwork network() {
        return network;
    }
}
