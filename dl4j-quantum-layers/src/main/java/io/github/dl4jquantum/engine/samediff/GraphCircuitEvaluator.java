package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One circuit as a graph. */
final class GraphCircuitEvaluator<A> implements CircuitEvaluator<A> {

    private static final String INPUTS = "inputs";
    private static final String PARAMETERS = "parameters";
    private static final String EXPECTATIONS = "expectations";

    private final Circuit circuit;
    private final PlainArrays<A> arrays;
    private final DifferentiableGraph graph;
    private Map<String, INDArray> point;
    private int minibatch;

    GraphCircuitEvaluator(Circuit circuit, PlainArrays<A> arrays) {
        this.circuit = circuit;
        this.arrays = arrays;
        graph = Detached.run(this::build);
    }

    private DifferentiableGraph build() {
        SameDiff sd = SameDiff.create();
        List<String> placeholders = new ArrayList<>();
        SDVariable inputs = null;
        SDVariable parameters = null;
        if (circuit.inputs() > 0) {
            inputs = sd.placeHolder(INPUTS, arrays.type(), -1, circuit.inputs());
            placeholders.add(INPUTS);
        }
        if (circuit.parameters() > 0) {
            parameters = sd.placeHolder(PARAMETERS, arrays.type(), circuit.parameters());
            placeholders.add(PARAMETERS);
        }
        SDCircuit.expectations(sd, circuit, inputs, parameters).rename(EXPECTATIONS);
        return new DifferentiableGraph(sd, arrays.type(), List.of(EXPECTATIONS), placeholders);
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        arrays.check("The array of inputs", inputs, minibatch, circuit.inputs());
        arrays.check("The array of parameters", parameters, circuit.parameters());
        StateMemory.check(circuit, minibatch, differentiable, arrays.precision());
        Map<String, INDArray> values = Detached.run(() -> point(minibatch, inputs, parameters));
        INDArray z = Detached.run(() -> graph.evaluate(values)).get(EXPECTATIONS);
        this.minibatch = minibatch;
        point = differentiable ? values : null;
        // Without inputs the graph has one row, which stands for all.
        return arrays.write(z.broadcast(minibatch, circuit.observables().size()));
    }

    private Map<String, INDArray> point(int minibatch, A inputs, A parameters) {
        Map<String, INDArray> values = new HashMap<>();
        if (circuit.inputs() > 0) {
            values.put(INPUTS, arrays.read(inputs, 0, minibatch, circuit.inputs()));
        }
        if (circuit.parameters() > 0) {
            values.put(PARAMETERS, arrays.read(parameters, 0, circuit.parameters()));
        }
        return values;
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (point == null) {
            throw new IllegalStateException("A differentiable forward must come before backward.");
        }
        int observables = circuit.observables().size();
        arrays.check("The upstream gradient", upstream, minibatch, observables);
        return Detached.run(() -> {
            INDArray dz = arrays.read(upstream, 0, minibatch, observables);
            Map<String, INDArray> gradients = graph.gradients(point, Map.of(EXPECTATIONS, dz));
            return new Gradients<>(toArray(gradients.get(INPUTS)), toArray(gradients.get(PARAMETERS)));
        });
    }

    /** @param gradient null for something that the circuit does not have */
    private A toArray(INDArray gradient) {
        return gradient == null ? arrays.zeros(0) : arrays.write(gradient);
    }

    @Override
    public void close() {
        point = null;
    }
}
