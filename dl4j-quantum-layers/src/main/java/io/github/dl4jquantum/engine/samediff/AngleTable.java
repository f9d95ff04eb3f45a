package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Angle.Variable;
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
        List<Angle> angles = circuit.primitives().stream()
                .filter(gate -> !(gate instanceof AmplitudeEmbedding))
                .flatMap(gate -> gate.angles().stream())
                .distinct()
                .toList();
        for (Angle.Source source : Angle.Source.values()) {
            List<Angle> ofSource = angles.stream()
                    .filter(angle -> source == simpleSource(angle))
                    .toList();
            if (!ofSource.isEmpty()) {
                switch (source) {
                    case CONSTANT -> add(ofSource, 1, ones());
                    case PARAMETER -> add(ofSource, circuit.parameters(), rows(parameters, circuit.parameters()));
                    default -> add(ofSource, circuit.inputs(), function(source, rows(inputs, circuit.inputs())));
                }
            }
        }
        List<Angle> others =
                angles.stream().filter(angle -> simpleSource(angle) == null).toList();
        Map<Variable, SDVariable> variables = new HashMap<>();
        for (Angle.Source source : Angle.Source.values()) {
            List<Variable> ofSource = others.stream()
                    .flatMap(Angle::variables)
                    .filter(variable -> variable.source() == source)
                    .distinct()
                    .toList();
            if (!ofSource.isEmpty()) {
                boolean input = source.isInput();
                int count = input ? circuit.inputs() : circuit.parameters();
                SDVariable values = function(source, rows(input ? inputs : parameters, count));
                SDVariable[] picked = pick(ofSource, count, values);
                for (int row = 0; row < picked.length; row++) {
                    variables.put(ofSource.get(row), picked[row]);
                }
            }
        }
        for (Angle angle : others) {
            SDVariable half = sum(angle, variables).mul(0.5);
            table.put(angle, new HalfAngle(sd.math().cos(half), sd.math().sin(half)));
        }
    }

    private SDVariable[] pick(List<Variable> variables, int count, SDVariable values) {
        INDArray ones = Detached.run(() -> Nd4j.zeros(type, variables.size(), count));
        for (int row = 0; row < variables.size(); row++) {
            ones.putScalar(row, variables.get(row).index(), 1);
        }
        return sd.unstack(Products.left(sd.constant(ones), values), 0, variables.size());
    }

    /** A sum of products, [1] or [minibatch]. */
    private static SDVariable sum(Angle angle, Map<Variable, SDVariable> variables) {
        SDVariable sum = null;
        double constant = 0;
        for (Angle.Term term : angle.terms()) {
            if (term.variables().isEmpty()) {
                constant = term.factor();
                continue;
            }
            SDVariable product = null;
            for (Variable variable : term.variables()) {
                SDVariable next = variables.get(variable);
                product = product == null ? next : product.mul(next);
            }
            product = product.mul(term.factor());
            sum = sum == null ? product : sum.add(product);
        }
        return constant == 0 ? sum : sum.add(constant);
    }

    /** The source of an angle of one variable at most; null for another angle. */
    private static Angle.Source simpleSource(Angle angle) {
        List<Variable> variables = angle.terms().get(0).variables();
        if (angle.terms().size() > 1 || variables.size() > 1) {
            return null;
        }
        return variables.isEmpty() ? Angle.Source.CONSTANT : variables.get(0).source();
    }

    private SDVariable ones() {
        return sd.constant(Detached.run(() -> Nd4j.ones(type, 1, 1)));
    }

    private SDVariable function(Angle.Source source, SDVariable x) {
        return switch (source) {
            case INPUT_ARCTAN -> sd.math().atan(x);
            case INPUT_ARCTAN_SQUARE -> sd.math().atan(sd.math().square(x));
            default -> x;
        };
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
            Angle.Term term = angles.get(row).terms().get(0);
            int column =
                    term.variables().isEmpty() ? 0 : term.variables().get(0).index();
            halves.putScalar(row, column, term.factor() / 2);
        }
        SDVariable half = Products.left(sd.constant(halves), values);
        SDVariable[] cosines = sd.unstack(sd.math().cos(half), 0, angles.size());
        SDVariable[] sines = sd.unstack(sd.math().sin(half), 0, angles.size());
        for (int row = 0; row < angles.size(); row++) {
            table.put(angles.get(row), new HalfAngle(cosines[row], sines[row]));
        }
    }
}
