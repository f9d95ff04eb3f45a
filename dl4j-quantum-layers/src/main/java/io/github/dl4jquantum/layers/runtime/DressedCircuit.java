package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.CellParameter.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A bank of circuits between two linear maps, each of which exists only where the sizes differ: sizes and parameters, by
 * the names and in the order and layout in which they are in every saved model.
 *
 * <pre>
 *   q = v W_p + b_p          projectionW, projectionB
 *   z = VQC(q, theta)        angles, circuit after circuit
 *   y = z W_o + b_o          outputW, outputB
 * </pre>
 */
public final class DressedCircuit {

    /** Name of the parameter W_p. */
    public static final String PROJECTION_W = "projectionW";
    /** Name of the parameter b_p. */
    public static final String PROJECTION_B = "projectionB";
    /** Name of the parameter theta, the angles of all circuits. */
    public static final String ANGLES = "angles";
    /** Name of the parameter W_o. */
    public static final String OUTPUT_W = "outputW";
    /** Name of the parameter b_o. */
    public static final String OUTPUT_B = "outputB";

    private final Circuit circuit;
    private final int circuits;
    private final int values;
    private final int nOut;
    private final List<CellParameter> parameters;

    /**
     * Lays the parameters out.
     *
     * @param circuit of which there are several
     * @param circuits how many
     * @param values numbers v that are read at once
     * @param nOut numbers y
     */
    public DressedCircuit(Circuit circuit, int circuits, int values, int nOut) {
        this.circuit = circuit;
        this.circuits = circuits;
        this.values = values;
        this.nOut = nOut;
        parameters = layOut();
    }

    private List<CellParameter> layOut() {
        boolean projected = values != inputs();
        boolean mapped = nOut != expectations();
        List<CellParameter> all = new ArrayList<>();
        if (projected) {
            add(all, PROJECTION_W, Role.WEIGHT, values, inputs());
        }
        if (circuit.parameters() > 0) {
            add(all, ANGLES, Role.ANGLES, 1, circuits * circuit.parameters());
        }
        if (mapped) {
            add(all, OUTPUT_W, Role.WEIGHT, expectations(), nOut);
        }
        if (projected) {
            add(all, PROJECTION_B, Role.BIAS, 1, inputs());
        }
        if (mapped) {
            add(all, OUTPUT_B, Role.BIAS, 1, nOut);
        }
        return List.copyOf(all);
    }

    private static void add(List<CellParameter> all, String name, Role role, int rows, int columns) {
        int offset = all.isEmpty() ? 0 : all.get(all.size() - 1).end();
        all.add(new CellParameter(name, role, rows, columns, offset));
    }

    /** The circuit, of which there are {@link #circuits}. */
    Circuit circuit() {
        return circuit;
    }

    int circuits() {
        return circuits;
    }

    /** {@return how many numbers v are read at once} */
    public int values() {
        return values;
    }

    /** {@return how many numbers y there are} */
    public int nOut() {
        return nOut;
    }

    /** Inputs of all circuits. */
    int inputs() {
        return circuits * circuit.inputs();
    }

    /** Expectations of all circuits. */
    int expectations() {
        return circuits * circuit.observables().size();
    }

    /** {@return the parameters, in the order in which they lie in memory; may be empty} */
    public List<CellParameter> parameters() {
        return parameters;
    }
}
