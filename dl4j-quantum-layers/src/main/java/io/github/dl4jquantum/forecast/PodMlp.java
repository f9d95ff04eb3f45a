package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.EpochLoop.Plan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * {@link Encoder#POD_MLP}: the first modes and a correction, between the coordinates of a larger POD:
 *
 * <pre>
 * a = coordinates in the larger POD, in units of the first one's deviation       D_i: their deviations
 * c = A a + F(a / D)          A: the first r rows of the identity, at first; F: an MLP that is 0 at first
 * z = (c - mean) / deviation  over the training part
 * a ~ B c + G(c / D)          B = A^T and G = 0 at first
 * </pre>
 *
 * <p>F and G are dense layers of 128, 128 ELU and a linear one. All of A, B, F and G is trained, from what is the POD of r
 * modes: validation keeps it if nothing better comes.
 *
 * @param pod the larger POD
 * @param graph vertices as {@link #create} names them
 * @param mean of c, [1, latent]
 * @param deviation of c, [1, latent]
 */
record PodMlp(Pod pod, ComputationGraph graph, INDArray mean, INDArray deviation) implements Codec {
    /** Modes of the larger POD for each latent value. */
    static final int MODES = 5;

    private static final int HIDDEN = 128;

    /** A codec and the loss of its training, in normalised values. */
    record Fit(PodMlp codec, LossCurve loss) {}

    /** Fits to normalised rows; {@code learningRate} at its largest. */
    static Fit fit(Rows train, Rows validation, int latent, double learningRate, Plan plan, FitListener listener) {
        int modes = Math.min(MODES * latent, Math.min(train.rows() - 1, train.columns()));
        PodMlp start =
                create(Pod.fit(train, Math.max(modes, latent), listener::podDone), latent, learningRate, plan.seed());
        INDArray coordinates = train.map(start::coordinates);
        INDArray held = validation.map(start::coordinates);
        ComputationGraph graph = start.graph;
        double unit = start.pod.deviation().getDouble(0);
        double lossUnit = unit * unit * coordinates.columns() / train.columns();
        LossCurve loss = new EpochLoop<>(plan, graph, graph.getLayers(), listener)
                .run(new DataSet(coordinates, coordinates), lossUnit, () -> lossUnit * start.loss(held));
        return new Fit(start.whitened(coordinates), loss);
    }

    /** The POD of {@code latent} modes, ready to be trained, its latents not yet in units of their deviations. */
    static PodMlp create(Pod pod, int latent, double learningRate, long seed) {
        int modes = pod.modes().rows();
        GraphBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(Seeds.repeatable(seed))
                .dataType(pod.modes().dataType())
                .weightInit(WeightInit.XAVIER)
                .updater(new VectorAdam(new WarmupCosineSchedule(learningRate)))
                .graphBuilder()
                .addInputs("a")
                .addLayer("white", new FrozenLayerWithBackprop(linear(modes, modes)), "a")
                .addLayer("A", linear(modes, latent), "a");
        mlp(layers, "F", "white", modes, latent);
        layers.addVertex("c", new ElementWiseVertex(ElementWiseVertex.Op.Add), "A", "F3")
                .addLayer("whiteLatents", new FrozenLayerWithBackprop(linear(latent, latent)), "c")
                .addLayer("B", linear(latent, modes), "c");
        mlp(layers, "G", "whiteLatents", latent, modes);
        layers.addVertex("again", new ElementWiseVertex(ElementWiseVertex.Op.Add), "B", "G3")
                .addLayer(
                        "loss",
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "again")
                .setOutputs("loss");
        ComputationGraph graph = new ComputationGraph(layers.build());
        graph.init();
        PodMlp start = new PodMlp(
                pod,
                graph,
                Nd4j.zeros(pod.modes().dataType(), 1, latent),
                Nd4j.ones(pod.modes().dataType(), 1, latent));
        INDArray units = start.units();
        for (int i = 0; i < modes; i++) {
            graph.getLayer("white").getParam("W").putScalar(i, i, 1 / units.getDouble(i));
        }
        for (int i = 0; i < latent; i++) {
            graph.getLayer("whiteLatents").getParam("W").putScalar(i, i, 1 / units.getDouble(i));
            graph.getLayer("A").getParam("W").putScalar(i, i, 1);
            graph.getLayer("B").getParam("W").putScalar(i, i, 1);
        }
        return start;
    }

    /** Without bias; its weights are given, not drawn. */
    private static DenseLayer linear(int in, int out) {
        return new DenseLayer.Builder()
                .nIn(in)
                .nOut(out)
                .hasBias(false)
                .weightInit(WeightInit.ZERO)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static void mlp(GraphBuilder layers, String name, String input, int in, int out) {
        layers.addLayer(name + 1, dense(in, HIDDEN, Activation.ELU, WeightInit.XAVIER), input)
                .addLayer(name + 2, dense(HIDDEN, HIDDEN, Activation.ELU, WeightInit.XAVIER), name + 1)
                .addLayer(name + 3, dense(HIDDEN, out, Activation.IDENTITY, WeightInit.ZERO), name + 2);
    }

    private static DenseLayer dense(int in, int out, Activation activation, WeightInit weights) {
        return new DenseLayer.Builder()
                .nIn(in)
                .nOut(out)
                .weightInit(weights)
                .activation(activation)
                .build();
    }

    /** D, [1, modes] */
    private INDArray units() {
        return pod.deviation().div(pod.deviation().getDouble(0));
    }

    /** a of normalised rows. */
    private INDArray coordinates(INDArray rows) {
        return pod.encode(rows).muliRowVector(units());
    }

    /** Mean squared error of coordinates that pass through c. */
    private double loss(INDArray coordinates) {
        double distance = expand(reduce(coordinates)).distance2(coordinates);
        return distance * distance / coordinates.length();
    }

    /** With latents of mean 0 and deviation 1 over the given coordinates. */
    private PodMlp whitened(INDArray coordinates) {
        INDArray reduced = reduce(coordinates);
        return new PodMlp(
                pod,
                graph,
                reduced.mean(0).reshape(mean.shape()),
                Whitening.units(reduced.std(false, 0).reshape(mean.shape())));
    }

    /** a -> c */
    private INDArray reduce(INDArray a) {
        return a.mmul(weights("A")).addi(mlp("F", a.mmul(weights("white"))));
    }

    /** c -> a */
    private INDArray expand(INDArray c) {
        return c.mmul(weights("B")).addi(mlp("G", c.mmul(weights("whiteLatents"))));
    }

    /** From the weights alone: a layer's own activate keeps its input in the layer, which threads would share. */
    private INDArray mlp(String name, INDArray input) {
        return sums(name + 3, elu(sums(name + 2, elu(sums(name + 1, input)))));
    }

    private INDArray sums(String layer, INDArray input) {
        return input.mmul(weights(layer)).addiRowVector(graph.getLayer(layer).getParam("b"));
    }

    private static INDArray elu(INDArray sums) {
        return new ActivationELU().getActivation(sums, false);
    }

    private INDArray weights(String layer) {
        return graph.getLayer(layer).getParam("W");
    }

    @Override
    public Encoder encoder() {
        return Encoder.POD_MLP;
    }

    @Override
    public INDArray encode(INDArray rows) {
        return reduce(coordinates(rows)).subiRowVector(mean).diviRowVector(deviation);
    }

    @Override
    public INDArray decode(INDArray latents) {
        return pod.decode(
                expand(latents.mulRowVector(deviation).addiRowVector(mean)).diviRowVector(units()));
    }

    @Override
    public long parameters() {
        long given = weights("white").length() + weights("whiteLatents").length();
        return pod.parameters() + graph.numParams() - given;
    }
}
