package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;

/**
 * Exact derivatives by going back through the circuit once for each observable: what the engines do in training (Jones
 * and Gacon, arXiv 2009.02823). The cost does not depend on the number of parameters: the fastest way on a simulator.
 */
public final class Adjoint implements Differentiator {

    private final RowFunction function;

    /**
     * Differentiates on the fastest engine.
     *
     * @param circuit the circuit to differentiate
     */
    public Adjoint(Circuit circuit) {
        this(circuit, Engine.AUTO);
    }

    /**
     * Differentiates on an engine.
     *
     * @param circuit the circuit to differentiate
     * @param engine what goes forward and back
     */
    public Adjoint(Circuit circuit, Engine engine) {
        function = new RowFunction(circuit, engine);
    }

    @Override
    public Jacobian jacobian(double[] inputs, double[] parameters) {
        int observables = function.circuit().observables().size();
        double[][] ofInputs = new double[observables][];
        double[][] ofParameters = new double[observables][];
        for (int k = 0; k < observables; k++) {
            var gradients = function.gradients(inputs, parameters, k);
            ofInputs[k] = gradients.inputs();
            ofParameters[k] = gradients.parameters();
        }
        return new Jacobian(ofInputs, ofParameters);
    }
}
