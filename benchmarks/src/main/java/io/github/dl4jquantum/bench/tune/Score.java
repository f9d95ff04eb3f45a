package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.job.BadInputException;
import java.util.Arrays;
import java.util.Locale;

/** What a search makes small, on the validation part. */
enum Score {
    /** Of the decoded fields. */
    FIELD("VRMSE of the rollout on the validation part"),
    /**
     * Of the latent values: without the decoder, whose error grows as the latent vector gets smaller, so that it compares
     * candidates of one latent size alone.
     */
    LATENT("weighted mean square error of the latent values over the rollout on the validation part");

    private final String description;

    Score(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** The score of that name. */
    static Score named(String name) {
        return Arrays.stream(values())
                .filter(score -> score.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown score '" + name + "': choose field or latent."));
    }
}
