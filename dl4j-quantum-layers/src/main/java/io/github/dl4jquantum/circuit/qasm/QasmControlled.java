package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.*;
import java.util.Arrays;
import java.util.List;

/**
 * The controlled rotations of {@link OpenQasm}, written with their definition: qelib1.inc has some of them in some
 * versions, under names that must not be defined again.
 */
enum QasmControlled {
    RX(CRX.class, "controlled_rx", "h t; rz(theta/2) t; cx c,t; rz(-theta/2) t; cx c,t; h t;"),
    RY(CRY.class, "controlled_ry", "ry(theta/2) t; cx c,t; ry(-theta/2) t; cx c,t;"),
    RZ(CRZ.class, "controlled_rz", "rz(theta/2) t; cx c,t; rz(-theta/2) t; cx c,t;");

    private final Class<? extends Gate> type;
    private final String gateName;
    private final String body;

    QasmControlled(Class<? extends Gate> type, String gateName, String body) {
        this.type = type;
        this.gateName = gateName;
        this.body = body;
    }

    /** What a controlled rotation is called. */
    static QasmControlled of(Gate gate) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(gate))
                .findFirst()
                .orElseThrow();
    }

    /** The name in OpenQASM. */
    String gateName() {
        return gateName;
    }

    /** The statement that defines it, in OpenQASM 2 and 3. */
    String definition() {
        return "gate " + gateName + "(theta) c,t { " + body + " }";
    }

    /** Whether the words of a definition are this one's. */
    boolean isDefinedBy(List<String> words) {
        return words.equals(new QasmTokens(definition()).words());
    }
}
