package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.data.StudyProblem;
import java.util.Arrays;
import java.util.Iterator;

/** The names of all problems, for help texts and completion. */
final class ProblemNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(StudyProblem.values()).map(StudyProblem::toString).iterator();
    }
}
