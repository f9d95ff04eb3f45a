package io.github.dl4jquantum.bench.jmh;

import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.DataFile;
import io.github.dl4jquantum.pde.record.Hdf5SequenceRecordReader;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.datavec.api.split.FileSplit;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All windows of 10 snapshots of 64 x 64 in a file of 4 trajectories, in minibatches of 16: straight into arrays, or
 * value by value through DataVec's writables and DL4J's own iterator.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SequenceReadBenchmark {

    private static final int TRAJECTORIES = 4;
    private static final int SNAPSHOTS = 200;
    private static final int GRID = 64;
    private static final int CONTEXT = 10;
    private static final int MINIBATCH = 16;

    /** The way from the file to the arrays. */
    @Param({"direct", "datavec"})
    public String path;

    private Path file;
    private AutoCloseable source;
    private DataSetIterator windows;

    /** Writes the file and opens it. */
    @Setup
    public void setUp() throws IOException, InterruptedException {
        file = Files.createTempFile("windows", ".h5");
        double[] times = IntStream.range(0, SNAPSHOTS).asDoubleStream().toArray();
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, TRAJECTORIES, Map.of(), 1)) {
            for (int i = 0; i < TRAJECTORIES; i++) {
                writer.write(
                        Trajectory.of(List.of("u"), new int[] {GRID, GRID}, times, new float[SNAPSHOTS * GRID * GRID]));
            }
            writer.finish();
        }
        if (path.equals("direct")) {
            DataFile opened = DataFile.open(file);
            source = opened;
            windows = PdeSequenceIterator.builder(opened.trajectories(null, null))
                    .contextLength(CONTEXT)
                    .minibatch(MINIBATCH)
                    .build();
        } else {
            Hdf5SequenceRecordReader reader = new Hdf5SequenceRecordReader(CONTEXT, 1);
            reader.initialize(new FileSplit(file.toFile()));
            source = reader;
            windows = new SequenceRecordReaderDataSetIterator(reader, MINIBATCH, -1, 1, true);
        }
    }

    /** Closes and deletes the file. */
    @TearDown
    public void tearDown() throws Exception {
        source.close();
        Files.delete(file);
    }

    /** Reads the file once, from the first window to the last. */
    @Benchmark
    public int read() {
        windows.reset();
        int examples = 0;
        while (windows.hasNext()) {
            examples += windows.next().numExamples();
        }
        return examples;
    }
}
