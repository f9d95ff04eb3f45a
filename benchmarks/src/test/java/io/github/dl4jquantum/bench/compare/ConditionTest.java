package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseFile;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.NoisePreset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: what the names say. */
@Timeout(60)
class ConditionTest {

    private static Condition condition(String test) {
        return Condition.of(test, Map.of());
    }

    @Test
    void aNameSaysNoiseAndShots() {
        Condition condition = condition("depolarizing-0.02+shots-300");
        assertEquals(300, condition.shots());
        assertEquals(NoiseFile.named("depolarizing-0.02").orElseThrow(), condition.noise());
        assertEquals(new Condition(NoisePreset.HELIOS_2026.model(), 0, 1, false, false), condition("helios-2026"));
        assertEquals(new Condition(NoiseModel.NONE, 7, 1, false, false), condition("shots-7"));
    }

    @Test
    void aNameSaysWhatIsMitigatedInAnyOrder() {
        NoiseModel sycamore = NoisePreset.SYCAMORE_2019.model();
        assertEquals(new Condition(sycamore, 0, 1, true, false), condition("sycamore-2019+inverted"));
        assertEquals(
                new Condition(sycamore, 9, 1, true, true), condition("extrapolated+shots-9+inverted+sycamore-2019"));
        // bases x foldings: one basis, foldings 1 and 3
        Circuit circuit = Ansatz.paper(2, 1);
        assertEquals(
                2,
                condition("sycamore-2019+extrapolated")
                        .execution(1)
                        .engine()
                        .cost(circuit)
                        .forward());
    }

    @Test
    void aModelSaysTheNoiseThatItIsTrainedUnder() {
        ComparedModel model = ComparedModel.named("qgru-plain@helios-2026");
        assertEquals("helios-2026", model.noise());
        assertEquals("qgru-plain", model.exact());
        assertEquals("qgru-plain@helios-2026", model.toString());
        assertFalse(model.residual());
    }

    @Test
    void aSeedDrawsOtherSamples() {
        Condition usual = condition("shots-50");
        Condition other = condition("shots-50+seed-2");
        assertEquals(4, usual.seedOf(4), "the cell's own");
        Circuit circuit = Ansatz.angleEmbedding(1);
        double[] inputs = {1};
        assertArrayEquals(sample(usual, 4, circuit, inputs), sample(condition("seed-1+shots-50"), 4, circuit, inputs));
        Set<Double> means = new HashSet<>();
        for (int cell = 1; cell <= 40; cell++) {
            means.add(sample(other, cell, circuit, inputs)[0] - sample(usual, cell, circuit, inputs)[0]);
        }
        assertTrue(means.size() > 5, "the samples of a seed are not those of another cell: " + means);
    }

    private static double[] sample(Condition condition, long cell, Circuit circuit, double[] inputs) {
        try (CircuitEvaluator<double[]> evaluator =
                condition.execution(cell).engine().circuit(circuit, Precision.DOUBLE)) {
            return evaluator.forward(1, inputs, new double[0], false).clone();
        }
    }

    @Test
    void anExperimentHasNoiseOfItsOwn() {
        NoiseModel own =
                NoiseModel.builder("x").after(1, new Depolarizing(1, 0.25)).build();
        assertEquals(new Condition(own, 5, 1, true, false), Condition.of("mine+shots-5+inverted", Map.of("mine", own)));
        String message = assertThrows(BadInputException.class, () -> Condition.of("mein", Map.of("mine", own)))
                .getMessage();
        assertTrue(message.contains("helios-2026, mine, or such parts"), message);
    }

    @Test
    void whatATestIsCalled() {
        assertEquals("mine+shots-7+seed-3", Condition.test("mine", 7, 3));
        assertEquals("h2-2023", Condition.test("h2-2023", null, 1));
        assertEquals("shots-9", Condition.test(null, 9, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in-distribution",
                "inverted",
                "shots-4",
                "seed-x",
                "depolarizing-0.1",
                "h2-2023",
                "a+b",
                "a b",
                ""
            })
    void namesThatMeanSomethingElse(String name) {
        assertThrows(BadInputException.class, () -> Condition.checkName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"seed-3", "shots-5+seed-1.5", "shots-5+seed-2+seed-3", "shots-5+seed-1e16", "h2-2023+seed-2"})
    void seedsThatAreNone(String test) {
        assertThrows(BadInputException.class, () -> condition(test));
    }

    @Test
    void testsOfTheDataAreRunExactly() {
        assertTrue(condition("in-distribution").isExact());
        assertTrue(condition("out-of-distribution").isExact());
    }
}
