package io.github.dl4jquantum.engine.samediff;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** Work whose arrays must outlive the caller's ND4J workspaces, such as a layer's. */
final class Detached {

    private Detached() {}

    static <T> T run(Supplier<T> work) {
        MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        try {
            return work.get();
        } finally {
            outside.close();
        }
    }
}
