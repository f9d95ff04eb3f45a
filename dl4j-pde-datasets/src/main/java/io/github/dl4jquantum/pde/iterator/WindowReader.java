package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Reads windows into minibatches, straight from where the snapshots lie. */
record WindowReader(
        List<Trajectory> trajectories, List<String> fields, int contextLength, int horizon, NotFinite notFinite) {

    /** Values in a snapshot: grid points times fields. */
    int width() {
        return fields.size() * trajectories.get(0).valuesPerSnapshot();
    }

    /** Features, labels and, where asked for and needed, masks. */
    DataSet read(List<TrajectoryWindows.Window> batch) {
        int span = contextLength + horizon;
        int width = width();
        float[] snapshots = new float[Math.multiplyExact(Math.multiplyExact(batch.size(), width), span)];
        float[] mask = new float[batch.size() * span];
        Arrays.fill(mask, 1);
        read(batch, snapshots, mask);
        DataSet dataSet =
                new DataSet(array(snapshots, width, 0, batch.size()), array(snapshots, width, horizon, batch.size()));
        if (!allOnes(mask)) {
            dataSet.setFeaturesMaskArray(mask(mask, 0, batch.size()));
            dataSet.setLabelsMaskArray(mask(mask, horizon, batch.size()));
        }
        return dataSet;
    }

    /** All C + horizon snapshots of each window, [window, value, time] in 'f' order, and their masks [window, time]. */
    private void read(List<TrajectoryWindows.Window> batch, float[] all, float[] mask) {
        int size = trajectories.get(0).valuesPerSnapshot();
        int windows = batch.size();
        float[] row = new float[width()];
        for (int b = 0; b < windows; b++) { // one after the other: a window's chunks may not be kept for long
            TrajectoryWindows.Window window = batch.get(b);
            for (int time = 0; time < contextLength + horizon; time++) {
                for (int field = 0; field < fields.size(); field++) {
                    trajectories
                            .get(window.trajectory())
                            .copySnapshot(fields.get(field), window.start() + time, row, field * size);
                }
                if (notFinite == NotFinite.MASK && !NotFinite.isFinite(row)) {
                    Arrays.fill(row, 0);
                    mask[time * windows + b] = 0;
                }
                int at = time * row.length * windows + b;
                for (int value = 0; value < row.length; value++) {
                    all[at + value * windows] = row[value];
                }
            }
        }
    }

    private static boolean allOnes(float[] mask) {
        for (float one : mask) {
            if (one != 1) {
                return false;
            }
        }
        return true;
    }

    private INDArray mask(float[] mask, int fromTime, int batch) {
        return array(mask, 1, fromTime, batch).reshape('f', batch, contextLength);
    }

    /** The C time steps from {@code fromTime} on of an array [batch, width, time] in 'f' order. */
    private INDArray array(float[] all, int width, int fromTime, int batch) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, new long[] {batch, width, contextLength}, 'f');
        // Nd4j.create(float[]) puts one number after another, which takes a fifth of all reading.
        ((FloatPointer) array.data().addressPointer()).put(all, fromTime * batch * width, (int) array.length());
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        return array;
    }
}
