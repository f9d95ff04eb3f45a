package io.github.dl4jquantum.forecast;

/**
 * What fitting a protocol's latent space and baselines takes at its peak ({@link #of}), and its models ({@link
 * #ofTraining}), beside Java and its libraries: generous, and without the weights of an {@link Encoder#MLP}.
 *
 * @param heap bytes on Java's heap
 * @param nativeMemory bytes of arrays beside it
 */
public record MemoryEstimate(double heap, double nativeMemory) {
    /** Arrays of one segment that a forecast of it has at a time, the collector's delay included. */
    private static final double OF_A_SEGMENT = 24;

    /** On the heap, of a model's weights: what its layers compute with, forward and back, and the collector's delay. */
    private static final double OF_WEIGHTS = 4;

    /** On the heap, of a minibatch of latent vectors: features, their gradients and the layers' own order of them. */
    private static final double OF_A_MINIBATCH = 3;

    /** Beside the heap: weights, gradients, Adam's two moments, the best and what is saved. */
    private static final double COPIES_OF_WEIGHTS = 6;

    /** Nothing. */
    public static final MemoryEstimate NONE = new MemoryEstimate(0, 0);

    /**
     * {@return the estimate for data of some trajectories}
     *
     * @param protocol how the data is cut, encoded and learned from
     * @param values of a snapshot, as it is kept
     * @param trajectories of all parts together, not always the protocol's
     * @param inFiles whether snapshots can be read again: then those that take more than a quarter of the heap are
     */
    public static MemoryEstimate of(Protocol protocol, double values, int trajectories, boolean inFiles) {
        double snapshots = (double) trajectories * protocol.snapshots();
        double all = Float.BYTES * snapshots * values;
        double rows = snapshots * protocol.train() / protocol.trajectories();
        double segment = OF_A_SEGMENT * Float.BYTES * values * protocol.snapshots();
        return new MemoryEstimate(
                inFiles ? Math.min(all, Protocol.mostHeld()) : all, segment + encoder(protocol, values, rows));
    }

    /**
     * {@return what the latent models take beside their data: next to nothing, unless latent vectors are whole snapshots}
     *
     * @param protocol how long windows are, and how large latent vectors
     * @param models that are trained side by side
     * @param weights trainable numbers of each
     * @param minibatch windows in an update
     */
    public static MemoryEstimate ofTraining(Protocol protocol, int models, double weights, int minibatch) {
        double windows = (double) minibatch * protocol.latent() * protocol.context();
        return new MemoryEstimate(
                Float.BYTES * models * (OF_WEIGHTS * weights + OF_A_MINIBATCH * windows),
                Float.BYTES * models * COPIES_OF_WEIGHTS * weights);
    }

    /**
     * {@return both together}
     *
     * @param other what is needed at the same time
     */
    public MemoryEstimate plus(MemoryEstimate other) {
        return new MemoryEstimate(heap + other.heap, nativeMemory + other.nativeMemory);
    }

    private static double encoder(Protocol protocol, double values, double rows) {
        boolean all = rows * values <= Rows.WHOLE || protocol.encoder() == Encoder.MLP;
        double block = 2 * Float.BYTES * (all ? rows * values : Rows.SOME);
        return block
                + switch (protocol.encoder()) {
                    case NONE -> 5 * Float.BYTES * rows * values * protocol.context();
                    case MLP -> sounded(values);
                    case POD -> pod(values, rows, protocol.latent(), all);
                    case POD_MLP -> sounded(values) + pod(values, rows, PodMlp.MODES * (double) protocol.latent(), all);
                };
    }

    /** What the decoder says about a change of one latent value: above, below, and what one of them is made from. */
    private static double sounded(double values) {
        return 3 * Float.BYTES * Codec.SOUNDED * values;
    }

    private static double pod(double values, double rows, double modes, boolean all) {
        double blocks = 3 * Double.BYTES * Math.min(rows * values, Math.max(MeanFree.USUAL, values));
        double smaller = Math.min(values, rows);
        double count = Math.min(modes, smaller);
        boolean product = all || values < rows && values <= MeanFree.WIDEST_PRODUCT;
        double vectors = product
                ? 3 * smaller * smaller + count * values
                : 4 * values * SubspaceIteration.columns((int) count, (int) rows, (int) values);
        return blocks + Double.BYTES * (vectors + 2 * count * values);
    }
}
