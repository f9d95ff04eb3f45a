package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.testing.GateCircuits;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gate in this engine. Oracle: the gates' own matrices, and differences of those. */
@Timeout(120)
class SameDiffGatesTest {

    static Stream<Circuit> circuits() {
        return GateCircuits.all();
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void expectationsAndGradientsAreThoseOfTheMatrices(Circuit circuit) {
        GateCircuits.check(new SameDiffEngine(), circuit, false);
    }
}
