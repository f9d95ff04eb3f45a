package io.github.dl4jquantum.forecast;

import java.lang.ref.Reference;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Adam (Kingma and Ba 2015, with the bias corrections in the step size), to the last bit as ND4J's own on x86-64:
 *
 * <pre>
 * m' = beta1 m + (1 - beta1) g
 * v' = beta2 v + (1 - beta2) g^2
 * g' = rate sqrt(1 - beta2^t) / (1 - beta1^t) m' / (sqrt(v') + epsilon)      g' is subtracted from the parameters
 * </pre>
 *
 * <p>ND4J 1.0.0-M2.1 computes this one number at a time, which takes longer than all products of an autoencoder's
 * minibatch. The loop here, on Java arrays that fit in the cache, becomes vector instructions.
 */
final class VectorAdam extends Adam {
    private static final long serialVersionUID = 1;

    /** For JSON. */
    VectorAdam() {}

    VectorAdam(ISchedule learningRate) {
        super(learningRate);
    }

    @Override
    public GradientUpdater<Adam> instantiate(INDArray states, boolean initialize) {
        Updater updater = new Updater(this);
        updater.setStateViewArray(states, new long[] {1, states.length() / 2}, 'c', initialize);
        return updater;
    }

    @Override
    public GradientUpdater<Adam> instantiate(Map<String, INDArray> states, boolean initialize) {
        Updater updater = new Updater(this);
        updater.setState(states, initialize);
        return updater;
    }

    @Override
    public VectorAdam clone() {
        VectorAdam copy = new VectorAdam();
        copy.setLrAndSchedule(getLearningRate(), getLearningRateSchedule());
        copy.setBeta1(getBeta1());
        copy.setBeta2(getBeta2());
        copy.setEpsilon(getEpsilon());
        return copy;
    }

    private static final class Updater extends AdamUpdater {
        private static final int TILE = 4096;

        private final Adam config;
        private final float[] g = new float[TILE];
        private final float[] m = new float[TILE];
        private final float[] v = new float[TILE];

        Updater(Adam config) {
            super(config);
            this.config = config;
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            INDArray first = getState().get(M_STATE);
            INDArray second = getState().get(V_STATE);
            if (!isPlain(gradient) || !isPlain(first) || !isPlain(second)) {
                super.applyUpdater(gradient, iteration, epoch);
                return;
            }
            float beta1 = (float) config.getBeta1();
            float beta2 = (float) config.getBeta2();
            float step = step(iteration, epoch);
            for (long from = 0; from < gradient.length(); from += TILE) {
                int length = (int) Math.min(TILE, gradient.length() - from);
                FloatPointer gradients = at(gradient, from).get(g, 0, length);
                FloatPointer firsts = at(first, from).get(m, 0, length);
                FloatPointer seconds = at(second, from).get(v, 0, length);
                update(length, beta1, beta2, step, (float) config.getEpsilon());
                gradients.put(g, 0, length);
                firsts.put(m, 0, length);
                seconds.put(v, 0, length);
            }
            for (INDArray array : new INDArray[] {gradient, first, second}) {
                Reference.reachabilityFence(array); // a pointer alone does not keep the array's memory
            }
        }

        /** From ND4J's own operation on one number whose new moments are 1 and 0: Java would round it in another way. */
        private float step(int iteration, int epoch) {
            float beta1 = (float) config.getBeta1();
            float before = 1 / beta1;
            while (beta1 * before < 1) {
                before = Math.nextUp(before);
            }
            INDArray update = Nd4j.zeros(DataType.FLOAT, 1);
            INDArray first = Nd4j.scalar(before).reshape(1);
            INDArray second = Nd4j.zeros(DataType.FLOAT, 1);
            double rate = config.getLearningRate(iteration, epoch);
            Nd4j.exec(new org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater(
                    update, second, first, rate, config.getBeta1(), config.getBeta2(), 1, iteration));
            return update.getFloat(0);
        }

        private void update(int length, float beta1, float beta2, float step, float epsilon) {
            for (int i = 0; i < length; i++) {
                m[i] = beta1 * m[i] + g[i] * (1 - beta1);
                v[i] = beta2 * v[i] + g[i] * g[i] * (1 - beta2);
                g[i] = m[i] * step / ((float) Math.sqrt(v[i]) + epsilon);
            }
        }

        /** Whether the numbers of an array are floats that lie side by side, and not on a GPU. */
        private static boolean isPlain(INDArray array) {
            return Nd4j.getEnvironment().isCPU()
                    && array.dataType() == DataType.FLOAT
                    && array.elementWiseStride() == 1;
        }

        private static FloatPointer at(INDArray array, long from) {
            return ((FloatPointer) array.data().addressPointer()).getPointer(from);
        }
    }
}
