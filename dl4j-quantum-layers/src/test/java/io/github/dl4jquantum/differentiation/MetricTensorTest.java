package io.github.dl4jquantum.differentiation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: the Bloch sphere by hand, and second differences of the fidelity of dense states. */
@Timeout(120)
class MetricTensorTest {

    private static final double[] NONE = {};
    private static final double EXACT = 1e-12;
    private static final double STEP = 1e-3;

    /** RZ(phi) RY(theta)|0>: a sphere of radius 1/2, g = (1, sin² theta) / 4. */
    @Test
    void ofOneQubitItIsTheSphereOfRadiusOneHalf() {
        Circuit circuit = Circuit.builder(1)
                .add(new RY(0, Angle.parameter(0)))
                .add(new RZ(0, Angle.parameter(1)))
                .build();
        double[][] g = new MetricTensor(circuit).full(NONE, new double[] {0.9, 2.1});
        double sine = Math.sin(0.9);
        assertArrayEquals(new double[] {0.25, 0}, g[0], EXACT);
        assertArrayEquals(new double[] {0, sine * sine / 4}, g[1], EXACT);
    }

    /** A factor and an input scale the angle: g = (2 x)² / 4; a controlled rotation under |+> moves half the state. */
    @Test
    void factorsInputsAndControlsScaleIt() {
        Circuit scaled = Circuit.builder(1)
                .add(new RX(0, Angle.parameter(0).times(Angle.input(0)).scaled(2)))
                .build();
        double[][] g = new MetricTensor(scaled).full(new double[] {0.3}, new double[] {1});
        assertEquals(0.09, g[0][0], EXACT);
        Circuit controlled = Circuit.builder(2)
                .add(new H(0))
                .add(new CRX(0, 1, Angle.parameter(0)))
                .build();
        assertEquals(0.125, new MetricTensor(controlled).full(NONE, new double[] {0.7})[0][0], EXACT);
    }

    /** F(e) = |<psi(theta) | psi(theta + e)>|² has g = -1/2 its second derivatives at 0. */
    @Test
    void itIsHalfTheCurvatureOfTheFidelity() {
        for (Circuit circuit :
                new Circuit[] {Ansatz.paper(2, 2), RandomCircuits.circuit(2, 8), RandomCircuits.circuit(3, 9)}) {
            Random random = new Random(4);
            double[] x = random.doubles(circuit.inputs(), -1, 1).toArray();
            double[] theta = random.doubles(circuit.parameters(), -1, 1).toArray();
            double[][] g = new MetricTensor(circuit).full(x, theta);
            for (int p = 0; p < theta.length; p++) {
                for (int q = 0; q < theta.length; q++) {
                    double mixed = fidelity(circuit, x, theta, p, q, 1, 1)
                            - fidelity(circuit, x, theta, p, q, 1, -1)
                            - fidelity(circuit, x, theta, p, q, -1, 1)
                            + fidelity(circuit, x, theta, p, q, -1, -1);
                    assertEquals(-mixed / (8 * STEP * STEP), g[p][q], 1e-5, p + ", " + q);
                }
            }
        }
    }

    private static double fidelity(Circuit circuit, double[] x, double[] theta, int p, int q, int ofP, int ofQ) {
        double[] moved = Points.moved(Points.moved(theta, p, ofP * STEP), q, ofQ * STEP);
        DenseSimulator dense = new DenseSimulator(circuit);
        var a = dense.statevector(x, theta);
        var b = dense.statevector(x, moved);
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.real().length; i++) {
            re += a.real()[i] * b.real()[i] + a.imaginary()[i] * b.imaginary()[i];
            im += a.real()[i] * b.imaginary()[i] - a.imaginary()[i] * b.real()[i];
        }
        return re * re + im * im;
    }

    /** RX RY | CNOT | RX RY: two blocks of two, equal to the whole metric inside. */
    @Test
    void blocksAreLayers() {
        Circuit circuit = Circuit.builder(2)
                .add(new RX(0, Angle.parameter(0)))
                .add(new RY(1, Angle.parameter(1)))
                .add(new CNOT(0, 1))
                .add(new RX(0, Angle.parameter(2)))
                .add(new RY(1, Angle.parameter(3)))
                .build();
        MetricTensor metric = new MetricTensor(circuit);
        double[] theta = {0.3, 1.1, -0.4, 0.8};
        double[][] full = metric.full(NONE, theta);
        double[][] blocks = metric.blockDiagonal(NONE, theta);
        double between = 0;
        for (int p = 0; p < 4; p++) {
            for (int q = 0; q < 4; q++) {
                assertEquals(p / 2 == q / 2 ? full[p][q] : 0, blocks[p][q], 0);
                between += p / 2 == q / 2 ? 0 : Math.abs(full[p][q]);
            }
        }
        assertTrue(between > 0.01);
        assertEquals(0.25, blocks[0][0], EXACT);
    }

    @Test
    void aParameterOfSeveralLayersHasNoBlock() {
        Circuit circuit = Circuit.builder(1)
                .add(new RY(0, Angle.parameter(0)))
                .add(new RX(0, Angle.parameter(0)))
                .build();
        String message = assertThrows(IllegalArgumentException.class, () -> new MetricTensor(circuit)
                        .blockDiagonal(NONE, new double[1]))
                .getMessage();
        assertTrue(message.contains("layers 0 and 1"), message);
    }
}
