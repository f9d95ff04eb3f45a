package io.github.dl4jquantum.bench.report;

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
        String svg = new LineChart("x", "y").add("a", List.of(1.0, 0.1, 0.01)).svg();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        Matcher path = Pattern.compile("s1\" d=\"M(\\S+) (\\S+)L(\\S+) (\\S+)L(\\S+) (\\S+)\"")
                .matcher(svg);
        assertTrue(path.find(), svg);
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
        String svg = new LineChart("x", "y").add("a", List.of(1.0, 0.0, 0.5)).svg();
        assertEquals(2, svg.split("s1\" d=\"M")[1].split("\"")[0].split("M").length, svg);
    }

    @Test
    void oneValueIsDrawn() {
        assertTrue(new LineChart("x", "y").add("a", List.of(0.3)).svg().contains("h0.1"));
    }
}
