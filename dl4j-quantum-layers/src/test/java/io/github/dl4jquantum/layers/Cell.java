package io.github.dl4jquantum.layers;

/** The recurrent layers under test. */
enum Cell {
    QLSTM {
        @Override
        QuantumRecurrentLayer.Builder<?> builder() {
            return new io.github.dl4jquantum.layers.QLSTM.Builder();
        }
    },
    QGRU {
        @Override
        QuantumRecurrentLayer.Builder<?> builder() {
            return new io.github.dl4jquantum.layers.QGRU.Builder();
        }
    };

    abstract QuantumRecurrentLayer.Builder<?> builder();
}
