package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.testing.GateCircuits;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gate in this engine on the emulated driver, in both precisions. Oracle: the gates' own matrices, and differences of those. */
@Timeout(120)
class CudaGatesTest {

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    static Stream<Circuit> circuits() {
        return GateCircuits.all();
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void expectationsAndGradientsAreThoseOfTheMatrices(Circuit circuit) {
        GateCircuits.check(CudaEngine.open(), circuit, true);
    }
}
