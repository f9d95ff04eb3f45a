package io.github.dl4jquantum.forecast;

/** How a {@link LatentSpace} makes few numbers of a snapshot's many. */
public enum Encoder {
    /** A multilayer perceptron that narrows to the latent size, and its mirror image as decoder, as in the paper. */
    MLP,
    /** The default: proper orthogonal decomposition: coordinates in the linear modes that hold most of the training part's energy. */
    POD,
    /** The first modes of a POD and a trained correction that starts at zero; on the validation part no worse than POD. */
    POD_MLP,
    /** The normalised values themselves: the latent size is the number of values. */
    NONE
}
