package io.github.dl4jquantum.pde.problem;

/** How a grid of half the spacing holds the points of a coarser one, along each axis. */
enum Refinement {
    /** Points j / n. */
    PERIODIC(0, 0),
    /** Points j / (n - 1): the boundary is among them. */
    WITH_BOUNDARY(-1, 0),
    /** Points (j + 1) / (n + 1): the boundary is not among them. */
    WITHIN_BOUNDARY(1, 1);

    private final int more;
    private final int first;

    Refinement(int more, int first) {
        this.more = more;
        this.first = first;
    }

    /** Points of the finer grid. */
    int points(int coarse) {
        return Math.multiplyExact(2, coarse) + more;
    }

    /** Where the points of a coarse snapshot are in one whose spacing was halved that many times. */
    int[] indices(int[] coarse, int halvings) {
        int[] indices = {0};
        for (int axis : coarse) {
            int[] longer = new int[indices.length * axis];
            for (int i = 0; i < longer.length; i++) {
                int points = axis;
                int place = i % axis;
                for (int halving = 0; halving < halvings; halving++) {
                    points = points(points);
                    place = 2 * place + first;
                }
                longer[i] = indices[i / axis] * points + place;
            }
            indices = longer;
        }
        return indices;
    }
}
