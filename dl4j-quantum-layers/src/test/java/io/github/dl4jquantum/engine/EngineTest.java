package io.github.dl4jquantum.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the documentation of the choice; CUDA has tests of its own. */
@Timeout(60)
class EngineTest {

    @AfterEach
    void restore() {
        System.clearProperty(Engine.PROPERTY);
    }

    @Test
    void autoNeverFails() {
        assertTrue(Engine.AUTO.resolve().name().startsWith("cpu"));
        assertEquals("samediff", Engine.SAMEDIFF.resolve().name());
    }

    @Test
    void theSystemPropertyWins() {
        System.setProperty(Engine.PROPERTY, "samediff");
        assertEquals("samediff", Engine.CPU.resolve().name());
        System.setProperty(Engine.PROPERTY, "gpu");
        String message = assertThrows(IllegalArgumentException.class, Engine.CPU::resolve)
                .getMessage();
        assertTrue(message.contains("'gpu'") && message.contains("samediff"), message);
    }
}
