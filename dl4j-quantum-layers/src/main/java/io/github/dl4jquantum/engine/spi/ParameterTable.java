package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.ArrayList;
import java.util.List;

/** Lays the parameters of a cell out one behind the other. */
final class ParameterTable {

    private final int nIn;
    private final int nOut;
    private final boolean mapped;
    private final List<CellParameter> parameters = new ArrayList<>();
    private int next;

    /** @param mapped whether linear maps lead from the circuits' expectations to nOut */
    ParameterTable(int nIn, int nOut, boolean mapped) {
        this.nIn = nIn;
        this.nOut = nOut;
        this.mapped = mapped;
    }

    /** The linear map from x and h to the inputs of a circuit. */
    void projection(String name, int out) {
        add(name + "W", CellParameter.Role.WEIGHT, nIn, out);
        add(name + "RW", CellParameter.Role.RECURRENT_WEIGHT, nOut, out);
        add(name + "B", CellParameter.Role.BIAS, 1, out);
    }

    /** A linear map. */
    void affine(String name, int in, int out) {
        add(name + "W", CellParameter.Role.WEIGHT, in, out);
        add(name + "B", CellParameter.Role.BIAS, 1, out);
    }

    /** A circuit's angles, and the map from its expectations. */
    void circuit(String name, Circuit circuit) {
        if (circuit.parameters() > 0) {
            add(name + "Angles", CellParameter.Role.ANGLES, 1, circuit.parameters());
        }
        if (mapped) {
            affine(name, circuit.observables().size(), nOut);
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
