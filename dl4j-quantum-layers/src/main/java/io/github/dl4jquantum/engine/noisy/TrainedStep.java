package io.github.dl4jquantum.engine.noisy;

/** A step with coefficients that depend on parameters. */
abstract class TrainedStep extends Step {

    private final int index;

    /** @param index number of this step among all that have angles of parameters */
    TrainedStep(int index) {
        this.index = index;
    }

    final int index() {
        return index;
    }

    /** Number of sums that its gradient is made of. */
    abstract int coefficients();

    /**
     * Sets the coefficients.
     *
     * @param occurrence the angle that is shifted, -1 for none
     * @param shift what is added to it
     */
    abstract void prepare(double[] parameters, int occurrence, double shift);

    /** Adds d loss / d parameters at the point of the last {@link #prepare}. */
    abstract void addGradient(double[] sums, double[] parameters, double[] gradients);
}
