package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;

/** The numbers of one circuit for one set of parameters: those of its layers, and the coefficients of its inputs. */
final class CircuitTable {

    private final CircuitPlan plan;
    private final LayerTable[] layers;
    private final double[][] coefficients;
    private final double[] phases;
    private double[] parameters;

    CircuitTable(CircuitPlan plan) {
        this.plan = plan;
        layers = plan.layers().stream()
                .map(layer -> new LayerTable(layer, plan.states()))
                .toArray(LayerTable[]::new);
        coefficients = new double[plan.inputAngles().size()][];
        phases = new double[layers.length == 0 ? 0 : plan.states()];
    }

    /** Sets all numbers to the circuit's parameters, which begin at {@code offset}. */
    void prepare(double[] all, int offset) {
        parameters = Arrays.copyOfRange(all, offset, offset + plan.circuit().parameters());
        double norm = 1;
        for (LayerTable layer : layers) {
            layer.prepare(parameters, phases, norm);
            norm = layer.norm();
        }
        for (int slot : plan.trainedSlots()) {
            coefficients[slot] = plan.inputAngles().get(slot).coefficients(parameters);
        }
    }

    /** One for each layer of the plan. */
    LayerTable[] layers() {
        return layers;
    }

    /** What the products of inputs in a trained angle are multiplied by. */
    double[] coefficients(int slot) {
        return coefficients[slot];
    }

    double[] parameters() {
        return parameters;
    }

    /** The factor that is left to the measurement. */
    double norm() {
        return layers.length == 0 ? 1 : layers[layers.length - 1].norm();
    }
}
