package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.ArrayList;
import java.util.List;

/** Lays the parameters of a cell out one behind the other. */
final class ParameterTable {

    private final int nIn;
    private final int nOut;
    private final boolean mapped;
    private final int bank;
    private final List<CellParameter> parameters = new ArrayList<>();
    private int next;

    /**
     * Begins a table.
     *
     * @param mapped whether linear maps lead from the circuits' expectations to nOut
     * @param bank number of circuits of a gate
     */
    ParameterTable(int nIn, int nOut, boolean mapped, int bank) {
        this.nIn = nIn;
        this.nOut = nOut;
        this.mapped = mapped;
        this.bank = bank;
    }

    /** A linear map from x and h. */
    void projection(String name, int out) {
        add(name + "W", CellParameter.Role.WEIGHT, nIn, out);
        add(name + "RW", CellParameter.Role.RECURRENT_WEIGHT, nOut, out);
        add(name + "B", CellParameter.Role.BIAS, 1, out);
    }

    /** A linear map. */
    void affine(String name, int in, int out) {
        linear(name, in, out);
        add(name + "B", CellParameter.Role.BIAS, 1, out);
    }

    /** A linear map without a bias. */
    void linear(String name, int in, int out) {
        add(name + "W", CellParameter.Role.WEIGHT, in, out);
    }

    /** The angles of a gate's circuits, circuit after circuit, and the map from all their expectations. */
    void circuits(String name, Circuit circuit) {
        if (circuit.parameters() > 0) {
            add(name + "Angles", CellParameter.Role.ANGLES, 1, bank * circuit.parameters());
        }
        if (mapped) {
            affine(name, bank * circuit.observables().size(), nOut);
        }
    }

    List<CellParameter> parameters() {
        return List.copyOf(parameters);
    }

    private void add(String name, CellParameter.Role role, int rows, int columns) {
        CellParameter parameter = new CellParameter(name, role, rows, columns, next);
        parameters.add(parameter);
        next = parameter.end();
    }
}
