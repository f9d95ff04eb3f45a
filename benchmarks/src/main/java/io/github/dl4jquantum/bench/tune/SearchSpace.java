package io.github.dl4jquantum.bench.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;

/** Spaces of Arbiter by the names of their parameters; a candidate is a value for each. */
@SuppressWarnings("rawtypes") // Arbiter declares lists and maps of raw spaces.
final class SearchSpace extends AbstractParameterSpace<LinkedHashMap<String, Object>> {

    private final Map<String, ParameterSpace> spaces = new LinkedHashMap<>();

    SearchSpace with(String name, ParameterSpace<?> space) {
        spaces.put(name, space);
        return this;
    }

    @Override
    public LinkedHashMap<String, Object> getValue(double[] values) {
        LinkedHashMap<String, Object> parameters = new LinkedHashMap<>();
        spaces.forEach((name, space) -> parameters.put(name, space.getValue(values)));
        return parameters;
    }

    @Override
    public int numParameters() {
        return LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public List<ParameterSpace> collectLeaves() {
        List<ParameterSpace> leaves = new ArrayList<>();
        for (ParameterSpace<?> space : spaces.values()) {
            leaves.addAll(space.collectLeaves());
        }
        return leaves;
    }

    @Override
    public Map<String, ParameterSpace> getNestedSpaces() {
        return spaces;
    }

    @Override
    public boolean isLeaf() {
        return false;
    }

    @Override
    public void setIndices(int... indices) {
        throw new UnsupportedOperationException("This space has indices in its leaves alone.");
    }
}
