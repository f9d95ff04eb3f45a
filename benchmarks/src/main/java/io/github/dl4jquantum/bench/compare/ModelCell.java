package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.layers.QLSTM;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;

/** The recurrent layers of a comparison: those that every study can name, and controls. */
enum ModelCell {
    QLSTM(StudyModel.QLSTM),
    QGRU(StudyModel.QGRU),
    LSTM(StudyModel.LSTM),
    GRU(StudyModel.GRU),

    /** A QLSTM whose circuits lack their CNOTs: what is entanglement worth? */
    QLSTM_UNENTANGLED(StudyModel.QLSTM) {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return qlstm(net)
                    .circuit(Ansatz.paperWithoutEntanglement(net.qubits(), net.layers()))
                    .build();
        }
    },

    /** A QLSTM whose angles are drawn once and stay; its linear maps train: what is training circuits worth? */
    QLSTM_FROZEN(StudyModel.QLSTM) {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return qlstm(net)
                    .circuit(FrozenCircuit.of(Ansatz.paper(net.qubits(), net.layers()), net.seed()))
                    .build();
        }
    },

    /** An LSTM whose gates see tanh of their pre-activations, as bounded as expectations are. */
    LSTM_BOUNDED(StudyModel.LSTM) {
        @Override
        BaseRecurrentLayer layer(LatentNetwork net) {
            return new LSTM.Builder()
                    .nIn(net.latent())
                    .nOut(net.hidden())
                    .gateActivationFunction(new ActivationSigmoidOfTanh())
                    .build();
        }
    },

    /** An LSTM of the size whose network has as nearly as many parameters as the QLSTM's as it can. */
    LSTM_MATCHED(StudyModel.LSTM) {
        @Override
        ModelCell matched() {
            return QLSTM;
        }
    },

    /** A GRU of the size whose network has as nearly as many parameters as the QGRU's as it can. */
    GRU_MATCHED(StudyModel.GRU) {
        @Override
        ModelCell matched() {
            return QGRU;
        }
    };

    private final StudyModel kind;

    ModelCell(StudyModel kind) {
        this.kind = kind;
    }

    /** The layer, {@code [minibatch, latent, time] -> [minibatch, hidden, time]}. */
    BaseRecurrentLayer layer(LatentNetwork net) {
        return kind.layer(net.latent(), net.hidden(), net.qubits(), net.layers(), net.engine());
    }

    /** Whether it is made of circuits. */
    boolean isQuantum() {
        return kind.isQuantum();
    }

    /** The cell whose number of parameters this one takes; null for a cell of the experiment's hidden size. */
    ModelCell matched() {
        return null;
    }

    private static QLSTM.Builder qlstm(LatentNetwork net) {
        return new QLSTM.Builder().nIn(net.latent()).nOut(net.hidden()).engine(net.engine());
    }
}
