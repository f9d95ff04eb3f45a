package io.github.dl4jquantum.bench.job;

/** The stages of a run, in their order, and the usual share of each in the whole time: for an estimate, no more. */
public enum Stage {
    DATA("data", 0.1),
    ENCODER("encoder", 0.15),
    TRAIN("training", 0.7),
    EVALUATE("evaluation", 0.05);

    private final String label;
    private final double share;

    Stage(String label, double share) {
        this.label = label;
        this.share = share;
    }

    double share() {
        return share;
    }

    /** Share of all stages before. */
    double start() {
        double before = 0;
        for (Stage other : values()) {
            before += other.compareTo(this) < 0 ? other.share : 0;
        }
        return before;
    }

    @Override
    public String toString() {
        return label;
    }
}
