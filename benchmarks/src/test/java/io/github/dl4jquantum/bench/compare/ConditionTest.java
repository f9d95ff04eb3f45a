package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.NoisePreset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: what the names say. */
@Timeout(60)
class ConditionTest {

    @Test
    void aNameSaysNoiseAndShots() {
        Condition condition = Condition.of("depolarizing-0.02+shots-300");
        assertEquals(300, condition.shots());
        NoiseModel noise = condition.noise();
        assertEquals(
                List.of(new Depolarizing(1, 0.002)),
                noise.after(new RX(0, Angle.constant(1))).stream()
                        .map(NoiseModel.Application::channel)
                        .toList());
        assertEquals(
                List.of(new Depolarizing(2, 0.02)),
                noise.after(new CNOT(0, 1)).stream()
                        .map(NoiseModel.Application::channel)
                        .toList());
        assertEquals(new Condition(NoisePreset.HELIOS_2026.model(), 0, false, false), Condition.of("helios-2026"));
        assertEquals(new Condition(NoiseModel.NONE, 7, false, false), Condition.of("shots-7"));
    }

    @Test
    void aNameSaysWhatIsMitigatedInAnyOrder() {
        NoiseModel sycamore = NoisePreset.SYCAMORE_2019.model();
        assertEquals(new Condition(sycamore, 0, true, false), Condition.of("sycamore-2019+inverted"));
        assertEquals(
                new Condition(sycamore, 9, true, true), Condition.of("extrapolated+shots-9+inverted+sycamore-2019"));
        // bases x foldings: one basis, foldings 1 and 3
        Circuit circuit = Ansatz.paper(2, 1);
        assertEquals(
                2,
                Condition.of("sycamore-2019+extrapolated")
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
    void testsOfTheDataAreRunExactly() {
        assertTrue(Condition.of("in-distribution").isExact());
        assertTrue(Condition.of("out-of-distribution").isExact());
    }
}
