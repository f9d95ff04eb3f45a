package io.github.dl4jquantum.testing;

/** How far numbers may differ that should be equal, relative to the larger of 1 and the expected number. */
public final class Tolerances {

    /** Expectations and states of two engines, double. */
    public static final double DOUBLE = 1e-10;

    /** A gate's matrix times its conjugate transpose against the identity, double. */
    public static final double UNITARITY = 1e-14;

    /** The norm of a state after 1,000 gates, double. */
    public static final double NORM = 1e-12;

    /** Gradients against parameter-shift, double. */
    public static final double DOUBLE_GRADIENT = 1e-9;

    /** Gradients against central differences of step {@link #STEP}, double: the differences' own error. */
    public static final double CENTRAL_DIFFERENCE = 1e-7;

    /** Step of a central difference. */
    public static final double STEP = 1e-5;

    /** Expectations and gradients, float. */
    public static final double FLOAT = 1e-4;

    private Tolerances() {}
}
