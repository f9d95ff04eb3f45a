package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import java.util.List;

/** The ready protocols. */
final class Protocols {

    private Protocols() {}

    static Protocol named(String problem) {
        ProtocolBuilder protocol = Protocol.builder(problem);
        return switch (problem) {
            case "advection1d" -> protocol.saveInterval(0.15)
                    .coarsening(1)
                    .byTrajectory(200, 30, 50)
                    .latent(8)
                    .build();
            case "burgers1d" -> protocol.saveInterval(0.15)
                    .coarsening(1)
                    .latent(16)
                    .build();
            case "burgers2d" -> protocol.parameter("reynolds", 100)
                    .byTrajectory(840, 60, 100)
                    .build();
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
            case "kortewegdevries1d" -> protocol.saveInterval(0.15)
                    .coarsening(1)
                    .latent(32)
                    .build();
            case "kuramotosivashinsky1d" -> protocol.saveInterval(2)
                    .coarsening(1)
                    .latent(16)
                    .build();
            case "michaelismenten3d" -> protocol.parameter("diffusivity", 0.02)
                    .parameter("michaelisConstant", 0.05)
                    .coarsening(1)
                    .saveInterval(0.1)
                    .byTrajectory(200, 30, 50)
                    .latent(16)
                    .build();
            case "navierstokes2d" -> protocol.parameter("viscosity", 0.04)
                    .grid(32)
                    .coarsening(1)
                    .saveInterval(0.5)
                    .byTrajectory(200, 30, 50)
                    .build();
            default -> throw unknown(problem, ProblemBuilder.names());
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
            default -> throw unknown(
                    problem, List.of("burgers2d", "grayscott2d", "hamiltonjacobibellman2d", "michaelismenten3d"));
        };
    }

    private static IllegalArgumentException unknown(String problem, List<String> known) {
        return new IllegalArgumentException(
                "No protocol '" + problem + "': choose of " + String.join(", ", known) + ", or build your own.");
    }
}
