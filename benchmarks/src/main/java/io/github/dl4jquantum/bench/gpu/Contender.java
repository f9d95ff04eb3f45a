package io.github.dl4jquantum.bench.gpu;

/** Who takes part in races. */
interface Contender extends AutoCloseable {

    /** Its name in tables. */
    String name();

    /** Gets ready for a race: what it did for the one before is freed, what runs slower at first has run. */
    void prepare(Race race);

    /**
     * Measures for a while, three runs at least.
     *
     * @param seconds how long
     */
    Timing run(double seconds);

    @Override
    void close();
}
