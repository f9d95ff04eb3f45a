package io.github.dl4jquantum.layers;

/** How [h_{t-1}, x_t] becomes the input of a recurrent cell's circuits. */
public enum Projection {
    /** One linear map, shared by all gates. */
    SHARED,
    /** One linear map for each gate. */
    PER_GATE,
    /** None, the paper's bare cell: nIn + nOut must be the number of qubits. */
    NONE
}
