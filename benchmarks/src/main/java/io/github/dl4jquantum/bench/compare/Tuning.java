package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.report.CellResult.Training;
import io.github.dl4jquantum.bench.report.CellResult.Trial;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Trains a latent model with each learning rate of the experiment and keeps the one with the lowest validation loss: the
 * same few chances for every model. The rate falls to a tenth over the training.
 */
final class Tuning {
    private static final double FINAL_LEARNING_RATE = 0.1;

    private final CellSpec spec;
    private final ComparedModel model;
    private final LatentNetwork network;
    private final Bench bench;
    private final FitListener listener;
    private final List<Trial> trials = new ArrayList<>();

    private LatentForecaster best;
    private double bestRate;
    private double bestSeconds;
    private String divergence;

    Tuning(CellSpec spec, ComparedModel model, LatentNetwork network, Bench bench, FitListener listener) {
        this.spec = spec;
        this.model = model;
        this.network = network;
        this.bench = bench;
        this.listener = listener;
    }

    /** Trains; false if every learning rate diverged. */
    boolean run() {
        for (double rate : spec.learningRates()) {
            long start = System.nanoTime();
            try {
                LatentForecaster forecaster = fit(rate);
                LossCurve loss = forecaster.latentLoss();
                trials.add(new Trial(
                        rate,
                        validation(forecaster),
                        Smoothness.roughness(loss.train()),
                        Smoothness.excessVariation(loss.train())));
                if (best == null || validation(forecaster) < validation(best)) {
                    best = forecaster;
                    bestRate = rate;
                    bestSeconds = (System.nanoTime() - start) / 1e9;
                }
            } catch (TrainingDivergedException diverged) {
                divergence = diverged.getMessage();
                trials.add(new Trial(rate, null, null, null));
            }
        }
        return best != null;
    }

    private LatentForecaster fit(double rate) {
        PdeSequenceIterator train = bench.train(spec.minibatch());
        int updates = spec.epochs() * ((train.windows() + spec.minibatch() - 1) / spec.minibatch());
        Adam adam = new Adam(
                new ExponentialSchedule(ScheduleType.ITERATION, rate, Math.pow(FINAL_LEARNING_RATE, 1.0 / updates)));
        return LatentForecaster.builder(bench.space())
                .latentModel(network.of(model.cell(), adam))
                .residual(model.residual())
                .latentEpochs(spec.epochs())
                .seed(spec.seed())
                .build()
                .fit(train, bench.validation(spec.minibatch()), listener);
    }

    private static double validation(LatentForecaster forecaster) {
        LossCurve loss = forecaster.latentLoss();
        return loss.validation().get(loss.bestEpoch() - 1);
    }

    /** The forecaster that counts. */
    LatentForecaster forecaster() {
        return best;
    }

    /** How it was trained. */
    Training training() {
        LossCurve loss = best.latentLoss();
        return new Training(bestRate, loss.bestEpoch(), loss.train(), loss.validation(), trials);
    }

    /** Wall time of the training that counts. */
    double seconds() {
        return bestSeconds;
    }

    /** Where the last training that diverged did so. */
    String divergence() {
        return divergence;
    }
}
