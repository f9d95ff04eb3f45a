package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Statevector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The Fubini-Study metric of a circuit's states in its parameters, by which the quantum natural gradient
 * {@code g^-1 grad} measures steps:
 *
 * <pre>
 *   g_pq = Re( &lt;d_p psi | d_q psi&gt; - &lt;d_p psi | psi&gt; &lt;psi | d_q psi&gt; ),    psi = U(x, theta) |0...0&gt;
 * </pre>
 *
 * <p>{@code |<psi(theta) | psi(theta + e)>|² = 1 - e^T g e} up to third order; one rotation of |0> about an axis
 * perpendicular to z has g = 1/4. Derivatives of states are exact: of a rotation half the state whose angle is larger by pi,
 * of a controlled one a quarter of the difference between those larger by pi and by 3 pi.
 *
 * <p>Source: Stokes et al., Quantum 4 (2020) 269, arXiv 1909.02108.
 */
public final class MetricTensor {

    private final Circuit circuit;
    private final LiftedCircuit lifted;

    /**
     * The metric of a circuit.
     *
     * @param circuit whose observables do not matter
     */
    public MetricTensor(Circuit circuit) {
        this.circuit = circuit;
        lifted = new LiftedCircuit(circuit);
    }

    /**
     * The whole metric. It takes one state for each angle of the circuit, two for those of controlled rotations, all at
     * once in memory.
     *
     * @param inputs x, [inputs]
     * @param parameters theta, [parameters]
     * @return g, [parameters][parameters]: symmetric, positive semidefinite
     * @throws IllegalArgumentException if there are more or fewer of them than the circuit has
     */
    public double[][] full(double[] inputs, double[] parameters) {
        Points.check(circuit, inputs, parameters);
        int count = parameters.length;
        double[][] ofAngles = ofAngles(lifted.values(inputs, parameters));
        double[][] slopes = slopes(inputs, parameters);
        double[][] metric = new double[count][count];
        for (int p = 0; p < count; p++) {
            for (int q = 0; q < count; q++) {
                for (int a = 0; a < ofAngles.length; a++) {
                    for (int b = 0; slopes[a][p] != 0 && b < ofAngles.length; b++) {
                        metric[p][q] += slopes[a][p] * ofAngles[a][b] * slopes[b][q];
                    }
                }
            }
        }
        return metric;
    }

    /**
     * The metric with what lies between different layers left out, which is what the natural gradient is mostly taken
     * with: a layer is made of parameters whose gates have equally many gates with parameters before them.
     *
     * @param inputs x, [inputs]
     * @param parameters theta, [parameters]
     * @return [parameters][parameters]
     * @throws IllegalArgumentException if a parameter stands in several layers, or as for {@link #full}
     */
    public double[][] blockDiagonal(double[] inputs, double[] parameters) {
        int[] layers = layers();
        double[][] metric = full(inputs, parameters);
        for (int p = 0; p < layers.length; p++) {
            for (int q = 0; q < layers.length; q++) {
                if (layers[p] != layers[q]) {
                    metric[p][q] = 0;
                }
            }
        }
        return metric;
    }

    /** The layer of each parameter. */
    private int[] layers() {
        int[] layers = new int[circuit.parameters()];
        Arrays.fill(layers, -1);
        for (LiftedCircuit.Occurrence occurrence : lifted.occurrences()) {
            occurrence.angle().variables().filter(v -> !v.source().isInput()).forEach(v -> {
                int known = layers[v.index()];
                if (known >= 0 && known != occurrence.layer()) {
                    throw new IllegalArgumentException("Parameter " + v.index() + " stands in layers " + known + " and "
                            + occurrence.layer() + ", so that the metric has no blocks; use full(...).");
                }
                layers[v.index()] = occurrence.layer();
            });
        }
        return layers;
    }

    /** d angle_a / d theta_p, [angles][parameters]. */
    private double[][] slopes(double[] inputs, double[] parameters) {
        int angles = lifted.occurrences().size();
        double[][] slopes = new double[angles][parameters.length];
        for (int a = 0; a < angles; a++) {
            double[] one = new double[angles];
            one[a] = 1;
            lifted.chain(inputs, parameters, one, new double[inputs.length], slopes[a]);
        }
        return slopes;
    }

    /** The metric in the angles of all gates. */
    private double[][] ofAngles(double[] angles) {
        if (angles.length == 0) {
            return new double[0][];
        }
        List<double[]> points = new ArrayList<>();
        points.add(angles);
        for (int a = 0; a < angles.length; a++) {
            points.add(Points.moved(angles, a, Math.PI));
            if (lifted.occurrences().get(a).controlled()) {
                points.add(Points.moved(angles, a, 3 * Math.PI));
            }
        }
        INDArray states = Statevector.columns(lifted.circuit(), points.toArray(double[][]::new), new double[0]);
        INDArray psi = states.getColumn(0, true).dup();
        INDArray derivatives = states.get(NDArrayIndex.all(), NDArrayIndex.interval(0, angles.length))
                .dup();
        int column = 1;
        for (int a = 0; a < angles.length; a++) {
            INDArray moved = states.getColumn(column++).mul(0.5);
            if (lifted.occurrences().get(a).controlled()) {
                moved = moved.subi(states.getColumn(column++).mul(0.5)).muli(0.5);
            }
            derivatives.putColumn(a, moved);
        }
        // <a|b> of states written as real over imaginary parts: the real part is a·b, the imaginary one a·(-i b).
        INDArray real = derivatives.transpose().mmul(derivatives);
        INDArray inPhase = derivatives.transpose().mmul(psi);
        INDArray outOfPhase = derivatives.transpose().mmul(turned(psi));
        return real.sub(inPhase.mmul(inPhase.transpose()))
                .sub(outOfPhase.mmul(outOfPhase.transpose()))
                .toDoubleMatrix();
    }

    /** i psi: the real parts are minus the imaginary ones, the imaginary ones the real ones. */
    private static INDArray turned(INDArray psi) {
        long half = psi.size(0) / 2;
        INDArray turned = psi.dup();
        turned.get(NDArrayIndex.interval(0, half), NDArrayIndex.all())
                .assign(psi.get(NDArrayIndex.interval(half, 2 * half), NDArrayIndex.all())
                        .neg());
        turned.get(NDArrayIndex.interval(half, 2 * half), NDArrayIndex.all())
                .assign(psi.get(NDArrayIndex.interval(0, half), NDArrayIndex.all()));
        return turned;
    }
}
