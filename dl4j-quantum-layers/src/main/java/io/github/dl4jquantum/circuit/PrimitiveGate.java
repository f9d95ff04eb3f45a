package io.github.dl4jquantum.circuit;

/**
 * A gate that every engine knows by itself. All others are a {@link CompositeGate}: they say how they are made of these, so
 * that a new gate needs nothing new in an engine.
 */
public sealed interface PrimitiveGate extends Gate
        permits H,
                X,
                Y,
                Z,
                S,
                T,
                RX,
                RY,
                RZ,
                Rot,
                CNOT,
                CZ,
                SWAP,
                CRX,
                CRY,
                CRZ,
                FixedUnitary,
                GlobalPhase,
                AmplitudeEmbedding {}
