package io.github.dl4jquantum.bench.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the order of the numbers. */
@Timeout(60)
class VerdictTest {

    @Test
    void saysWhoWins() {
        String text = text(0.1, 0.2, 0.3, 0.09);
        assertTrue(text.contains("the LSTM forecasts better than both trivial forecasts"), text);
        assertTrue(text.contains("persistence has 0.200 (2.0 times larger)"), text);
        assertTrue(text.contains("most of the one-step error is the encoder's"), text);
    }

    @Test
    void saysWhoLoses() {
        String text = text(0.25, 0.3, 0.001, 0.01);
        assertTrue(text.contains("the LSTM beats persistence but loses to linear extrapolation"), text);
        assertTrue(text.contains("linear extrapolation has 0.00100 (250 times smaller)"), text);
        assertTrue(text.contains("most of the one-step error is the LSTM's own"), text);
        assertTrue(text(0.5, 0.3, 0.001, 0.5).contains("the LSTM loses to both trivial forecasts"));
    }

    private static String text(double own, double persistence, double linear, double floor) {
        RunResult.Errors errors = new RunResult.Errors(
                mae(own),
                mae(own),
                new RunResult.Latent(0.1),
                mae(floor),
                mae(persistence),
                mae(linear),
                mae(persistence),
                mae(linear));
        return new Verdict("LSTM", errors).text();
    }

    private static ErrorMeasures mae(double mae) {
        return new ErrorMeasures(mae, mae, mae);
    }
}
