package io.github.dl4jquantum.backend;

import java.util.List;

/** Something that runs bound circuits a number of times and counts what was read: a machine, or a simulator of one. */
public interface CircuitBackend extends AutoCloseable {

    /** {@return what the backend says of itself} */
    Device device();

    /**
     * Runs a batch of programs, each as often as there are shots.
     *
     * @param programs in the language and the gates of {@link #device}
     * @param shots how often each is run, 1 or more
     * @param results is told of each program's counts once, as soon as they are there, in any order
     * @throws BackendException if one of them failed; results told until then are good
     */
    void run(List<Program> programs, int shots, Results results);

    /** Lets go of the backend. */
    @Override
    void close();

    /** Takes results. */
    @FunctionalInterface
    interface Results {

        /**
         * Is told that one program is done.
         *
         * @param index of the program in the batch
         * @param counts one for each shot
         */
        void add(int index, Counts counts);
    }
}
