package io.github.dl4jquantum.forecast;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A matrix [rows, columns] that is read as it is used, so that a few rows at a time are in native memory. What has at most
 * {@value #WHOLE} numbers counts as few, and is held as a whole: then every sum is one sum.
 */
interface Rows {
    /** 256 MB of float32. */
    int WHOLE = 1 << 26;

    /** Numbers at a time of what is larger: 32 MB. */
    int SOME = 1 << 23;

    int rows();

    int columns();

    /** Float or double. */
    DataType type();

    /** Rows {@code from} (inclusive) to {@code to} (exclusive), a copy in 'c' order, which its user closes. */
    INDArray block(int from, int to);

    /** All of them where they lie in native memory anyway; null where they are read. */
    default INDArray held() {
        return null;
    }

    /** Rows that are few. */
    default int atOnce() {
        return (long) rows() * columns() <= WHOLE ? rows() : Math.max(1, SOME / columns());
    }

    /** Shows all rows in their order, a few at a time, which are freed afterwards. */
    default void each(Consumer<INDArray> use) {
        for (int from = 0; from < rows(); from += atOnce()) {
            try (INDArray block = block(from, Math.min(from + atOnce(), rows()))) {
                use.accept(block);
            }
        }
    }

    /** The rows' images, [rows, any], by a map that works on blocks, which may change them and may return its argument. */
    default INDArray map(UnaryOperator<INDArray> of) {
        INDArray all = null;
        for (int from = 0; from < rows(); from += atOnce()) {
            int to = Math.min(from + atOnce(), rows());
            INDArray block = block(from, to);
            INDArray image = of.apply(block);
            if (image != block) {
                block.close(); // not left to Java's collector, which does not see native memory
            }
            if (to - from == rows()) {
                return image;
            }
            if (all == null) {
                all = Nd4j.createUninitialized(image.dataType(), rows(), image.columns());
            }
            all.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).assign(image);
            image.close();
        }
        return all;
    }

    /** These rows after a normaliser; held ones are changed. */
    default Rows normalized(DataNormalization normalizer) {
        return new View(this, block -> {
            normalizer.transform(block);
            return block;
        });
    }

    /** These rows, telling how much of so many passes over them is read, 0 to 1. */
    default Rows watched(int passes, DoubleConsumer progress) {
        AtomicLong read = new AtomicLong();
        return new View(this, block -> {
            progress.accept(Math.min(1, read.getAndAdd(block.rows()) / ((double) passes * rows())));
            return block;
        });
    }

    /** Other rows, each block of them changed as it is read. */
    record View(Rows of, UnaryOperator<INDArray> change) implements Rows {

        @Override
        public int rows() {
            return of.rows();
        }

        @Override
        public int columns() {
            return of.columns();
        }

        @Override
        public DataType type() {
            return of.type();
        }

        @Override
        public int atOnce() {
            return of.atOnce();
        }

        @Override
        public INDArray block(int from, int to) {
            return change.apply(of.block(from, to));
        }
    }

    /** Given rows. */
    static Rows of(INDArray all) {
        return new Held(all);
    }

    /** In native memory. */
    record Held(INDArray held) implements Rows {

        @Override
        public int rows() {
            return held.rows();
        }

        @Override
        public int columns() {
            return held.columns();
        }

        @Override
        public DataType type() {
            return held.dataType();
        }

        @Override
        public int atOnce() {
            return rows();
        }

        @Override
        public void each(Consumer<INDArray> use) {
            use.accept(held);
        }

        @Override
        public INDArray block(int from, int to) {
            return held.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup('c');
        }

        @Override
        public Rows normalized(DataNormalization normalizer) {
            normalizer.transform(held);
            return this;
        }
    }
}
