package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
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
        assertEquals(new Condition(NoisePreset.HELIOS_2026.model(), 0), Condition.of("helios-2026"));
        assertEquals(new Condition(NoiseModel.NONE, 7), Condition.of("shots-7"));
    }

    @Test
    void testsOfTheDataAreRunExactly() {
        assertTrue(Condition.of("in-distribution").isExact());
        assertTrue(Condition.of("out-of-distribution").isExact());
    }
}
