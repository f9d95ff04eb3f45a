package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.study.ExecutionChoice;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.engine.noisy.NoisyEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a trained forecaster is run under a {@link Condition}. Circuits have the noise itself. What has none gets what noise and
 * shots do to an expectation: every bounded value a in [-1, 1] becomes
 *
 * <pre>m = s a      a' = m + sqrt((1 - m^2) / shots) N(0, 1)</pre>
 *
 * <p>where s, the {@linkplain #slope slope}, is what the noise leaves of the expectations of the circuits that the control
 * stands beside. The twin's expectations get it as readout that errs with probability (1 - s) / 2 both ways, and real shots; of
 * an LSTM tanh is such a value, and a sigmoid is (1 + a) / 2. An offset of the readout, and what mitigation adds to the scatter,
 * are left out; a GRU cannot be disturbed.
 */
final class Perturbation {
    /** Draws of angles, and inputs to each, of the slope. */
    private static final int DRAWS = 20;

    private static final int INPUTS = 64;

    private static final List<StudyModel> GRUS = List.of(StudyModel.GRU, StudyModel.GRU_MATCHED);

    private Perturbation() {}

    /** Whether anything in models of that row is disturbed: circuits, or what stands beside some; nothing of a GRU is. */
    static boolean concerns(RowKey row) {
        return !row.isBaseline()
                && !row.bank().equals(CircuitBank.NONE)
                && !GRUS.contains(ComparedModel.named(row.model()).cell());
    }

    /** The forecaster under that condition, which is not exact. */
    static Forecaster of(
            Condition condition, LatentForecaster forecaster, StudyModel model, LatentNetwork network, long seed) {
        if (model.isQuantum()) {
            return ExecutionChoice.in(condition.execution(seed)).under(forecaster);
        }
        Circuit circuit = Ansatz.paper(network.qubits(), network.layers(), network.encoding());
        double slope = slope(circuit, condition.withoutShots().execution(seed).engine());
        Layer layer =
                forecaster.latentModel().getLayerWiseConfigurations().getConf(0).getLayer();
        if (layer instanceof LSTM lstm) {
            return new PerturbedLstm(
                    forecaster, lstm, new Scatter(slope, condition.shots(), new Random(condition.seedOf(seed))));
        }
        double error = Math.min(1, Math.max(0, (1 - slope) / 2));
        NoiseModel readout =
                NoiseModel.builder("slope " + slope).readout(error, error).build();
        Execution execution = Execution.of(readout);
        return ExecutionChoice.in(
                        condition.shots() == 0 ? execution : execution.shots(condition.shots(), condition.seedOf(seed)))
                .under(forecaster);
    }

    /**
     * What noise leaves of a circuit's expectations: the slope of the least squares line through the origin of noisy over exact
     * ones, at angles uniform in [0, 2 pi) and inputs N(0, 1).
     */
    static double slope(Circuit circuit, NoisyEngine engine) {
        Random random = new Random(1);
        double products = 0;
        double squares = 0;
        try (CircuitEvaluator<double[]> exact = new NoisyEngine(NoiseModel.NONE).circuit(circuit, Precision.DOUBLE);
                CircuitEvaluator<double[]> noisy = engine.circuit(circuit, Precision.DOUBLE)) {
            for (int draw = 0; draw < DRAWS; draw++) {
                double[] inputs = random.doubles((long) INPUTS * circuit.inputs())
                        .map(any -> random.nextGaussian())
                        .toArray();
                double[] angles =
                        random.doubles(circuit.parameters(), 0, 2 * Math.PI).toArray();
                double[] x = exact.forward(INPUTS, inputs, angles, false).clone();
                double[] y = noisy.forward(INPUTS, inputs, angles, false);
                for (int i = 0; i < x.length; i++) {
                    products += x[i] * y[i];
                    squares += x[i] * x[i];
                }
            }
        }
        return products / squares;
    }

    /**
     * What becomes of values in [-1, 1].
     *
     * @param shots 0 for no scatter
     */
    record Scatter(double slope, int shots, Random random) {
        double of(double value) {
            double mean = slope * value;
            return shots == 0 ? mean : mean + Math.sqrt(Math.max(0, 1 - mean * mean) / shots) * random.nextGaussian();
        }
    }

    /** A forecaster whose LSTM has other activations while it forecasts. */
    private record PerturbedLstm(LatentForecaster forecaster, LSTM layer, Scatter scatter) implements Forecaster {
        @Override
        public int contextLength() {
            return forecaster.contextLength();
        }

        @Override
        public INDArray rollout(INDArray context, int steps) {
            IActivation values = layer.getActivationFn();
            IActivation gates = layer.getGateActivationFn();
            layer.setActivationFn(new PerturbedActivation(values, -1, scatter));
            layer.setGateActivationFn(new PerturbedActivation(gates, 0, scatter));
            try {
                return forecaster.rollout(context, steps);
            } finally {
                layer.setActivationFn(values);
                layer.setGateActivationFn(gates);
            }
        }
    }
}
