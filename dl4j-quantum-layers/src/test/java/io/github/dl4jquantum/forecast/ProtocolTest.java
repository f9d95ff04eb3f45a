package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Oracle: trajectories whose numbers say which trajectory, snapshot and point they are; for generated data, the problem. */
@Timeout(120)
class ProtocolTest {
    /** On 3 x 3 points: u = 10000 trajectory + 100 snapshot + point, v = -u. */
    private static List<Trajectory> numbered(int count, int snapshots) {
        List<Trajectory> trajectories = new ArrayList<>();
        for (int trajectory = 0; trajectory < count; trajectory++) {
            float[] u = new float[9 * snapshots];
            float[] v = new float[9 * snapshots];
            for (int i = 0; i < u.length; i++) {
                u[i] = 10000 * trajectory + 100 * (i / 9) + i % 9;
                v[i] = -u[i];
            }
            double[] times =
                    IntStream.range(0, snapshots).mapToDouble(t -> t * 0.25).toArray();
            trajectories.add(Trajectory.of(List.of("u", "v"), new int[] {3, 3}, times, u, v));
        }
        return trajectories;
    }

    private static ProtocolBuilder small() {
        return Protocol.builder("numbered").snapshots(7).context(2).horizon(2).byTrajectory(2, 1, 1);
    }

    @Test
    void coarseningKeepsEverySecondPointOfEveryField() {
        Segments train = small().build().parts(numbered(4, 7)).train();
        assertArrayEquals(new int[] {2, 2}, train.gridShape());
        INDArray snapshot = train.values(1, 2, 3, 4);
        assertArrayEquals(
                new float[] {10300, 10302, 10306, 10308, -10300, -10302, -10306, -10308},
                snapshot.dup('c').data().asFloat());
        assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1, 1.25, 1.5}, train.times(1));

        Segments one =
                small().fields("v").coarsening(1).build().parts(numbered(4, 7)).train();
        assertEquals(List.of("v"), one.fields());
        assertEquals(9, one.valuesPerSnapshot());
        assertEquals(-10304, one.values(1, 2, 3, 4).getFloat(0, 4, 0));
    }

    @Test
    void wholeTrajectoriesAreHeldOutAndEverySnapshotIsScoredOnce() {
        Parts parts = small().build()
                .parts(numbered(5, 9)); // of the nine snapshots seven are used, of the five trajectories four
        assertEquals(List.of("0:0-6", "1:0-6"), spans(parts.train()));
        assertEquals(List.of("2:0-3", "2:2-5"), spans(parts.validation())); // scored: 2, 3 and 4, 5
        assertEquals(List.of("3:0-3", "3:2-5"), spans(parts.test()));
        assertEquals(2, parts.test().context());
    }

    @Test
    void partsThatAreDividedAlreadyStayDivided() {
        List<Trajectory> data = numbered(4, 7);
        Protocol protocol = small().build();
        Parts parts = protocol.parts(List.of(data.get(3), data.get(1)), List.of(data.get(0)), List.of(data.get(2)));
        assertEquals(List.of("3:0-6", "1:0-6"), spans(parts.train()));
        assertEquals(List.of("0:0-3", "0:2-5"), spans(parts.validation()));
        assertEquals(List.of("2:0-3", "2:2-5"), spans(parts.test()));
        refused(
                "build it with byTrajectory(1, 1, 2)",
                () -> protocol.parts(data.subList(0, 1), data.subList(1, 2), data.subList(2, 4)));
        Trajectory other = Trajectory.of(
                List.of("u", "v"), new int[] {3, 3}, new double[] {0, 1, 2, 3, 4, 5, 6}, new float[63], new float[63]);
        refused(
                "Trajectory 3 has save interval 1.00000, not 0.250000 as the first",
                () -> protocol.parts(data.subList(0, 2), data.subList(2, 3), List.of(other)));
    }

    /** Of 20 snapshots 14 train, 14 and 15 validate, 16 to 19 test. */
    @Test
    void inTimeTheLaterPartsAreGivenTheTruthBeforeThem() {
        Parts parts = small().snapshots(20).context(3).inTime(2).build().parts(numbered(2, 20));
        assertEquals(List.of("0:0-13", "1:0-13"), spans(parts.train()));
        assertEquals(List.of("0:11-15", "1:11-15"), spans(parts.validation()));
        assertEquals(List.of("0:13-17", "0:15-19", "1:13-17", "1:15-19"), spans(parts.test()));
    }

    /** 2 x 17 windows of 3 + 1 snapshots: round(23.8) = 24 train, round(27.2) - 24 = 3 validate, 7 test. */
    @Test
    void randomWindowsAreDealtOnceEachFromTheSeed() {
        ProtocolBuilder builder = small().snapshots(20).context(3).horizon(1).randomWindows(2);
        List<Trajectory> data = numbered(2, 20);
        Parts parts = builder.build().parts(data);
        assertEquals(24, parts.train().size());
        assertEquals(3, parts.validation().size());
        assertEquals(7, parts.test().size());
        List<String> all = new ArrayList<>(spans(parts.train()));
        all.addAll(spans(parts.validation()));
        all.addAll(spans(parts.test()));
        List<String> expected = new ArrayList<>();
        for (int window = 0; window < 34; window++) {
            expected.add(window / 17 + ":" + window % 17 + "-" + (window % 17 + 3));
        }
        assertEquals(expected.stream().sorted().toList(), all.stream().sorted().toList());
        assertNotEquals(expected, all);
        assertEquals(spans(parts.test()), spans(builder.build().parts(data).test()));
        assertNotEquals(
                spans(parts.test()),
                spans(builder.dataSeed(2).build().parts(data).test()));
    }

    /** Trajectory and snapshots of each segment, which must be consecutive. */
    private static List<String> spans(Segments part) {
        List<String> spans = new ArrayList<>();
        for (int segment = 0; segment < part.size(); segment++) {
            int first = (int) part.values(segment, segment + 1, 0, 1).getFloat(0);
            for (int time = 1; time < part.time(); time++) {
                assertEquals(
                        first + 100 * time,
                        part.values(segment, segment + 1, time, time + 1).getFloat(0));
            }
            int snapshot = first % 10000 / 100;
            assertEquals(0.25 * snapshot, part.times(segment)[0]);
            spans.add(first / 10000 + ":" + snapshot + "-" + (snapshot + part.time() - 1));
        }
        return spans;
    }

    @Test
    void generatedDataIsTheProblemsFromTheSeed() {
        Protocol protocol = Protocol.builder("burgers2d")
                .parameter("reynolds", 10)
                .grid(8)
                .saveInterval(0.1)
                .snapshots(4)
                .context(1)
                .horizon(3)
                .byTrajectory(2, 1, 1)
                .dataSeed(5)
                .build();
        List<Trajectory> solved = Burgers2d.builder()
                .reynolds(10)
                .grid(8)
                .saveInterval(0.1)
                .snapshots(4)
                .build()
                .generate(4, 5);
        INDArray test = protocol.parts().test().values();
        assertArrayEquals(new long[] {1, 2 * 16, 4}, test.shape());
        float[] v = solved.get(3).snapshot("v", 2); // row 2, column 4 of 8: row 1, column 2 of 4
        assertEquals(v[2 * 8 + 4], test.getFloat(0, 16 + 1 * 4 + 2, 2));
        assertNotEquals(test, protocol.parts(6, Progress.NONE).test().values());
        assertEquals(test, protocol.parts().test().values());
    }

    @Test
    void theLatentSpaceIsThatOfTheTrainPart() {
        Protocol protocol = small().latent(2).build();
        Parts parts = protocol.parts(numbered(4, 7));
        LatentSpace space = protocol.latentSpace(parts)
                .fit(parts.train().windows(8), parts.validation().sequences(8), (a, b, c, d, e) -> {});
        assertEquals(8, space.values());
        assertEquals(2, space.latent());
        assertEquals(Encoder.POD, space.encoder());
    }

    @Test
    void protocolsAreValuesAndJson() {
        Protocol protocol = Protocol.named("burgers2d").toBuilder()
                .fields("v")
                .grid(48)
                .initial(InitialFamily.OUT_OF_DISTRIBUTION)
                .normalization(Normalization.MIN_MAX)
                .modelSeeds(7, 8)
                .encoder(Encoder.POD_MLP)
                .build();
        assertEquals(Map.of("reynolds", 100.0), protocol.parameters());
        assertEquals(protocol, protocol.toBuilder().build());
        assertEquals(protocol, Protocol.fromJson(protocol.toJson()));
        assertEquals(protocol.hashCode(), Protocol.fromJson(protocol.toJson()).hashCode());
        assertEquals(
                Protocol.paper("grayscott2d"),
                Protocol.fromJson(Protocol.paper("grayscott2d").toJson()));
        assertNotEquals(protocol, protocol.toBuilder().dataSeed(99).build());
        assertNotEquals(protocol, protocol.toBuilder().parameter("reynolds", 50).build());
        refused("This is no protocol", () -> Protocol.fromJson("{\"nonsense\": 1}"));
        refused("dataSeed", () -> Protocol.fromJson(protocol.toJson().replace("\"dataSeed\":1,", "")));
        refused("split", () -> Protocol.fromJson(protocol.toJson().replace("\"TRAJECTORIES\"", "null")));
        refused(
                "below the limit 1",
                () -> Protocol.fromJson(protocol.toJson().replace("\"updates\":2500", "\"updates\":0")));
    }

    /** As the study describes it. */
    @Test
    void theProtocolOfBurgersIsThatOfTheStudy() {
        Protocol protocol = Protocol.named("burgers2d");
        assertEquals(100, protocol.problemOf().parameters().get("reynolds"));
        assertArrayEquals(new int[] {64, 64}, protocol.problemOf().gridShape());
        assertEquals(2, protocol.coarsening());
        assertEquals(0.2, protocol.saveInterval());
        assertEquals(10, protocol.snapshots());
        assertEquals(List.of(840, 60, 100), List.of(protocol.train(), protocol.validation(), protocol.test()));
        assertEquals(List.of(3, 7, 32), List.of(protocol.context(), protocol.horizon(), protocol.latent()));
        assertEquals(Encoder.POD, protocol.encoder());
    }

    @ParameterizedTest
    @ValueSource(strings = {"burgers2d", "grayscott2d", "hamiltonjacobibellman2d", "michaelismenten3d"})
    void everyProblemHasBothProtocols(String problem) {
        for (Protocol protocol : List.of(Protocol.named(problem), Protocol.paper(problem))) {
            assertEquals(problem, protocol.problemOf().name());
            assertEquals(protocol.snapshots(), protocol.problemOf().snapshots());
        }
        Protocol paper = Protocol.paper(problem);
        assertEquals(Protocol.Split.RANDOM_WINDOWS, paper.split());
        assertEquals(List.of(1, 10, 1), List.of(paper.trajectories(), paper.context(), paper.horizon()));
        assertEquals(InitialFamily.PAPER, paper.initial());
    }

    /** The paper has four of the problems. */
    @Test
    void everyProblemHasAProtocol() {
        for (String problem : ProblemBuilder.names()) {
            assertEquals(problem, Protocol.named(problem).problemOf().name());
        }
        String message = assertThrows(IllegalArgumentException.class, () -> Protocol.paper("advection1d"))
                .getMessage();
        assertTrue(message.contains("choose of burgers2d, grayscott2d"), message);
    }

    @Test
    void badProtocolsAreRefusedWithTheLimit() {
        refused("need 8 snapshots, and a trajectory has 7", () -> small().context(6)
                .build());
        refused("context = 0", () -> small().context(0).build());
        refused("horizon = 0", () -> small().horizon(0).build());
        refused("trajectories of the validation part = 0", () -> small().byTrajectory(2, 0, 1)
                .build());
        refused("leaves 1 of 7 snapshots to validate on, and the horizon is 2", () -> small().inTime(1)
                .build());
        refused(
                "leaves 14 of 20 snapshots to train on, and a window has 15",
                () -> small().snapshots(20).context(14).inTime(1).build());
        refused("4 windows: give 10", () -> small().randomWindows(1).build());
        refused("coarsening = 0", () -> small().coarsening(0).build());
        refused("latent = 0", () -> small().latent(0).build());
        refused("saveInterval = -1.0", () -> small().saveInterval(-1).build());
        refused("learning rate of 2.0", () -> small().learningRates(2).build());
        refused("0 model seeds", () -> small().modelSeeds().build());
        refused("choose of advection1d, burgers1d, burgers2d", () -> Protocol.named("burgers3d"));
        refused("choose of burgers2d", () -> Protocol.paper("burgers3d"));
        refused("Unknown problem 'numbered'", () -> small().build().parts());
        refused("no parameter 'viscosity': choose of reynolds", () -> Protocol.named("burgers2d").toBuilder()
                .parameter("viscosity", 1)
                .build()
                .parts());
    }

    @Test
    void dataThatDoesNotFitIsRefused() {
        refused("needs 4 trajectories, and there are 3", () -> small().build().parts(numbered(3, 7)));
        refused("has 6 snapshots", () -> small().build().parts(numbered(4, 6)));
        refused("Unknown field 'w'", () -> small().fields("w").build().parts(numbered(4, 7)));
        float[] damaged = new float[9 * 7];
        Arrays.fill(damaged, 1);
        damaged[9 * 4 + 2] = Float.NaN;
        List<Trajectory> data = new ArrayList<>(numbered(3, 7));
        data.add(Trajectory.of(List.of("u", "v"), new int[] {3, 3}, data.get(0).times(), new float[9 * 7], damaged));
        refused("Trajectory 3 holds NaN in field v of snapshot 4", () -> small().build()
                .parts(data));
    }

    private static void refused(String message, Runnable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
