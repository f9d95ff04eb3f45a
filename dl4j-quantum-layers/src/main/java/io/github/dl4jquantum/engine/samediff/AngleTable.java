package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All angles of a circuit in a few operations: for each source one matrix picks and scales its numbers, and one cosine
 * and one sine serve all of them.
 */
final class AngleTable {

    private final SameDiff sd;
    private final DataType type;
    private final Map<Angle, HalfAngle> table = new HashMap<>();

    /**
     * @param inputs [minibatch, inputs]; unused for a circuit without inputs
     * @param parameters [parameters] or [minibatch, parameters]; unused for a circuit without parameters
     */
    AngleTable(SameDiff sd, DataType type, Circuit circuit, SDVariable inputs, SDVariable parameters) {
        this.sd = sd;
        this.type = type;
        for (Angle.Source source : Angle.Source.values()) {
            List<Angle> angles = circuit.primitives().stream()
                    .flatMap(gate -> gate.angles().stream())
                    .filter(angle -> angle.source() == source)
                    .distinct()
                    .toList();
            if (!angles.isEmpty()) {
                switch (source) {
                    case CONSTANT -> add(angles, 1, sd.constant(Detached.run(() -> Nd4j.ones(type, 1, 1))));
                    case PARAMETER -> add(angles, circuit.parameters(), rows(parameters, circuit.parameters()));
                    case INPUT -> add(angles, circuit.inputs(), rows(inputs, circuit.inputs()));
                    case INPUT_ARCTAN -> add(angles, circuit.inputs(), sd.math().atan(rows(inputs, circuit.inputs())));
                    case INPUT_ARCTAN_SQUARE -> add(
                            angles, circuit.inputs(), sd.math().atan(sd.math().square(rows(inputs, circuit.inputs()))));
                }
            }
        }
    }

    /** Cosines and sines for each of a gate's angles. */
    HalfAngle[] get(Gate gate) {
        return gate.angles().stream().map(table::get).toArray(HalfAngle[]::new);
    }

    /** [count, 1 or minibatch] from [count] or [minibatch, count]. */
    private SDVariable rows(SDVariable columns, int count) {
        return sd.transpose(columns.reshape(-1, count));
    }

    /** @param values [count, 1 or minibatch]: what the angles are multiples of */
    private void add(List<Angle> angles, int count, SDVariable values) {
        INDArray halves = Detached.run(() -> Nd4j.zeros(type, angles.size(), count));
        for (int row = 0; row < angles.size(); row++) {
            halves.putScalar(row, angles.get(row).index(), angles.get(row).factor() / 2);
        }
        SDVariable half = Products.left(sd.constant(halves), values);
        SDVariable[] cosines = sd.unstack(sd.math().cos(half), 0, angles.size());
        SDVariable[] sines = sd.unstack(sd.math().sin(half), 0, angles.size());
        for (int row = 0; row < angles.size(); row++) {
            table.put(angles.get(row), new HalfAngle(cosines[row], sines[row]));
        }
    }
}
