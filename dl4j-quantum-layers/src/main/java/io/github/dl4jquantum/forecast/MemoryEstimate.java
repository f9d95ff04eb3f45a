package io.github.dl4jquantum.forecast;

/**
 * What fitting a protocol's latent space, baselines and models takes at its peak, beside Java and its libraries: generous,
 * and without the weights of an {@link Encoder#MLP}.
 *
 * @param heap bytes on Java's heap
 * @param nativeMemory bytes of arrays beside it
 */
public record MemoryEstimate(double heap, double nativeMemory) {
    /** Arrays of one segment that a forecast of it has at a time, the collector's delay included. */
    private static final double OF_A_SEGMENT = 24;

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
                (inFiles ? Math.min(all, Protocol.mostHeld()) : all) + windows(protocol, values, snapshots),
                segment + encoder(protocol, values, rows));
    }

    /** Features and labels of all parts in double precision, where latents are as many as values. */
    private static double windows(Protocol protocol, double values, double snapshots) {
        return protocol.encoder() == Encoder.NONE ? 2 * Double.BYTES * snapshots * values * protocol.context() : 0;
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
