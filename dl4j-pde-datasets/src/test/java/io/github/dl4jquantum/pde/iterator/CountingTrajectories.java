package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** Trajectories on a 1 x 3 grid whose every value names its place: 1000 trajectory + 10 time + point, plus 0.5 for v. */
final class CountingTrajectories {

    private CountingTrajectories() {}

    static List<Trajectory> of(int... snapshots) {
        List<Trajectory> trajectories = new ArrayList<>();
        for (int index = 0; index < snapshots.length; index++) {
            float[] u = new float[3 * snapshots[index]];
            float[] v = new float[u.length];
            double[] times = new double[snapshots[index]];
            for (int i = 0; i < u.length; i++) {
                u[i] = 1000 * index + 10 * (i / 3) + i % 3;
                v[i] = u[i] + 0.5f;
                times[i / 3] = 0.1 * (i / 3);
            }
            trajectories.add(Trajectory.of(List.of("u", "v"), new int[] {1, 3}, times, u, v));
        }
        return trajectories;
    }
}
