package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of a circuit on one tile of lanes: the half angles that they stand for, and the product state that a plan
 * starts from, in closed form: psi_k = prod_q a_q(bit q of k). The qubits are multiplied out in two halves, so that it
 * takes little more than one product an amplitude.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Encoding<A> {

    private static final int KEPT_QUBITS = 9;

    private final CircuitPlan plan;
    private final Kernels<A> kernels;
    private A[] inputs;
    private final A[] cos;
    private final A[] sin;
    /** For each qubit the two amplitudes before, between and after its steps. */
    private final List<List<A[]>> chains = new ArrayList<>();

    private final List<A[]> ends = new ArrayList<>();
    private final Product<A> high;
    private final Product<A> low;
    /** Null where rows are made when they are asked for. */
    private final A[] state;
    /** Null where no amplitudes are inputs. */
    private final AmplitudeEmbedding embedding;

    private final AmplitudeStart<A> amplitudes;

    /** @param inputs the rows that inputs will be written to, one a circuit input */
    Encoding(CircuitPlan plan, Kernels<A> kernels, A[] inputs) {
        this.plan = plan;
        this.kernels = kernels;
        this.inputs = inputs;
        cos = kernels.realRows(plan.inputAngles().size());
        sin = kernels.realRows(plan.inputAngles().size());
        plan.starts().forEach(start -> chains.add(chain(start)));
        chains.forEach(chain -> ends.add(chain.get(chain.size() - 1)));
        int half = plan.qubits() / 2;
        low = new Product<>(kernels, half, plan.qubits() - half);
        high = half == 0 ? null : new Product<>(kernels, 0, half);
        embedding = plan.embedding().orElse(null);
        if (!isKept(plan)) {
            state = null;
        } else {
            state = high == null && embedding == null ? low.rows() : kernels.complexRows(plan.states());
        }
        amplitudes = embedding == null ? null : new AmplitudeStart<>(embedding, plan.qubits(), kernels, inputs);
    }

    /**
     * Whether the product state is kept. Of a large state it costs less to multiply a row out anew, for the first layer and on
     * the way back, than to read it: with n = 12, B = 256 were 24.6 ms in place of 26.8, with n = 8 0.70 in place of 0.69.
     */
    static boolean isKept(CircuitPlan plan) {
        return plan.qubits() <= KEPT_QUBITS
                || plan.embedding().isPresent()
                || plan.layers().isEmpty();
    }

    private List<A[]> chain(QubitStart start) {
        List<A[]> chain = new ArrayList<>();
        for (int step = 0; step <= start.steps().size(); step++) {
            chain.add(kernels.complexRows(2));
        }
        for (int bit = 0; bit < 2; bit++) {
            kernels.fill(chain.get(0)[bit], start.imaginary(bit));
            A ones = kernels.realRows(1)[0];
            kernels.fill(ones, start.real(bit));
            System.arraycopy(ones, 0, chain.get(0)[bit], 0, kernels.lanes());
        }
        return chain;
    }

    /** The product state; null where {@link #row} makes it. */
    A[] state() {
        return state;
    }

    /**
     * A row of the product state.
     *
     * @param room a complex row, which may be overwritten
     */
    A row(int k, A room) {
        if (state != null) {
            return state[k];
        }
        product(k, room);
        return room;
    }

    A cos(int slot) {
        return cos[slot];
    }

    A sin(int slot) {
        return sin[slot];
    }

    /** The two amplitudes of each qubit after the steps of its own. */
    List<A[]> ends() {
        return ends;
    }

    /** Makes state and angles of the inputs, but for those angles that depend on parameters too. */
    void forward() {
        encode(inputs);
        multiply();
    }

    /** Makes the angles, and the amplitudes of each qubit, of other inputs. */
    void encode(A[] others) {
        inputs = others;
        for (int slot = 0; slot < cos.length; slot++) {
            if (!plan.inputAngles().get(slot).trained()) {
                halfAngle(slot, plan.inputAngles().get(slot).constants());
            }
        }
        for (int qubit = 0; qubit < chains.size(); qubit++) {
            forward(plan.starts().get(qubit).steps(), chains.get(qubit));
        }
    }

    /** Makes the state of the qubits' amplitudes, or its factors. */
    void multiply() {
        low.forward(ends);
        if (high != null) {
            high.forward(ends);
            for (int k = 0; state != null && k < state.length; k++) {
                product(k, state[k]);
            }
        }
        if (amplitudes != null) {
            for (int k = 0; high == null && k < state.length; k++) {
                product(k, state[k]);
            }
            amplitudes.forward(state);
        }
    }

    /** A row of the product state, before amplitudes of inputs. */
    private void product(int k, A row) {
        if (high == null) {
            System.arraycopy(low.rows()[k], 0, row, 0, 2 * kernels.lanes());
        } else {
            kernels.multiply(high.rows()[k / low.rows().length], low.rows()[k % low.rows().length], row);
        }
    }

    private void halfAngle(int slot, double[] factors) {
        plan.inputAngles().get(slot).halfAngle(kernels, inputs, factors, cos[slot], sin[slot]);
    }

    /** Makes the angles that depend on parameters too. Encodings may serve circuits with others in turn. */
    void prepare(CircuitTable table) {
        for (int slot : plan.trainedSlots()) {
            halfAngle(slot, table.coefficients(slot));
        }
    }

    private void forward(List<Elementary> steps, List<A[]> chain) {
        for (int i = 0; i < steps.size(); i++) {
            A[] a = chain.get(i);
            A[] b = chain.get(i + 1);
            if (steps.get(i) instanceof Rotation rotation) {
                int slot = rotation.slot();
                kernels.turn(a[0], a[1], cos[slot], sin[slot], 1, b[0], b[1]);
            } else {
                int slot = ((Phase) steps.get(i)).slot();
                kernels.phase(a[0], cos[slot], sin[slot], -1, b[0]);
                kernels.phase(a[1], cos[slot], sin[slot], 1, b[1]);
            }
        }
    }

    /**
     * The way back, with room of its own, so that one serves many encodings of a plan.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Gradient<A> {

        private final CircuitPlan plan;
        private final Kernels<A> kernels;
        private final A[] angles;
        /** d loss / d inputs by way of angles that depend on parameters too. */
        private final A[] ofTrained;

        private final List<A[]> qubits = new ArrayList<>();
        private final Product<A> high;
        private final Product<A> low;

        Gradient(CircuitPlan plan, Kernels<A> kernels) {
            this.plan = plan;
            this.kernels = kernels;
            angles = kernels.realRows(plan.inputAngles().size());
            ofTrained = kernels.realRows(
                    plan.trainedSlots().length == 0 ? 0 : plan.circuit().inputs());
            for (int qubit = 0; qubit < plan.qubits(); qubit++) {
                qubits.add(kernels.complexRows(2));
            }
            int half = plan.qubits() / 2;
            low = new Product<>(kernels, half, plan.qubits() - half);
            high = half == 0 ? null : new Product<>(kernels, 0, half);
        }

        /** d loss / d angle, one row for each angle of inputs; what {@link LayerStack#backward} adds to. */
        A[] angles() {
            return angles;
        }

        void clear() {
            for (A row : angles) {
                kernels.fill(row, 0);
            }
            for (A row : ofTrained) {
                kernels.fill(row, 0);
            }
        }

        /** Takes up what a circuit has told of the angles that depend on its parameters. */
        void endCircuit(Encoding<A> encoding, CircuitTable table, StackGradient<A> gradient) {
            for (int slot : plan.trainedSlots()) {
                InputAngle angle = plan.inputAngles().get(slot);
                angle.addInputGradient(kernels, encoding.inputs, table.coefficients(slot), angles[slot], ofTrained);
                angle.addCoefficientGradients(kernels, encoding.inputs, angles[slot], gradient.coefficients(slot));
                kernels.fill(angles[slot], 0);
            }
        }

        /**
         * Goes back from d loss / d state and d loss / d angles.
         *
         * @param inputs becomes d loss / d inputs
         */
        void run(Encoding<A> encoding, A[] lambda, A[] inputs) {
            for (A row : inputs) {
                kernels.fill(row, 0);
            }
            if (encoding.amplitudes != null) {
                encoding.amplitudes.backward(encoding.embedding, encoding::product, lambda, inputs);
            }
            split(encoding, lambda);
            runQubits(encoding, inputs);
        }

        /** d loss / d amplitudes of each qubit. */
        List<A[]> qubits() {
            return qubits;
        }

        /** Goes back from {@link #qubits}; adds to d loss / d inputs. */
        void runQubits(Encoding<A> encoding, A[] inputs) {
            for (int qubit = 0; qubit < qubits.size(); qubit++) {
                backward(encoding, plan.starts().get(qubit).steps(), encoding.chains.get(qubit), qubits.get(qubit));
            }
            for (int input = 0; input < ofTrained.length; input++) {
                kernels.addReal(ofTrained[input], 1, inputs[input]);
            }
            for (int slot = 0; slot < angles.length; slot++) {
                InputAngle angle = plan.inputAngles().get(slot);
                if (!angle.trained()) {
                    angle.addInputGradient(kernels, encoding.inputs, angle.constants(), angles[slot], inputs);
                }
            }
        }

        private void split(Encoding<A> encoding, A[] lambda) {
            A[] lowGradient = low.rows();
            if (high == null) {
                for (int k = 0; k < lowGradient.length; k++) {
                    System.arraycopy(lambda[k], 0, lowGradient[k], 0, 2 * kernels.lanes());
                }
            } else {
                A[] highGradient = high.rows();
                for (A row : lowGradient) {
                    kernels.fill(row, 0);
                }
                for (A row : highGradient) {
                    kernels.fill(row, 0);
                }
                int block = lowGradient.length;
                for (int k = 0; k < plan.states(); k++) {
                    kernels.addConjugateProduct(encoding.low.rows()[k % block], lambda[k], highGradient[k / block]);
                    kernels.addConjugateProduct(encoding.high.rows()[k / block], lambda[k], lowGradient[k % block]);
                }
                encoding.high.backward(encoding.ends, high, qubits);
            }
            encoding.low.backward(encoding.ends, low, qubits);
        }

        private void backward(Encoding<A> encoding, List<Elementary> steps, List<A[]> chain, A[] lambda) {
            for (int i = steps.size() - 1; i >= 0; i--) {
                A[] psi = chain.get(i + 1);
                if (steps.get(i) instanceof Rotation rotation) {
                    int slot = rotation.slot();
                    kernels.addTurnGradient(lambda[0], lambda[1], psi[0], psi[1], .5, angles[slot]);
                    A cos = encoding.cos[slot];
                    A sin = encoding.sin[slot];
                    kernels.turn(lambda[0], lambda[1], cos, sin, -1, lambda[0], lambda[1]);
                } else {
                    int slot = ((Phase) steps.get(i)).slot();
                    kernels.addPhaseGradient(lambda[0], psi[0], .5, angles[slot]);
                    kernels.addPhaseGradient(lambda[1], psi[1], -.5, angles[slot]);
                    kernels.phase(lambda[0], encoding.cos[slot], encoding.sin[slot], 1, lambda[0]);
                    kernels.phase(lambda[1], encoding.cos[slot], encoding.sin[slot], -1, lambda[1]);
                }
            }
        }
    }
}
