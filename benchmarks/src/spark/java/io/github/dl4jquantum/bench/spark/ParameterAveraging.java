package io.github.dl4jquantum.bench.spark;

import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.forecast.MinibatchTrainer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.DoubleAccumulator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Trains a network by Deeplearning4j's parameter averaging: every call is one averaging, of workers that are each a Spark
 * task with the next minibatches in their order. A worker that had fewer of them at the end of an epoch counts as much as
 * the others. The order in which Spark adds up the parameters of three and more workers is that of their coming, which
 * changes last digits.
 */
final class ParameterAveraging implements MinibatchTrainer<MultiLayerNetwork> {
    /**
     * Of each worker between two averagings, as Deeplearning4j has it: an averaging costs up to 0.1 s, as much as a
     * minibatch of the usual model, and workers that part for longer learn less together. One worker's parameters are
     * their own mean, however often.
     */
    private static final int UPDATES = 5;

    private final JavaSparkContext context;
    private final int workers;
    private final Function<Exception, RuntimeException> refused;

    /** @param refused what to throw where Spark fails */
    ParameterAveraging(JavaSparkContext context, int workers, Function<Exception, RuntimeException> refused) {
        this.context = context;
        this.workers = workers;
        this.refused = refused;
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public int updates() {
        return UPDATES;
    }

    @Override
    public double fit(MultiLayerNetwork network, List<DataSet> minibatches) {
        MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
        int iteration = conf.getIterationCount() + (minibatches.size() - 1) / workers + 1;
        int epoch = conf.getEpochCount();
        double loss;
        try {
            loss = fitOnSpark(network, minibatches);
        } catch (Exception e) { // Spark's own is checked, and Scala does not say so
            throw refused.apply(e);
        }
        conf.setIterationCount(iteration); // it counts as many as the most that a worker could have done
        conf.setEpochCount(epoch); // and takes every call for an epoch
        network.getListeners().forEach(each -> each.iterationDone(network, iteration, epoch));
        return loss;
    }

    private double fitOnSpark(MultiLayerNetwork network, List<DataSet> minibatches) {
        int size = minibatches.get(0).numExamples();
        DoubleAccumulator loss = context.sc().doubleAccumulator();
        var options = new ParameterAveragingTrainingMaster.Builder(workers, size)
                .batchSizePerWorker(size)
                .averagingFrequency(UPDATES)
                .saveUpdater(true)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .repartionData(Repartition.Never) // it lies as it should
                .storageLevel(null) // nothing is read twice
                .aggregationDepth(1) // tasks of a second stage may be done, and their losses counted, twice
                .rngSeed(0) // of a split into several averagings
                .trainingHooks(new Slot(loss));
        Broadcast<List<DataSet>> all = context.broadcast(minibatches); // Spark warns of tasks as large
        try {
            JavaRDD<DataSet> data = context.parallelize(
                            IntStream.range(0, minibatches.size()).boxed().toList(),
                            Math.min(workers, minibatches.size()))
                    .map(index -> all.value().get(index));
            new SparkDl4jMultiLayer(context, network, new Counted(options, minibatches.size())).fit(data);
            return loss.value();
        } finally {
            all.destroy();
        }
    }

    /** Knows how many minibatches there are, for which Deeplearning4j asks by a Spark job: a third of what an averaging costs. */
    private static final class Counted extends ParameterAveragingTrainingMaster {
        private final int minibatches;

        Counted(Builder options, int minibatches) {
            super(options);
            this.minibatches = minibatches;
        }

        @Override
        protected <T, R extends JavaRDDLike<T, R>> long getTotalDataSetObjectCount(JavaRDDLike<T, R> data) {
            return minibatches;
        }
    }

    /**
     * A task slot at work.
     *
     * @param loss scores times examples, for Deeplearning4j gives the last minibatches' alone
     */
    private record Slot(DoubleAccumulator loss) implements TrainingHook {

        @Override
        public void preUpdate(org.nd4j.linalg.dataset.api.DataSet minibatch, Model model) {
            Threads.one();
        }

        @Override
        public void postUpdate(org.nd4j.linalg.dataset.api.DataSet minibatch, Model model) {
            loss.add(model.score() * minibatch.numExamples());
        }

        @Override
        public void preUpdate(MultiDataSet minibatch, Model model) {
            throw new UnsupportedOperationException("no graph is trained here");
        }

        @Override
        public void postUpdate(MultiDataSet minibatch, Model model) {
            throw new UnsupportedOperationException("no graph is trained here");
        }
    }
}
