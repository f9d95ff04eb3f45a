package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.problem.InitialFamily;

/** The ready protocols. */
final class Protocols {

    private Protocols() {}

    static Protocol named(String problem) {
        ProtocolBuilder protocol = Protocol.builder(problem);
        return switch (problem) {
            case "burgers2d" -> protocol.parameter("reynolds", 100).build();
            case "grayscott2d" -> protocol.parameter("diffusivityU", 1.6e-4)
                    .parameter("diffusivityV", 8e-5)
                    .grid(24)
                    .coarsening(1)
                    .saveInterval(50)
                    .byTrajectory(300, 40, 60)
                    .build();
            case "hamiltonjacobibellman2d" -> protocol.grid(32)
                    .coarsening(1)
                    .saveInterval(0.8)
                    .byTrajectory(140, 20, 40)
                    .latent(16)
                    .build();
            case "michaelismenten3d" -> protocol.parameter("diffusivity", 0.02)
                    .parameter("michaelisConstant", 0.05)
                    .coarsening(1)
                    .saveInterval(0.1)
                    .byTrajectory(200, 30, 50)
                    .latent(16)
                    .build();
            default -> throw unknown(problem);
        };
    }

    static Protocol paper(String problem) {
        ProtocolBuilder protocol = Protocol.builder(problem)
                .initial(InitialFamily.PAPER)
                .coarsening(1)
                .snapshots(200)
                .randomWindows(1)
                .context(10)
                .horizon(1)
                .normalization(Normalization.MIN_MAX);
        return switch (problem) {
            case "burgers2d" -> protocol.fields("u")
                    .saveInterval(0.01)
                    .latent(8)
                    .build();
            case "grayscott2d" -> protocol.fields("u")
                    .saveInterval(10)
                    .latent(8)
                    .build();
            case "hamiltonjacobibellman2d" -> protocol.saveInterval(0.02)
                    .latent(4)
                    .build();
            case "michaelismenten3d" -> protocol.saveInterval(0.005).latent(4).build();
            default -> throw unknown(problem);
        };
    }

    private static IllegalArgumentException unknown(String problem) {
        return new IllegalArgumentException("No protocol '" + problem
                + "': choose burgers2d, grayscott2d, hamiltonjacobibellman2d or michaelismenten3d, or build your own.");
    }
}
