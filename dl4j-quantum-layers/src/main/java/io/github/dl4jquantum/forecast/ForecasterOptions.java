package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** How a {@link LatentForecaster} is fitted; its builder, which fills the options in, says what each means. */
final class ForecasterOptions {

    /** One of both is null. */
    final LatentSpaceOptions toFit;

    final LatentSpace fitted;
    MultiLayerConfiguration latentModel;
    Base base = new Base.Persistence();
    int anchor;
    Budget latentBudget = Budget.ofEpochs(100);
    int latentPatience = Integer.MAX_VALUE;
    MinibatchTrainer<MultiLayerNetwork> latentTrainer = EpochLoop::oneByOne;
    long seed;
    FittedData data;
    Path checkpoint;

    ForecasterOptions(LatentSpaceOptions toFit, LatentSpace fitted) {
        this.toFit = toFit;
        this.fitted = fitted;
    }

    /** Of a forecaster that is fitted: its latent space stays. */
    static ForecasterOptions of(ForecasterFile.Content content) {
        FittedForecaster fitted = content.fitted();
        ForecasterOptions options = new ForecasterOptions(null, fitted.space());
        options.latentModel =
                fitted.dynamics().net().getLayerWiseConfigurations().clone();
        options.base = fitted.dynamics().base();
        options.anchor = fitted.anchor();
        options.seed = content.seed();
        options.data = content.data();
        options.check();
        return options;
    }

    ForecasterOptions copy() {
        ForecasterOptions copy = new ForecasterOptions(toFit == null ? null : toFit.copy(), fitted);
        copy.latentModel = latentModel;
        copy.base = base;
        copy.anchor = anchor;
        copy.latentBudget = latentBudget;
        copy.latentPatience = latentPatience;
        copy.latentTrainer = latentTrainer;
        copy.seed = seed;
        copy.data = data;
        copy.checkpoint = checkpoint;
        return copy;
    }

    /** @throws IllegalArgumentException if there is no latent model, or if sizes do not fit the encoder or the base */
    void check() {
        if (base instanceof Base.Map fittedBase && fittedBase.map().latent() != latent()) {
            throw new IllegalArgumentException("A base for latent vectors of "
                    + fittedBase.map().latent() + " numbers in a space of " + latent() + ": fit it in this space.");
        }
        if (latentModel == null) {
            throw new IllegalArgumentException("A forecaster needs a latent model: call latentModel(...).");
        }
        if (toFit != null) {
            toFit.requireSizes();
        }
        if (data != null && data.values() != values()) {
            throw new IllegalArgumentException("Data of " + data.values() + " values a snapshot for an encoder of "
                    + values() + ": describe the data that the forecaster is fitted on.");
        }
    }

    /** What a training makes, the latent model's loss on its way, and how long that was. */
    record Trained(FittedForecaster forecaster, LossCurve loss, double seconds) {}

    /** Fits the latent space, if it is not given, and trains the latent model in minibatches of {@code train.batch()}. */
    Trained fit(DataSetIterator train, DataSetIterator validation, FitListener listener) {
        SnapshotWindows trainWindows = SnapshotWindows.read("train", train, values(), dataType());
        SnapshotWindows validationWindows = SnapshotWindows.read("validation", validation, values(), dataType());
        if (validationWindows.length() < trainWindows.length()) {
            throw new IllegalArgumentException("The validation windows have " + validationWindows.length()
                    + " time steps, those to train on " + trainWindows.length() + ": give as many or more.");
        }
        LatentSpace space = fitted != null ? fitted : toFit.fit(trainWindows, validationWindows, listener);
        INDArray trainLatents = space.encoded(trainWindows);
        LatentTraining.Fit fit = LatentTraining.fit(
                latentModel,
                base,
                space.codec().units(trainLatents),
                plan(train.batch()),
                trainWindows.of(trainLatents),
                validationWindows.of(space.encoded(validationWindows)),
                latentTrainer,
                listener);
        return new Trained(
                new FittedForecaster(space, fit.dynamics(), trainWindows.length(), anchor), fit.loss(), fit.seconds());
    }

    private EpochLoop.Plan plan(int minibatch) {
        return new EpochLoop.Plan(
                Phase.LATENT_MODEL,
                latentBudget,
                latentPatience,
                minibatch,
                seed,
                checkpoint == null ? null : new Checkpoint(checkpoint));
    }

    int values() {
        return toFit == null ? fitted.values() : toFit.values;
    }

    DataType dataType() {
        return toFit == null ? fitted.dataType() : toFit.dataType;
    }

    int latent() {
        return toFit == null ? fitted.latent() : toFit.latent;
    }
}
