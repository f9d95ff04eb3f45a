package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonSubTypes;
import org.nd4j.shade.jackson.annotation.JsonSubTypes.Type;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * A completely positive, trace preserving map on one or two qubits, {@code rho -> sum_m K_m rho K_m†}.
 *
 * <p>Source of the channels, where none is named: Nielsen and Chuang, Quantum Computation and Quantum Information,
 * chapter 8.3.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "channel")
@JsonSubTypes({
    @Type(value = Depolarizing.class, name = "Depolarizing"),
    @Type(value = AmplitudeDamping.class, name = "AmplitudeDamping"),
    @Type(value = PhaseDamping.class, name = "PhaseDamping"),
    @Type(value = ThermalRelaxation.class, name = "ThermalRelaxation"),
    @Type(value = BitFlip.class, name = "BitFlip"),
    @Type(value = PhaseFlip.class, name = "PhaseFlip"),
    @Type(value = OverRotation.class, name = "OverRotation"),
    @Type(value = KrausChannel.class, name = "KrausChannel"),
})
public sealed interface Channel
        permits Depolarizing,
                AmplitudeDamping,
                PhaseDamping,
                ThermalRelaxation,
                BitFlip,
                PhaseFlip,
                OverRotation,
                KrausChannel {

    /** {@return the number of qubits acted on, 1 or 2} */
    int qubits();

    /** {@return the Kraus operators K_m, matrices of size 2^qubits; the first qubit is the most significant bit} */
    List<KrausOperator> kraus();
}
