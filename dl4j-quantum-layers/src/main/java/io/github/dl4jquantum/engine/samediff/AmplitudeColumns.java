package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** States whose amplitudes are inputs, as operations of a graph. */
final class AmplitudeColumns {

    private final SameDiff sd;
    private final DataType type;
    private final int qubits;

    AmplitudeColumns(SameDiff sd, DataType type, int qubits) {
        this.sd = sd;
        this.type = type;
        this.qubits = qubits;
    }

    /**
     * The state |0...0> with amplitudes of inputs on some qubits.
     *
     * @param count number of inputs
     * @param inputs [minibatch, count]
     * @return [2 * 2^n, minibatch]
     */
    SDVariable of(AmplitudeEmbedding embedding, int count, SDVariable inputs) {
        int parts = embedding.inputs();
        INDArray pick = Detached.run(() -> Nd4j.zeros(type, parts, count));
        INDArray place = Detached.run(() -> Nd4j.zeros(type, 2 << qubits, parts));
        INDArray first = Detached.run(() -> Nd4j.zeros(type, 2 << qubits, 1));
        for (int i = 0; i < parts; i++) {
            int state = embedding.basisState(i % embedding.count(), qubits);
            pick.putScalar(i, embedding.first() + i, 1);
            place.putScalar(i < embedding.count() ? state : state + (1 << qubits), i, 1);
        }
        first.putScalar(0, 0, 1);
        SDVariable x = Products.left(sd.constant(pick), sd.transpose(inputs.reshape(-1, count)));
        SDVariable square = x.mul(x).sum(true, 0);
        // Where all are 0, |0...0> stays and has no gradient.
        SDVariable none = sd.eq(square, 0).castTo(type);
        // No quotient: SameDiff's gradient of one by a single number, that of a single example, is wrong.
        SDVariable inverse = sd.math().reciprocal(sd.math().sqrt(square.add(none)));
        SDVariable amplitudes = x.mul(inverse).mul(none.rsub(1));
        return Products.left(sd.constant(place), amplitudes)
                .add(sd.constant(first).mul(none));
    }
}
