package io.github.dl4jquantum.bench.gpu;

/** The largest deviation seen so far, and where. */
final class LargestDeviation {

    private final String check;
    private final Object precision;
    private final double limit;
    private int cases;
    private double largest;
    private String where = "";

    LargestDeviation(String check, Object precision, double limit) {
        this.check = check;
        this.precision = precision;
        this.limit = limit;
    }

    /** One more case. */
    void add(double deviation, String named) {
        cases++;
        if (deviation > largest || where.isEmpty()) {
            largest = deviation;
            where = named;
        }
    }

    CheckResult result() {
        return new CheckResult(
                check, precision.toString(), cases, largest, limit, "relative to max(1, |x|)", largest <= limit, where);
    }
}
