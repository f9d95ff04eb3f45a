package io.github.dl4jquantum.forecast;

/** How a {@link LatentSpace} makes few numbers of a snapshot's many. */
public enum Encoder {
    /** A multilayer perceptron that narrows to the latent size, and its mirror image as decoder; both are trained. */
    MLP,
    /** Proper orthogonal decomposition: coordinates in the linear modes that hold most of the training part's energy. */
    POD,
    /** The normalised values themselves: the latent size is the number of values. */
    NONE
}
