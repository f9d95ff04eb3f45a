package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.FittedData;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.LossCurve;
import io.github.dl4jquantum.forecast.MinibatchTrainer;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.baseline.Dmd;
import io.github.dl4jquantum.forecast.baseline.QuadraticMap;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A trained model among others, each trained alike on the same latent vectors.
 *
 * @param model the recurrent layer
 * @param network its sizes
 * @param training how it learns, complete
 * @param base what its output is added to
 */
record PeerModel(StudyModel model, LatentNetwork network, TrainingOptions training, ModelBase base) {

    /** What is trained beside it: an LSTM with as many parameters and its classical twin, but for itself. */
    List<PeerModel> peers() {
        StudyModel twin = model == StudyModel.QGRU || model == StudyModel.GRU_MATCHED || model == StudyModel.GRU
                ? StudyModel.QGRU_TWIN
                : StudyModel.QLSTM_TWIN;
        return Stream.of(StudyModel.LSTM_MATCHED, twin)
                .filter(peer -> peer != model)
                .map(peer -> new PeerModel(peer, network, training, base))
                .toList();
    }

    /** The name of a peer in {@code result.json}. */
    String key() {
        return model == StudyModel.LSTM_MATCHED ? "lstm" : "classicalTwin";
    }

    /** The name of a peer for people. */
    String label() {
        return model == StudyModel.LSTM_MATCHED ? "LSTM of that size" : "classical twin";
    }

    /** How a peer was trained, in words. */
    static String settings(LatentForecaster trained) {
        LossCurve loss = trained.latentLoss();
        return "trained alike, epoch " + loss.bestEpoch() + " of "
                + loss.train().size() + " kept";
    }

    /**
     * Trains it.
     *
     * @param trainer on whose machines; null for the calling thread
     * @param checkpoint file from which the training goes on, and in which it is kept
     */
    LatentForecaster fit(
            LatentSpace space,
            Parts parts,
            Dmd dmd,
            QuadraticMap quadratic,
            MinibatchTrainer<MultiLayerNetwork> trainer,
            Path checkpoint,
            FitListener listener) {
        LatentForecaster.Builder builder = LatentForecaster.builder(space)
                .latentModel(
                        LatentModel.of(network.layer(model), network.latent(), training.learningRate(), network.seed()))
                .anchor(training.anchored() ? parts.test().horizon() : 0)
                .seed(network.seed())
                .data(FittedData.of(parts.train()))
                .checkpoint(checkpoint);
        if (trainer != null) {
            builder.latentTrainer(trainer);
        }
        base.apply(builder, dmd, quadratic);
        if (training.minutes() != null) {
            builder.latentMinutes(training.minutes());
        } else {
            builder.latentUpdates(training.updates());
        }
        int minibatch = training.minibatch();
        return builder.build()
                .fit(parts.train().windows(minibatch), parts.validation().sequences(minibatch), listener);
    }

    /** Trainable numbers. */
    long parameters() {
        return network.parameters(model);
    }
}
