package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import java.util.Iterator;

/** The names of all problems, for help texts and completion. */
final class ProblemNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return ProblemBuilder.names().iterator();
    }
}
