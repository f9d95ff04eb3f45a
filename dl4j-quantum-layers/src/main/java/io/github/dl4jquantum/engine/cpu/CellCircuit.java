package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import java.util.Map;

/** One circuit of a cell, with its angles and the linear map behind it. */
final class CellCircuit {

    final CircuitPlan plan;
    final LayerTable[] tables;
    /** Index of the first angle among the cell's parameters. */
    final int angles;
    /** The map from expectations to nOut; null where the expectations are used as they are. */
    final Affine map;

    /** The circuit of that name among a cell's parameters. */
    CellCircuit(String name, CircuitPlan plan, Map<String, CellParameter> parameters) {
        this.plan = plan;
        tables = LayerTable.of(plan);
        CellParameter own = parameters.get(name + "Angles");
        angles = own == null ? 0 : own.offset();
        CellParameter weights = parameters.get(name + "W");
        map = weights == null ? null : Affine.of(weights, parameters.get(name + "B"));
    }

    void prepare(double[] parameters) {
        LayerTable.prepare(tables, parameters, angles);
    }
}
