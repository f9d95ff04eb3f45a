package io.github.dl4jquantum.circuit;

import io.github.dl4jquantum.circuit.Angle.Source;
import io.github.dl4jquantum.circuit.Angle.Term;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonPropertyOrder;

/** How an angle is written: by source, index and factor where that says it all, else by its terms. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"source", "index", "factor", "terms"})
final class AngleJson {

    @JsonProperty
    private Source source;

    @JsonProperty
    private Integer index;

    @JsonProperty
    private Double factor;

    @JsonProperty
    private List<Term> terms;

    static AngleJson of(Angle angle) {
        AngleJson json = new AngleJson();
        Term first = angle.terms().get(0);
        if (angle.terms().size() > 1 || first.variables().size() > 1) {
            json.terms = angle.terms();
            return json;
        }
        boolean constant = first.variables().isEmpty();
        json.source = constant ? Source.CONSTANT : first.variables().get(0).source();
        json.index = constant ? 0 : first.variables().get(0).index();
        json.factor = first.factor();
        return json;
    }

    /** @throws IllegalArgumentException if something is missing, or too much */
    Angle angle() {
        boolean simple = source != null && index != null && factor != null && terms == null;
        boolean sum = source == null && index == null && factor == null && terms != null;
        if (!simple && !sum) {
            throw new IllegalArgumentException("An angle has either source, index and factor, or terms.");
        }
        return simple ? new Angle(source, index, factor) : new Angle(terms);
    }
}
