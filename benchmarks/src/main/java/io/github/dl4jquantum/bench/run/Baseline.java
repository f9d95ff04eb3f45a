package io.github.dl4jquantum.bench.run;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;

import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.forecast.baseline.Dmd;
import io.github.dl4jquantum.forecast.baseline.Extrapolation;
import io.github.dl4jquantum.forecast.baseline.Persistence;
import io.github.dl4jquantum.forecast.baseline.QuadraticMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/** Forecasts that every model has to beat. They are in every comparison. */
public enum Baseline {
    PERSISTENCE(1) {
        @Override
        public Fitted fit(LatentSpace pod, Segments train, Segments validation, DoubleConsumer progress) {
            return new Fitted(new Persistence(), "", 0);
        }
    },
    LINEAR_EXTRAPOLATION(2) {
        @Override
        public Fitted fit(LatentSpace pod, Segments train, Segments validation, DoubleConsumer progress) {
            return new Fitted(new Extrapolation(1), "", 0);
        }
    },
    QUADRATIC_EXTRAPOLATION(3) {
        @Override
        public Fitted fit(LatentSpace pod, Segments train, Segments validation, DoubleConsumer progress) {
            return new Fitted(new Extrapolation(2), "", 0);
        }
    },
    DMD(1) {
        @Override
        public Fitted fit(LatentSpace pod, Segments train, Segments validation, DoubleConsumer progress) {
            Dmd dmd = Dmd.fit(pod, train, validation, progress);
            return new Fitted(
                    dmd,
                    dmd.rank() + " modes, " + dmd.lags() + " lags, ridge " + dmd.ridge(),
                    dmd.map().parameters());
        }
    },
    QUADRATIC_MAP(1) {
        @Override
        public Fitted fit(LatentSpace pod, Segments train, Segments validation, DoubleConsumer progress) {
            QuadraticMap map = QuadraticMap.fit(pod, train, validation, progress);
            return new Fitted(
                    map,
                    pod.latent() + " modes, products with " + map.quadratic() + ", ridge " + map.ridge(),
                    map.map().parameters());
        }
    };

    private static final int MODES = 32;
    private static final int SNAPSHOTS_AT_A_TIME = 64;

    private final int context;

    Baseline(int context) {
        this.context = context;
    }

    /**
     * A baseline that is ready to forecast.
     *
     * @param forecaster itself
     * @param choice what validation chose, in words; empty where there is no choice
     * @param parameters fitted numbers
     */
    public record Fitted(Forecaster forecaster, String choice, long parameters) {}

    /**
     * Fits it to the train part; what it leaves open is chosen on the validation part.
     *
     * @param pod the latent space of those that need one
     * @param progress told of the share that is done, 0 to 1
     */
    public abstract Fitted fit(LatentSpace pod, Segments train, Segments validation, DoubleConsumer progress);

    /** Where maps are fitted: the models' latent space, or few modes where models work on all values themselves. */
    public static LatentSpace modes(LatentSpace space, Protocol protocol, Parts parts) {
        if (protocol.encoder() != Encoder.NONE) {
            return space;
        }
        int snapshots = parts.train().size() * parts.train().time();
        int most = Math.min(snapshots, parts.train().valuesPerSnapshot()) - 1;
        return asked(() -> protocol.toBuilder()
                .encoder(Encoder.POD)
                .latent(Math.max(1, Math.min(MODES, most)))
                .build()
                .latentSpace(parts)
                .fit(
                        parts.train().windows(SNAPSHOTS_AT_A_TIME),
                        parts.validation().sequences(SNAPSHOTS_AT_A_TIME),
                        FitListener.NONE));
    }

    /** Those that can forecast from so many snapshots. */
    public static List<Baseline> within(int context) {
        return Arrays.stream(values())
                .filter(baseline -> baseline.context <= context)
                .toList();
    }

    /** The baseline of that name, or null. */
    public static Baseline named(String name) {
        return Arrays.stream(values())
                .filter(baseline -> baseline.toString().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Its name in {@code result.json}: persistence, linear, quadratic, dmd or quadraticMap. */
    public String key() {
        return switch (this) {
            case PERSISTENCE, DMD -> toString();
            case LINEAR_EXTRAPOLATION -> "linear";
            case QUADRATIC_EXTRAPOLATION -> "quadratic";
            case QUADRATIC_MAP -> "quadraticMap";
        };
    }

    /** Its name for people. */
    public String label() {
        return this == DMD ? "DMD" : toString().replace('-', ' ');
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
