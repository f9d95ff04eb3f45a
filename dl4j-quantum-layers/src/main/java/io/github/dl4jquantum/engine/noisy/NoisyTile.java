package io.github.dl4jquantum.engine.noisy;

import java.util.ArrayList;
import java.util.List;

/**
 * A few examples side by side: from inputs to the Pauli expectations of the final state, and back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class NoisyTile<A> {

    private final RowKernels<A> kernels;
    private final double[][] inputs;
    private final InputAngles inputAngles;
    private final TileAngles<A> angles;
    private final List<A[]> bloch = new ArrayList<>();
    private final List<StepRun<A>> starts = new ArrayList<>();
    private final List<A[]> ofBloch = new ArrayList<>();
    /** The product of qubits 0 to k. */
    private final List<A[]> products = new ArrayList<>();

    private final StepRun<A> run;
    private Room<A> room;

    private record Room<A>(A[] gradient, A[] other, List<A[]> products, A[] four) {}

    NoisyTile(NoisyPlan plan, RowKernels<A> kernels) {
        this.kernels = kernels;
        inputs = new double[plan.circuit().inputs()][kernels.lanes()];
        inputAngles = new InputAngles(plan.inputAngles(), inputs, kernels.lanes());
        angles = new TileAngles<>(plan, kernels);
        for (List<Step> steps : plan.starts()) {
            A[] start = kernels.rows(4);
            bloch.add(start);
            starts.add(new StepRun<>(steps, kernels, start));
            products.add(kernels.rows(1 << 2 * starts.size()));
        }
        run = new StepRun<>(plan.steps(), kernels, products.get(products.size() - 1));
    }

    /** [input][lane], to be set before {@link #forward}. */
    double[][] inputs() {
        return inputs;
    }

    /**
     * The Pauli expectations, one row each.
     *
     * @param keep whether {@link #backward} will follow
     */
    A[] forward(double[] parameters, boolean keep) {
        angles.forward(inputAngles.forward(parameters));
        ofBloch.clear();
        for (int qubit = 0; qubit < starts.size(); qubit++) {
            A[] start = bloch.get(qubit);
            kernels.fill(start[0], 1);
            kernels.fill(start[PauliString.X], 0);
            kernels.fill(start[PauliString.Y], 0);
            kernels.fill(start[PauliString.Z], 1);
            A[] own = starts.get(qubit).forward(angles, keep);
            ofBloch.add(own);
            multiply(qubit, own);
        }
        return run.forward(angles, keep);
    }

    private void multiply(int qubit, A[] own) {
        A[] to = products.get(qubit);
        for (int i = 0; i < to.length; i++) {
            if (qubit == 0 || i % 4 == 0) {
                System.arraycopy(qubit == 0 ? own[i] : products.get(qubit - 1)[i / 4], 0, to[i], 0, kernels.lanes());
            } else {
                kernels.multiply(products.get(qubit - 1)[i / 4], own[i % 4], to[i]);
            }
        }
    }

    /** Rows for {@link #backward}, which are set to 0. */
    A[] gradientRows() {
        if (room == null) {
            List<A[]> ofProducts = new ArrayList<>();
            products.forEach(rows -> ofProducts.add(kernels.rows(rows.length)));
            int last = products.get(products.size() - 1).length;
            room = new Room<>(kernels.rows(last), kernels.rows(last), ofProducts, kernels.rows(4));
        }
        for (A row : room.gradient) {
            kernels.fill(row, 0);
        }
        return room.gradient;
    }

    /**
     * The way back.
     *
     * @param gradient d loss / d Pauli expectations, in {@link #gradientRows}
     * @param ofInputs gets d loss / d inputs, [input][lane]
     * @param ofParameters gets what comes through angles of inputs and parameters together
     * @return sums for the gradients of steps with parameters
     */
    double[][] backward(A[] gradient, double[][] ofInputs, double[] ofParameters) {
        angles.clear();
        A[] ofProduct = run.backward(angles, gradient, room.other);
        for (int qubit = starts.size() - 1; qubit >= 0; qubit--) {
            A[] own = kernels.rows(4);
            ofProduct = divide(qubit, ofProduct, own);
            starts.get(qubit).backward(angles, own, room.four);
        }
        double[][] ofAngles = new double[inputAngles.count()][kernels.lanes()];
        angles.backward(ofAngles);
        inputAngles.backward(ofAngles, ofInputs, ofParameters);
        return angles.totals();
    }

    /** From d loss / d product of qubits 0 to k to that of qubits 0 to k - 1, and to that of qubit k. */
    private A[] divide(int qubit, A[] ofProduct, A[] ofOwn) {
        if (qubit == 0) {
            for (int i = 0; i < 4; i++) {
                kernels.scale(ofProduct[i], 1, ofOwn[i]);
            }
            return ofProduct;
        }
        A[] rest = products.get(qubit - 1);
        A[] ofRest = room.products.get(qubit - 1);
        for (int p = 0; p < rest.length; p++) {
            System.arraycopy(ofProduct[4 * p], 0, ofRest[p], 0, kernels.lanes());
            for (int i = 1; i < 4; i++) {
                kernels.addProduct(ofProduct[4 * p + i], ofBloch.get(qubit)[i], ofRest[p]);
                kernels.addProduct(ofProduct[4 * p + i], rest[p], ofOwn[i]);
            }
        }
        return ofRest;
    }
}
