package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: NVIDIA's PTX compiler. */
@Timeout(120)
class PtxTest {

    @ParameterizedTest
    @ValueSource(strings = {"sumPartialsDouble", "circuitForwardLanesFloat", "circuitForwardMemoryDouble"})
    void aModuleOfOneKernelCompilesAlone(String kernel) {
        assumeFalse(System.getProperty("os.name").startsWith("Mac"), "JCuda has no natives for macOS.");
        PtxCompilation compilation = PtxCompilation.of(Ptx.module(kernel), "sm_80");
        assertTrue(compilation.accepted(), compilation.log());
        assertEquals(1, KernelUsage.parse(compilation.log()).size(), compilation.log());
        assertEquals(kernel, KernelUsage.parse(compilation.log()).get(0).kernel());
    }

    @Test
    void aKernelThatIsNotThereIsNamed() {
        String message = assertThrows(IllegalStateException.class, () -> Ptx.module("sum"))
                .getMessage();
        assertTrue(message.contains("sum"), message);
    }
}
