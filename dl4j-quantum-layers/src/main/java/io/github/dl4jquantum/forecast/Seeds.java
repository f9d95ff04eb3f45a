package io.github.dl4jquantum.forecast;

/** Seeds as ND4J wants them. */
final class Seeds {

    private Seeds() {}

    /** {@code seed}, but for 0, which ND4J takes for "from the clock": no two runs would agree. */
    static long repeatable(long seed) {
        return seed == 0 ? Long.MIN_VALUE : seed;
    }
}
