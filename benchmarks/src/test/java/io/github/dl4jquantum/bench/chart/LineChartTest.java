package io.github.dl4jquantum.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xml.sax.InputSource;

/** Oracle: the geometry of a logarithmic axis. */
@Timeout(60)
class LineChartTest {

    @Test
    void equalFactorsAreEqualDistances() throws Exception {
        String html = new LineChart("x", "y").add("a", List.of(1.0, 0.1, 0.01)).html();
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<div>" + html + "</div>")));
        Matcher path = Pattern.compile("s1\" d=\"M(\\S+) (\\S+)L(\\S+) (\\S+)L(\\S+) (\\S+)\"")
                .matcher(html);
        assertTrue(path.find(), html);
        double[] at = new double[6];
        for (int i = 0; i < 6; i++) {
            at[i] = Double.parseDouble(path.group(i + 1));
        }
        assertEquals(at[2] - at[0], at[4] - at[2], 0.11);
        assertEquals(at[3] - at[1], at[5] - at[3], 0.11);
        assertTrue(at[3] > at[1], "smaller values are lower");
    }

    @Test
    void whatCannotBeDrawnLeavesAGap() {
        String html = new LineChart("x", "y").add("a", List.of(1.0, 0.0, 0.5)).html();
        assertEquals(2, html.split("s1\" d=\"M")[2].split("\"")[0].split("M").length, html);
    }

    /** From 0.25 to 1.2 the axis goes from 0.2 to 2, with names instead of numbers below. */
    @Test
    void withinADecadeTicksAreOneTwoAndFive() {
        String html = new LineChart("x", "y", List.of("none", "some"))
                .add("a", List.of(0.25, 1.2))
                .html();
        assertEquals(
                List.of("0.2", "0.5", "1", "2", "none", "some"),
                Pattern.compile("class=\"tick\"[^>]*>([^<]+)<")
                        .matcher(html)
                        .results()
                        .map(match -> match.group(1))
                        .toList());
        assertTrue(html.contains("<title>a, some: 1.20</title>"), html);
    }

    @Test
    void oneValueIsDrawn() {
        assertTrue(new LineChart("x", "y").add("a", List.of(0.3)).html().contains("h0.1"));
    }
}
