package io.github.dl4jquantum.circuit;

import java.util.List;

/** A gate that says how it is made of others; engines run those. */
public sealed interface CompositeGate extends Gate permits PhaseShift {

    /**
     * Gates, in the order in which they act, whose product is {@link #matrix} exactly, global phase included. They may be
     * composite themselves, and use the angles of this gate alone.
     */
    List<Gate> decomposition();
}
