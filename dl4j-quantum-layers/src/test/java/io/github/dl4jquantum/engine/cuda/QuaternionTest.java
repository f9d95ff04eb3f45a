package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Unitary;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotations without matrices. Oracle: the gates' matrices. */
@Timeout(10)
class QuaternionTest {

    private static final double[] VECTOR = {0.3, -0.8, 0.5};

    /** With its phase, which counts where the rotation is controlled. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aRotationAboutAnAxisIsTheGate(int axis) {
        Angle angle = Angle.constant(4);
        Gate gate =
                List.of(new RX(0, angle), new RY(0, angle), new RZ(0, angle)).get(axis);
        Quaternion rotation = Quaternion.about(axis, 4);
        Unitary matrix = gate.matrix(4);
        assertClose(
                new double[] {matrix.real(0, 0), matrix.imaginary(0, 0), matrix.real(1, 0), matrix.imaginary(1, 0)},
                new double[] {rotation.w(), -rotation.z(), rotation.y(), -rotation.x()},
                Tolerances.DOUBLE);
    }

    /** U v U^-1 of v = 0.3 X - 0.8 Y + 0.5 Z, by matrices and by quaternions. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void paulisTurnAsUnderTheUnitary(long seed) {
        Unitary unitary = RandomCircuits.unitary(2, seed);
        Quaternion rotation = Quaternion.of(unitary);
        assertEquals(1, rotation.w() * rotation.w() + lengthSquared(rotation.x(), rotation.y(), rotation.z()), 1e-12);
        double[] turned = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double[] part = rotation.turn(axis);
            for (int k = 0; k < 3; k++) {
                turned[k] += VECTOR[axis] * part[k];
            }
        }
        assertClose(conjugated(unitary), turned, Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void productsTurnOneAfterTheOther(long seed) {
        Quaternion first = Quaternion.of(RandomCircuits.unitary(2, seed));
        Quaternion second = Quaternion.of(RandomCircuits.unitary(2, seed + 100));
        double[] once = first.turn(1);
        double[] twice = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double[] part = second.turn(axis);
            for (int k = 0; k < 3; k++) {
                twice[k] += once[axis] * part[k];
            }
        }
        assertClose(twice, second.times(first).turn(1), Tolerances.DOUBLE);
    }

    private static double lengthSquared(double x, double y, double z) {
        return x * x + y * y + z * z;
    }

    /** The parts in X, Y and Z of U v U^-1, a Hermitian matrix [[z, x - i y], [x + i y, -z]] like v. */
    private static double[] conjugated(Unitary u) {
        double[][] v = {{VECTOR[2], 0}, {VECTOR[0], -VECTOR[1]}, {VECTOR[0], VECTOR[1]}, {-VECTOR[2], 0}};
        double[] lower = new double[2];
        double upper = 0;
        for (int j = 0; j < 2; j++) {
            for (int k = 0; k < 2; k++) {
                double[] uv = times(entry(u, 1, j), v[2 * j + k]);
                double[] other = entry(u, 0, k);
                double[] product = times(uv, new double[] {other[0], -other[1]});
                lower[0] += product[0];
                lower[1] += product[1];
                upper += times(times(entry(u, 0, j), v[2 * j + k]), new double[] {other[0], -other[1]})[0];
            }
        }
        return new double[] {lower[0], lower[1], upper};
    }

    private static double[] entry(Unitary u, int row, int column) {
        return new double[] {u.real(row, column), u.imaginary(row, column)};
    }

    private static double[] times(double[] a, double[] b) {
        return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
    }
}
