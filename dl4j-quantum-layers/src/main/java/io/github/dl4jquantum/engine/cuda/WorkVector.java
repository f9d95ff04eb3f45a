package io.github.dl4jquantum.engine.cuda;

import java.util.List;

/**
 * A vector of a block's work memory, by the name that qlstm.cuh and qgru.cuh have for it. Those before X are kept on the
 * tape.
 */
enum WorkVector {
    H,
    C,
    Q,
    GATE,
    Z,
    HEAD_Q,
    HEAD_Z,
    CANDIDATE_Q,
    CANDIDATE_Z,
    CANDIDATE,
    X,
    M,
    RESET_H,
    H_BEFORE,
    C_BEFORE,
    TANH_C,
    DH,
    DY,
    DC,
    DM,
    D_RESET_H,
    D_CANDIDATE,
    D_GATES,
    DZ,
    DQ,
    DX;

    /** Those of a QLSTM, in the order in which they lie. */
    static final List<WorkVector> OF_QLSTM = List.of(
            H, C, Q, GATE, Z, HEAD_Q, HEAD_Z, X, M, H_BEFORE, C_BEFORE, TANH_C, DH, DY, DC, DM, D_GATES, DZ, DQ, DX);

    /** Those of a QGRU. */
    static final List<WorkVector> OF_QGRU = List.of(
            H,
            Q,
            GATE,
            Z,
            CANDIDATE_Q,
            CANDIDATE_Z,
            CANDIDATE,
            X,
            RESET_H,
            H_BEFORE,
            DY,
            DH,
            D_RESET_H,
            D_CANDIDATE,
            D_GATES,
            DZ,
            DQ,
            DX);
}
