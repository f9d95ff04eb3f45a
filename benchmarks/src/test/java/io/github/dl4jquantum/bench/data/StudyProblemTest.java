package io.github.dl4jquantum.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracle: the problems' own defaults, and a description written out. */
@Timeout(20)
class StudyProblemTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByTheProblemsOwnNameAndPassesOptionsOn(StudyProblem study) {
        for (InitialFamily initial : InitialFamily.values()) {
            Problem usual = study.create(null, null, initial).problem();
            assertEquals(study, StudyProblem.named(usual.name()));
            assertEquals(initial, usual.initial());
            assertEquals(200, usual.snapshots());
            assertEquals(
                    usual.gridShape().length == 1 ? 128 : 4096,
                    Arrays.stream(usual.gridShape()).reduce(1, (a, b) -> a * b));
        }
        int points = study.toString().endsWith("1d") ? 256 : 80;
        Problem other = study.create(points, 7, InitialFamily.PAPER).problem();
        assertEquals(points, other.gridShape()[0]);
        assertEquals(7, other.snapshots());
    }

    @Test
    void describesAProblemInWords() {
        StudyProblem.Described cube = StudyProblem.MICHAELISMENTEN3D.create(null, null, InitialFamily.PAPER);
        assertEquals(
                "3D diffusion with Michaelis-Menten uptake in the unit cube, diffusivity 0.2, maximumRate 1.0,"
                        + " michaelisConstant 1.0, 16 x 16 x 16 points, paper initial states, 200 snapshots 0.005 apart",
                cube.description());
        assertArrayEquals(new int[] {16, 16, 16}, cube.problem().gridShape());
        assertEquals(String.join(" or ", ProblemBuilder.names()), StudyProblem.names());
    }
}
