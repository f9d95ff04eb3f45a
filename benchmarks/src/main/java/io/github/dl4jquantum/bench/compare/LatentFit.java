package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.report.Bank;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.Limits;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;

/** The training of a cell's latent model, for its updates or for as long as another was trained. */
final class LatentFit {
    private static final double SECONDS_PER_MINUTE = 60;

    /** For models that know no circuits. */
    private static final Bank ANY = new Bank(1, 1, 1, "angle");

    private final CellSpec spec;
    private final ComparedModel model;
    private final LatentNetwork network;
    private final Bench bench;
    private final FitListener listener;

    /** A trained forecaster, and the wall time of its training. */
    record Fitted(LatentForecaster forecaster, double seconds) {}

    LatentFit(CellSpec spec, Bench bench, FitListener listener) {
        this.spec = spec;
        this.bench = bench;
        this.listener = listener;
        model = ComparedModel.named(spec.model());
        Bank bank = spec.bank().equals(Bank.NONE) ? ANY : spec.bank();
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
     * Trains from the cell's seed.
     *
     * @param pace seconds to train for; null for the protocol's updates
     * @throws io.github.dl4jquantum.forecast.TrainingDivergedException if a loss is not finite
     */
    Fitted train(double learningRate, Double pace) {
        LatentForecaster.Builder builder = LatentForecaster.builder(bench.space())
                .latentModel(LatentModel.of(network.layer(model.cell()), network.latent(), learningRate, spec.seed()))
                .residual(model.residual())
                .seed(spec.seed());
        if (pace == null) {
            builder.latentUpdates(spec.space().protocol().updates());
        } else {
            builder.latentMinutes(pace / SECONDS_PER_MINUTE);
        }
        long start = System.nanoTime();
        LatentForecaster forecaster = builder.build()
                .fit(bench.train().windows(spec.minibatch()), bench.validation().sequences(spec.minibatch()), listener);
        return new Fitted(forecaster, (System.nanoTime() - start) / 1e9);
    }

    ComparedModel model() {
        return model;
    }

    LatentNetwork network() {
        return network;
    }
}
