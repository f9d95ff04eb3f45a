import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.baseline.Persistence;
import io.github.dl4jquantum.layers.QGRU;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A forecaster of a file of one's own: here waves on a line, in NumPy's format. */
public class OwnFile {
    public static void main(String[] args) throws Exception {
        Path file = Files.createTempFile("waves", ".npy");
        INDArray waves = Nd4j.create(DataType.FLOAT, 40, 12, 32); // [trajectory, time, x]
        for (int k = 0; k < 40; k++) {
            for (int t = 0; t < 12; t++) {
                for (int x = 0; x < 32; x++) {
                    waves.putScalar(k, t, x, Math.sin(x * Math.PI / 16 - 0.7 * t + k) * Math.exp(-0.03 * t));
                }
            }
        }
        Files.write(file, Nd4j.toNpyByteArray(waves));

        try (DataFile data = DataFile.open(file)) {
            Protocol protocol = Protocol.named("advection1d").toBuilder() // its data are not made: the file's are cut
                    .byTrajectory(28, 4, 8)
                    .context(3)
                    .latent(4)
                    .updates(200)
                    .build();
            Protocol.Parts parts = protocol.parts(data.trajectories(Axes.parse("trajectory,time,x"), null));
            LatentSpace space = protocol.latentSpace(parts)
                    .fit(parts.train().windows(64), parts.validation().sequences(64), FitListener.NONE);
            LatentForecaster forecaster = LatentForecaster.builder(space)
                    .latentModel(LatentModel.of(
                            new QGRU.Builder().nOut(16).circuits(2).build(), 4, 1e-2, 1))
                    .latentUpdates(protocol.updates())
                    .build()
                    .fit(parts.train().windows(32), parts.validation().sequences(32));
            System.out.printf("persistence %.3f%n", vrmse(Evaluation.of(new Persistence(), parts.test())));
            System.out.printf("QGRU %.3f%n", vrmse(Evaluation.of(forecaster, parts.test())));
        }
        Files.delete(file);
    }

    private static double vrmse(Evaluation evaluation) {
        return evaluation.rollout().all().vrmse();
    }
}

// Output:
// persistence 1.670
// QGRU 0.070
