package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Angle;
import java.util.ArrayList;
import java.util.List;

/**
 * Gates that follow each other on one qubit and depend on no input: together one rotation. The kernels know no more of it
 * than that; what its angles contribute is worked out here, once for the minibatch.
 */
final class QubitRun {

    /** A constant rotation or, where there is an angle, one about an axis. */
    private record Step(Quaternion constant, int axis, Angle angle) {

        Quaternion rotation(double[] parameters) {
            if (angle == null) {
                return constant;
            }
            return Quaternion.about(axis, angle.value(NO_INPUTS, parameters));
        }

        boolean trained() {
            return angle != null && angle.hasParameters();
        }
    }

    private static final double[] NO_INPUTS = {};

    private final List<Step> steps = new ArrayList<>();

    void add(Quaternion constant) {
        steps.add(new Step(constant, 0, null));
    }

    /** @param axis 0 for X, 1 for Y, 2 for Z */
    void add(int axis, Angle angle) {
        steps.add(new Step(null, axis, angle));
    }

    /** Whether it has an angle to differentiate by. */
    boolean trained() {
        return steps.stream().anyMatch(Step::trained);
    }

    Quaternion rotation(double[] parameters) {
        Quaternion all = Quaternion.ONE;
        for (Step step : steps) {
            all = step.rotation(parameters).times(all);
        }
        return all;
    }

    /**
     * Adds d loss / d parameters to the gradients from index {@code first} on. With lambda = d loss / d psi and overlaps o_P = Im &lt;lambda| P psi&gt; after the run, an
     * angle of exp(-i angle P / 2) that is followed by W has the gradient o . (W P W^-1).
     */
    void differentiate(double[] overlaps, int at, double[] parameters, double[] gradients, int first) {
        Quaternion after = Quaternion.ONE;
        for (int k = steps.size() - 1; k >= 0; k--) {
            Step step = steps.get(k);
            if (step.trained()) {
                double[] axis = after.turn(step.axis);
                double sum = overlaps[at] * axis[0] + overlaps[at + 1] * axis[1] + overlaps[at + 2] * axis[2];
                step.angle.addGradient(parameters, sum, gradients, first);
            }
            after = after.times(step.rotation(parameters));
        }
    }
}
