package io.github.dl4jquantum.arbiter;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.GraphConfiguration;
import org.deeplearning4j.arbiter.listener.DL4JArbiterStatusReportingListener;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultSaver;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.deeplearning4j.arbiter.scoring.util.ScoreUtil;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains and scores the candidates of an Arbiter search over networks, in place of Arbiter's own task creators:
 *
 * <pre>{@code new LocalOptimizationRunner(workers, configuration, new NetworkTaskCreator()).execute();}</pre>
 *
 * <p>Candidates of a {@code MultiLayerSpace} and of a {@code ComputationGraphSpace}, for a number of epochs or with early
 * stopping. Arbiter's creators collect all garbage and sleep for two seconds after every candidate; this one goes on at
 * once. A score that is not finite makes a candidate fail, as an exception does: Arbiter's runner would keep a NaN that
 * comes first for the best score.
 *
 * <p>The runner may be null, where other machines do the work: then no model is saved.
 */
@SuppressWarnings({"rawtypes", "unchecked", "deprecation"}) // Arbiter's interface is raw, and still has data providers.
public final class NetworkTaskCreator implements TaskCreator, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            DataProvider data,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        return () -> new Task(candidate, listeners, runner)
                .call(
                        () -> data.trainData(candidate.getDataParameters()),
                        network -> score.score(network, data, candidate.getDataParameters()));
    }

    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            Class<? extends DataSource> source,
            Properties properties,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        return () -> new Task(candidate, listeners, runner)
                .call(() -> trainData(source, properties), network -> score.score(network, source, properties));
    }

    private static Object trainData(Class<? extends DataSource> type, Properties properties)
            throws ReflectiveOperationException {
        DataSource source = type.getDeclaredConstructor().newInstance();
        if (properties != null) {
            source.configure(properties);
        }
        return source.trainData();
    }

    /** One candidate. */
    private record Task(Candidate candidate, List<StatusListener> listeners, IOptimizationRunner runner) {

        OptimizationResult call(Callable<?> trainData, ToDoubleFunction<Model> score) {
            CandidateInfo info = new CandidateInfo();
            info.setIndex(candidate.getIndex());
            info.setCandidateStatus(CandidateStatus.Running);
            info.setFlatParams(candidate.getFlatParameters());
            info.setStartTime(System.currentTimeMillis());
            OptimizationResult result = new OptimizationResult(candidate, null, candidate.getIndex(), null, info, null);
            try {
                Model network = network(info);
                network = train(network, trainData.call());
                double value = score.applyAsDouble(network);
                if (!Double.isFinite(value)) {
                    throw new ArithmeticException("The score of candidate " + candidate.getIndex() + " is " + value);
                }
                result.setScore(value);
                info.setScore(value);
                info.setCandidateStatus(CandidateStatus.Complete);
                save(result, network);
            } catch (Exception | OutOfMemoryError e) {
                result.setScore(null);
                info.setCandidateStatus(CandidateStatus.Failed);
                info.setExceptionStackTrace(ExceptionUtils.getStackTrace(e));
            } finally {
                Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
            }
            info.setEndTime(System.currentTimeMillis());
            for (StatusListener listener : listeners) {
                listener.onCandidateStatusChange(info, runner, result);
            }
            return result;
        }

        private Model network(CandidateInfo info) {
            Object value = candidate.getValue();
            Model network;
            if (value instanceof DL4JConfiguration layers) {
                network = new MultiLayerNetwork(layers.getMultiLayerConfiguration());
            } else if (value instanceof GraphConfiguration graph) {
                network = new ComputationGraph(graph.getConfiguration());
            } else {
                throw new IllegalArgumentException("Candidates are networks, of a MultiLayerSpace or a"
                        + " ComputationGraphSpace; candidate " + candidate.getIndex() + " is " + value);
            }
            network.init();
            if (!listeners.isEmpty()) {
                network.addListeners(new DL4JArbiterStatusReportingListener(listeners, info));
            }
            return network;
        }

        private Model train(Model network, Object data) {
            if (network instanceof ComputationGraph graph) {
                GraphConfiguration value = (GraphConfiguration) candidate.getValue();
                var iterator = ScoreUtil.getMultiIterator(data);
                EarlyStoppingConfiguration<ComputationGraph> stopping = value.getEarlyStoppingConfiguration();
                if (stopping != null) {
                    return best(new EarlyStoppingGraphTrainer(stopping, graph, iterator, null).fit());
                }
                graph.fit(iterator, value.getNumEpochs());
                return graph;
            }
            MultiLayerNetwork layers = (MultiLayerNetwork) network;
            DL4JConfiguration value = (DL4JConfiguration) candidate.getValue();
            var iterator = ScoreUtil.getIterator(data);
            EarlyStoppingConfiguration<MultiLayerNetwork> stopping = value.getEarlyStoppingConfiguration();
            if (stopping != null) {
                return best(new EarlyStoppingTrainer(stopping, layers, iterator).fit());
            }
            layers.fit(iterator, value.getNumEpochs());
            return layers;
        }

        private static Model best(EarlyStoppingResult<?> result) {
            if (result.getTerminationReason() == EarlyStoppingResult.TerminationReason.Error
                    || result.getBestModel() == null) {
                throw new IllegalStateException(
                        "Early stopping ended with an error: " + result.getTerminationDetails());
            }
            return result.getBestModel();
        }

        private void save(OptimizationResult result, Model network) throws IOException {
            ResultSaver saver =
                    runner == null ? null : runner.getConfiguration().getResultSaver();
            if (saver != null) {
                result.setResultReference(saver.saveModel(result, network));
            }
        }
    }
}
