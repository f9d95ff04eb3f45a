import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.baseline.Persistence;
import io.github.dl4jquantum.layers.QLSTM;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small forecaster of Burgers' equation in one dimension: data, encoder, QLSTM, scores, file. */
public class Forecast {
    public static void main(String[] args) throws Exception {
        Protocol protocol = Protocol.named("burgers1d").toBuilder()
                .byTrajectory(60, 10, 10) // to train, to choose the epoch, to score
                .latent(8)
                .updates(300)
                .build();
        Protocol.Parts parts = protocol.parts();
        LatentSpace space = protocol.latentSpace(parts)
                .fit(parts.train().windows(64), parts.validation().sequences(64), FitListener.NONE);
        QLSTM cell = new QLSTM.Builder()
                .nOut(32)
                .circuits(4) // a bank of circuits a gate: 16 expectations
                .encoding(InputEncoding.ANGLE)
                .directReadout(true)
                .build();
        LatentForecaster forecaster = LatentForecaster.builder(space)
                .latentModel(LatentModel.of(cell, protocol.latent(), 1e-2, 1))
                .latentUpdates(protocol.updates())
                .build()
                .fit(parts.train().windows(32), parts.validation().sequences(32));
        System.out.printf("rollout VRMSE: persistence %.3f%n", vrmse(new Persistence(), parts));
        System.out.printf("QLSTM %.3f%n", vrmse(forecaster, parts));
        Path file = Files.createTempDirectory("forecast").resolve("forecaster.zip");
        forecaster.save(file);
        System.out.printf("loaded from its file %.3f%n", vrmse(LatentForecaster.load(file), parts));
    }

    private static double vrmse(Forecaster forecaster, Protocol.Parts parts) {
        return Evaluation.of(forecaster, parts.test()).rollout().all().vrmse();
    }
}

// Output:
// rollout VRMSE: persistence 1.024
// QLSTM 0.262
// loaded from its file 0.262
