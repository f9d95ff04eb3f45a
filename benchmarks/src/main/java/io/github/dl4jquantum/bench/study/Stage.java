package io.github.dl4jquantum.bench.study;

/** The stages of a run, in their order. */
enum Stage {
    DATA("data"),
    ENCODER("encoder"),
    TRAIN("latent model"),
    EVALUATE("evaluation");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
