package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.testing.GateCircuits;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gate in this engine, in both precisions. Oracle: the gates' own matrices, and differences of those. */
@Timeout(120)
class CpuGatesTest {

    static Stream<Circuit> circuits() {
        return GateCircuits.all();
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void expectationsAndGradientsAreThoseOfTheMatrices(Circuit circuit) {
        GateCircuits.check(new CpuEngine(), circuit, true);
    }
}
