package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the limits, counted by hand; what lies on them is accepted, the next beyond is refused. */
@Timeout(60)
class ProtocolChecksTest {

    @Test
    void contextAndHorizonMayTakeAllSnapshots() {
        ProtocolBuilder builder = Protocol.builder("any").snapshots(7).horizon(2);
        assertEquals(5, builder.context(5).build().context());
        refused("need 8 snapshots, and a trajectory has 7", builder.context(6));
    }

    /** round(0.7 * 20) = 14 snapshots to train on, round(0.8 * 20) - 14 = 2 to validate. */
    @Test
    void aSplitInTimeMayLeaveOneWindowToTrainOnAndOneHorizonToValidate() {
        ProtocolBuilder builder =
                Protocol.builder("any").snapshots(20).inTime(1).horizon(2);
        assertEquals(13, builder.context(13).build().context());
        refused("leaves 14 of 20 snapshots to train on, and a window has 15", builder.context(14));
        refused(
                "leaves 2 of 20 snapshots to validate on, and the horizon is 3",
                builder.context(3).horizon(3));
    }

    /** Each trajectory of 7 snapshots has 7 - 3 - 2 + 1 = 3 windows. */
    @Test
    void aRandomSplitNeedsTenWindows() {
        ProtocolBuilder builder =
                Protocol.builder("any").snapshots(7).context(3).horizon(2);
        assertEquals(4, builder.randomWindows(4).build().train());
        refused("9 windows: give 10", builder.randomWindows(3));
        refused("trajectories = 0", builder.randomWindows(0));
        assertEquals(10, builder.context(5).randomWindows(10).build().train());
    }

    @Test
    void aPartNeedsATrajectory() {
        assertEquals(3, Protocol.builder("any").byTrajectory(1, 1, 1).build().trajectories());
        refused("train part = 0", Protocol.builder("any").byTrajectory(0, 1, 1));
        refused("test part = 0", Protocol.builder("any").byTrajectory(1, 1, 0));
    }

    /** Where every trajectory is cut, parts of whole ones mean nothing. */
    @Test
    void aSplitThatCutsEveryTrajectoryTakesNoOtherParts() {
        String json = Protocol.builder("any")
                .snapshots(20)
                .horizon(2)
                .inTime(4)
                .build()
                .toJson();
        for (String part : new String[] {"validation", "test"}) {
            String changed = json.replace("\"" + part + "\":0", "\"" + part + "\":3");
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> Protocol.fromJson(changed));
            assertTrue(refusal.getMessage().contains("give all 7 as train"), refusal.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void learningRatesLieBetweenZeroAndOne(double rate) {
        refused("learning rate of " + rate, Protocol.builder("any").learningRates(0.5, rate));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.POSITIVE_INFINITY, Double.NaN})
    void theSaveIntervalIsPositiveAndFinite(double interval) {
        refused("saveInterval = " + interval, Protocol.builder("any").saveInterval(interval));
    }

    @Test
    void thereIsOneOfEachAtLeast() {
        refused("0 learning rates", Protocol.builder("any").learningRates());
        refused("updates = 0", Protocol.builder("any").updates(0));
    }

    private static void refused(String message, ProtocolBuilder builder) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
