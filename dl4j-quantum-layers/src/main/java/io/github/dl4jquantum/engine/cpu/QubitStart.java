package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.engine.cpu.Elementary.Flip;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.ArrayList;
import java.util.List;

/**
 * How one qubit of the product state comes about: two amplitudes that constant gates have made of |0>, then phases and
 * rotations of inputs.
 */
final class QubitStart {

    private static final double[] NONE = {};

    private double re0 = 1;
    private double im0;
    private double re1;
    private double im1;
    private final List<Elementary> steps = new ArrayList<>();

    /**
     * Takes the leading steps of one qubit.
     *
     * @return the steps that are left, in their order
     */
    List<Elementary> take(List<Elementary> all, int qubit) {
        List<Elementary> left = new ArrayList<>();
        boolean open = true;
        for (Elementary step : all) {
            if ((step.qubits() & qubit) == 0) {
                left.add(step);
            } else {
                open = open && step.qubits() == qubit && take(step);
                if (!open) {
                    left.add(step);
                }
            }
        }
        return left;
    }

    private boolean take(Elementary step) {
        Angle angle = step instanceof Phase phase
                ? phase.angle()
                : step instanceof Rotation rotation ? rotation.angle() : null;
        if (angle != null && angle.hasParameters()) {
            return false;
        }
        if (angle != null && angle.hasInputs()) {
            steps.add(step);
            return true;
        }
        if (!steps.isEmpty() || step instanceof Elementary.Dense) {
            return false;
        }
        apply(step, angle == null ? 0 : angle.value(NONE, NONE));
        return true;
    }

    private void apply(Elementary step, double angle) {
        if (step instanceof Flip) {
            set(re1, im1, re0, im0);
        } else if (step instanceof Rotation) {
            double c = Math.cos(angle / 2);
            double s = Math.sin(angle / 2);
            set(c * re0 - s * re1, c * im0 - s * im1, s * re0 + c * re1, s * im0 + c * im1);
        } else {
            Phase phase = (Phase) step;
            double p0 = phase.halves(0) * angle / 2;
            double p1 = phase.halves(phase.qubits()) * angle / 2;
            set(
                    Math.cos(p0) * re0 - Math.sin(p0) * im0,
                    Math.cos(p0) * im0 + Math.sin(p0) * re0,
                    Math.cos(p1) * re1 - Math.sin(p1) * im1,
                    Math.cos(p1) * im1 + Math.sin(p1) * re1);
        }
    }

    private void set(double newRe0, double newIm0, double newRe1, double newIm1) {
        re0 = newRe0;
        im0 = newIm0;
        re1 = newRe1;
        im1 = newIm1;
    }

    /** Real part of the amplitude of |0> or |1> before the first step. */
    double real(int state) {
        return state == 0 ? re0 : re1;
    }

    /** Imaginary part of the amplitude of |0> or |1> before the first step. */
    double imaginary(int state) {
        return state == 0 ? im0 : im1;
    }

    /** Phases without control and rotations, all of inputs. */
    List<Elementary> steps() {
        return steps;
    }
}
