package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.bench.timing.Workload;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.util.ArrayList;
import java.util.List;

/** One of this project's engines, on all cores; what it returns lies in the program's arrays when a run ends. */
final class EngineContender implements Contender {

    private static final int LEAST_RUNS = 3;

    private final CircuitEngine engine;
    private final double warmUp;
    private Workload work;

    /** @param warmUp seconds for which the JVM may compile before a race */
    EngineContender(CircuitEngine engine, double warmUp) {
        this.engine = engine;
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public void prepare(Race race) {
        close();
        work = race.on(engine);
        run(warmUp);
    }

    @Override
    public Timing run(double seconds) {
        List<Double> wall = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (wall.size() < LEAST_RUNS || System.nanoTime() < end) {
            long start = System.nanoTime();
            work.run();
            wall.add((System.nanoTime() - start) / 1e6);
        }
        return Timing.of(wall);
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
            work = null;
        }
    }
}
