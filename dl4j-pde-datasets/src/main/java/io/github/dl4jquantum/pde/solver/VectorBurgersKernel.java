package io.github.dl4jquantum.pde.solver;

import static io.github.dl4jquantum.pde.solver.InterleavedField.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads neighbours in a row where they are, which C2's own vectors cannot. (All twelve rows' and columns' neighbours in one
 * loop of the Vector API were slower: arrays begin anywhere, C2 aligns its loops to them, and this API cannot.)
 */
final class VectorBurgersKernel extends BurgersKernel {

    private static final VectorSpecies<Double> SPECIES = VectorSpecies.of(
            double.class,
            VectorShape.forBitSize(Math.min(DoubleVector.SPECIES_PREFERRED.vectorBitSize(), LANES * Double.SIZE)));

    VectorBurgersKernel(int points, double[] first, double[] second) {
        super(points, first, second);
    }

    @Override
    void addTwoColumns(
            double[] q,
            int k,
            double[] speed,
            double[] rate,
            double first,
            double first2,
            double second,
            double second2) {
        DoubleVector a = DoubleVector.broadcast(SPECIES, first);
        DoubleVector b = DoubleVector.broadcast(SPECIES, first2);
        DoubleVector c = DoubleVector.broadcast(SPECIES, second);
        DoubleVector d = DoubleVector.broadcast(SPECIES, second2);
        int near = k * LANES;
        int far = near + LANES;
        for (int i = start; i < end; i += SPECIES.length()) {
            DoubleVector before2 = DoubleVector.fromArray(SPECIES, q, i - far);
            DoubleVector before = DoubleVector.fromArray(SPECIES, q, i - near);
            DoubleVector after = DoubleVector.fromArray(SPECIES, q, i + near);
            DoubleVector after2 = DoubleVector.fromArray(SPECIES, q, i + far);
            DoubleVector slope = a.mul(after.sub(before)).add(b.mul(after2.sub(before2)));
            DoubleVector terms = c.mul(after.add(before))
                    .add(d.mul(after2.add(before2)))
                    .sub(DoubleVector.fromArray(SPECIES, speed, i).mul(slope));
            DoubleVector.fromArray(SPECIES, rate, i).add(terms).intoArray(rate, i);
        }
    }
}
