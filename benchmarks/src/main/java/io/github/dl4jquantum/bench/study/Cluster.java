package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.forecast.MinibatchTrainer;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Other machines, on which candidates and cells are run, or one network is trained. What connects to them is found by
 * {@link ServiceLoader}: this program itself knows none.
 */
public interface Cluster extends AutoCloseable {

    /**
     * What is run elsewhere; the same work gives the same result wherever it is run.
     *
     * @param <R> its result
     */
    interface Job<R extends Serializable> extends Serializable {
        /**
         * Does it, on the one thread that a slot has. What it throws lets it be tried on another machine.
         *
         * @throws BadInputException if it is the user who must mend something: {@link Cluster#call} throws it too
         */
        R run() throws IOException;

        /**
         * The files of the shared folder that it may read, write or delete, by absolute path, but for locks. What has no
         * name here is not shared where the folder is at an address.
         */
        default List<Path> files() {
            return List.of();
        }
    }

    /** Connects to clusters of one kind. */
    interface Connector {
        /**
         * Connects, and waits for machines.
         *
         * @param master where the cluster is, in its own terms
         * @param shared absolute path of a folder that every machine sees there, or the address of one; null if the work
         *     needs none
         * @throws BadInputException if it cannot be reached
         */
        Cluster connect(String master, String shared) throws IOException;
    }

    /** Jobs that run side by side now, at least 1: machines may come and go. */
    int slots();

    /** Processes that are there now; some may be lost and others come. */
    int executors();

    /** The folder in which jobs find shared files: this absolute path on every machine; null if the work needs none. */
    Path shared();

    /** Deletes a file of the shared folder for all machines, if it is there. */
    void delete(Path file) throws IOException;

    /** In words. */
    String description();

    /**
     * Runs a job and waits for its result; any number of threads may call.
     *
     * @throws IOException if it could be run on no machine
     * @throws BadInputException if a machine has another version of this program, does not see the shared folder, or the
     *     job throws it
     */
    <R extends Serializable> R call(Job<R> job) throws IOException;

    /**
     * Trains networks in task slots, by workers whose parameters are averaged; a worker that is lost is tried elsewhere.
     *
     * @param workers side by side: best as many as {@link #slots}, and a fixed number for one training
     * @return what throws {@link BadInputException} where {@link #call} does, or if no machine could do it
     */
    MinibatchTrainer<MultiLayerNetwork> trainer(int workers);

    /** Ends what is running, from any thread: {@link #call} throws, and so do trainings. */
    @Override
    void close();

    /** Checks that there is something to connect with, before any other work. */
    static Connector connector(String master) {
        try {
            return ServiceLoader.load(Connector.class).findFirst().orElseThrow(() -> lacking(master));
        } catch (ServiceConfigurationError left) { // by another build in the same folder
            throw lacking(master);
        }
    }

    private static BadInputException lacking(String master) {
        return new BadInputException("--master " + master
                + " needs Spark, which this build lacks: mvn -B package -Pspark -DskipTests -pl benchmarks -am");
    }
}
