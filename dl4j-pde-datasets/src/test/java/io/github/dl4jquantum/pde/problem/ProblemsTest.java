package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every problem and every family of initial states. */
@Timeout(60)
class ProblemsTest {

    static Stream<SolvedProblem> everyProblemAndFamily() {
        return Arrays.stream(InitialFamily.values()).flatMap(ProblemsTest::problems);
    }

    private static Stream<SolvedProblem> problems(InitialFamily family) {
        return Stream.of(
                Burgers2d.builder()
                        .grid(16)
                        .reynolds(10)
                        .initial(family)
                        .snapshots(3)
                        .build(),
                GrayScott2d.builder()
                        .diffusivityU(2e-4)
                        .diffusivityV(1e-4)
                        .grid(16)
                        .initial(family)
                        .snapshots(3)
                        .build(),
                HamiltonJacobiBellman2d.builder()
                        .grid(16)
                        .viscosity(0.5)
                        .initial(family)
                        .snapshots(3)
                        .build(),
                MichaelisMenten3d.builder().grid(7).initial(family).snapshots(3).build(),
                Advection1d.builder().grid(16).initial(family).snapshots(3).build(),
                Burgers1d.builder()
                        .grid(16)
                        .viscosity(0.1)
                        .initial(family)
                        .snapshots(3)
                        .build(),
                KortewegDeVries1d.builder()
                        .grid(32)
                        .dispersion(0.1)
                        .initial(family)
                        .snapshots(3)
                        .build(),
                KuramotoSivashinsky1d.builder()
                        .grid(64)
                        .initial(family)
                        .snapshots(3)
                        .build(),
                NavierStokes2d.builder()
                        .grid(16)
                        .viscosity(0.5)
                        .initial(family)
                        .snapshots(3)
                        .build());
    }

    /** Each parameter is set to a number that no other has, and is found again under its name. */
    @Test
    void problemsAndParametersAreFoundByName() {
        for (SolvedProblem problem : problems(InitialFamily.RANDOM_SMOOTH).toList()) {
            Map<String, Double> expected = new TreeMap<>();
            ProblemBuilder<?> builder =
                    ProblemBuilder.named(problem.name()).grid(128).snapshots(2);
            Map<String, Double> defaults =
                    ProblemBuilder.named(problem.name()).build().parameters();
            for (Map.Entry<String, Double> parameter : defaults.entrySet()) {
                double value = parameter.getValue() * (1 + 0.01 * (1 + expected.size()));
                expected.put(parameter.getKey(), value);
                builder.parameter(parameter.getKey(), value);
            }
            Problem built = builder.build();
            assertEquals(expected, new TreeMap<>(built.parameters()));
            assertEquals(problem.name(), built.name());
        }
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> ProblemBuilder.named("burgers3d"));
        assertTrue(unknown.getMessage().contains("choose advection1d or burgers1d"), unknown.getMessage());
        IllegalArgumentException other = assertThrows(
                IllegalArgumentException.class, () -> Burgers2d.builder().parameter("viscosity", 1));
        assertTrue(other.getMessage().contains("choose of reynolds"), other.getMessage());
    }

    @ParameterizedTest
    @MethodSource("everyProblemAndFamily")
    void theSameSeedGivesTheSameBitsWithOneAndThreeThreads(SolvedProblem problem) {
        List<Trajectory> one = onThreads(1, problem);
        List<Trajectory> three = onThreads(3, problem);
        for (int index = 0; index < 4; index++) {
            assertArrayEquals(bits(one.get(index)), bits(three.get(index)));
        }
    }

    @ParameterizedTest
    @MethodSource("everyProblemAndFamily")
    void aTrajectoryDependsOnSeedAndIndexAlone(SolvedProblem problem) {
        List<Trajectory> two = problem.generate(2, 7);
        assertArrayEquals(bits(two.get(1)), bits(problem.generate(3, 7).get(1)));
        assertFalse(Arrays.equals(bits(two.get(0)), bits(two.get(1))));
        assertFalse(Arrays.equals(bits(two.get(1)), bits(problem.generate(2, 8).get(1))));
    }

    @ParameterizedTest
    @MethodSource("everyProblemAndFamily")
    void everyTrajectoryMovesAndCarriesItsParameters(SolvedProblem problem) {
        Trajectory trajectory = problem.generate(1, 1).get(0);
        assertEquals(problem.parameters(), trajectory.parameters());
        assertEquals(
                List.copyOf(problem.parameters().keySet()),
                List.copyOf(trajectory.parameters().keySet()));
        assertThrows(
                UnsupportedOperationException.class,
                () -> trajectory.parameters().clear());
        assertEquals(problem.fields(), trajectory.fields());
        assertArrayEquals(problem.gridShape(), trajectory.gridShape());
        for (String field : trajectory.fields()) {
            assertFalse(Arrays.equals(trajectory.snapshot(field, 0), trajectory.snapshot(field, 2)));
        }
    }

    @Test
    void defaultsAreOfThePapersSize() {
        assertArrayEquals(new int[] {64, 64}, Burgers2d.builder().build().gridShape());
        assertArrayEquals(new int[] {64, 64}, GrayScott2d.builder().build().gridShape());
        assertArrayEquals(
                new int[] {64, 64}, HamiltonJacobiBellman2d.builder().build().gridShape());
        assertArrayEquals(
                new int[] {16, 16, 16}, MichaelisMenten3d.builder().build().gridShape());
        for (InitialFamily family : InitialFamily.values()) {
            for (String name : ProblemBuilder.names()) {
                ProblemBuilder.named(name).initial(family).build();
            }
        }
    }

    @Test
    void parametersHaveTheBuildersNamesInItsOrder() {
        assertEquals(Map.of("reynolds", 100.0), Burgers2d.builder().build().parameters());
        assertEquals(
                "{feedRate=0.04, killRate=0.06, diffusivityU=2.0E-5, diffusivityV=1.0E-5}",
                GrayScott2d.builder()
                        .feedRate(0.04)
                        .killRate(0.06)
                        .build()
                        .parameters()
                        .toString());
        assertEquals(
                "{diffusivity=0.1, maximumRate=2.0, michaelisConstant=0.5}",
                MichaelisMenten3d.builder()
                        .diffusivity(0.1)
                        .maximumRate(2)
                        .michaelisConstant(0.5)
                        .build()
                        .parameters()
                        .toString());
    }

    @Test
    void familiesAreFoundByTheirNames() {
        for (InitialFamily family : InitialFamily.values()) {
            assertEquals(family, InitialFamily.named(family.toString()));
        }
        String message = assertThrows(IllegalArgumentException.class, () -> InitialFamily.named("random"))
                .getMessage();
        assertEquals("Unknown initial states 'random': choose paper or random-smooth or out-of-distribution.", message);
    }

    @Test
    void badOptionsAreRefusedWithValueLimitAndRemedy() {
        refused(() -> GrayScott2d.builder().feedRate(-1).build(), "GrayScott2d: feedRate = -1.0: give a positive");
        refused(() -> GrayScott2d.builder().timeStep(2).build(), "timeStep 2.0", "0 to 1.648", "use 0.500000");
        refused(
                () -> GrayScott2d.builder().grid(32).build(),
                "32 points lie 0.03125 apart, above the limit of 2.0 lengths",
                "use a grid of 48 or more, or diffusivityV at least 2.246e-05");
        refused(() -> GrayScott2d.builder().grid(2).build(), "grid = 2 is below the limit 3");
        refused(() -> MichaelisMenten3d.builder().michaelisConstant(0).build(), "michaelisConstant = 0.0");
        refused(
                () -> MichaelisMenten3d.builder().saveInterval(4).timeStep(2).build(),
                "timeStep 2.0",
                "0 to 1.800",
                "or leave timeStep out");
        refused(() -> MichaelisMenten3d.builder().grid(1300).build(), "exceeds 2^31 values");
        refused(
                () -> HamiltonJacobiBellman2d.builder().viscosity(0.01).build(),
                "max|grad V| h / viscosity = 9.817, above the limit 2.0",
                "use a grid of 315 or more");
        refused(
                () -> HamiltonJacobiBellman2d.builder()
                        .saveInterval(1)
                        .timeStep(0.5)
                        .build(),
                "timeStep 0.5 is not within the stability limit");
    }

    private static void refused(Runnable build, String... parts) {
        String message =
                assertThrows(IllegalArgumentException.class, build::run).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private static List<Trajectory> onThreads(int threads, SolvedProblem problem) {
        List<Trajectory> made = new ArrayList<>();
        Generation.run(problem, 4, threads, Progress.NONE, (i, done) -> problem.solve(42, i, done), made::add);
        return made;
    }

    private static int[] bits(Trajectory trajectory) {
        float[] all = trajectory.values(trajectory.fields()).data().asFloat();
        int[] bits = new int[all.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(all[i]));
        return bits;
    }
}
