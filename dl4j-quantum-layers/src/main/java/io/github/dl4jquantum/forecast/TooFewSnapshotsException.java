package io.github.dl4jquantum.forecast;

/** A POD is asked for more modes than its snapshots span: n of them, less their mean, span n - 1. */
public final class TooFewSnapshotsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int modes;
    private final int snapshots;

    TooFewSnapshotsException(int modes, int snapshots) {
        super("A POD of " + modes + " modes from " + snapshots + " snapshots: choose 1 to " + (snapshots - 1)
                + ", or train on more snapshots.");
        this.modes = modes;
        this.snapshots = snapshots;
    }

    /** {@return the modes that were asked for} */
    public int modes() {
        return modes;
    }

    /** {@return the distinct snapshots to train on} */
    public int snapshots() {
        return snapshots;
    }
}
