package io.github.dl4jquantum.bench.spark;

import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
import org.nd4j.linalg.dataset.DataSet;
import scala.Tuple2;

/**
 * Windows of the trajectories in HDF5 and NumPy files, as the RDD on which Deeplearning4j's Spark networks train: one
 * window an element, features and labels float [1, values, {@code contextLength}] as {@link PdeSequenceIterator} says,
 * trajectories in the order of the files. The driver reads the files' headers alone; whoever runs a task opens its file
 * and reads the snapshots of its own trajectory, so that all machines must see the files at one path.
 *
 * @param axes of files that do not declare them, such as {@code trajectory,time,y,x}; otherwise null
 * @param field the field to read; null for the first
 * @param contextLength time steps of a window
 * @param horizon how many snapshots ahead labels lie
 * @param stride snapshots between the starts of neighbouring windows
 */
public record FileWindows(String axes, String field, int contextLength, int horizon, int stride)
        implements Serializable {

    /**
     * The windows of all trajectories, a partition for each.
     *
     * @throws io.github.dl4jquantum.pde.record.DataFileException if a header cannot be read, or {@code axes} do not fit it
     * @throws IllegalArgumentException if there is no file
     */
    public JavaRDD<DataSet> read(JavaSparkContext spark, List<Path> files) {
        List<Tuple2<String, Integer>> places = new ArrayList<>(); // Kryo writes no records
        for (Path path : files) {
            try (DataFile file = DataFile.open(path)) {
                int count = trajectories(file).size();
                for (int i = 0; i < count; i++) {
                    places.add(new Tuple2<>(path.toAbsolutePath().toString(), i));
                }
            }
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("FileWindows: no files: give at least one");
        }
        return spark.parallelize(places, places.size()).flatMap(this::windows);
    }

    private Iterator<DataSet> windows(Tuple2<String, Integer> place) {
        DataFile file = DataFile.open(Path.of(place._1));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> file.close());
        List<Trajectory> own = List.of(trajectories(file).get(place._2));
        return PdeSequenceIterator.builder(own)
                .field(field == null ? own.get(0).fields().get(0) : field)
                .contextLength(contextLength)
                .horizon(horizon)
                .stride(stride)
                .minibatch(1)
                .build();
    }

    private List<Trajectory> trajectories(DataFile file) {
        return file.trajectories(axes == null ? null : Axes.parse(axes), field);
    }
}
