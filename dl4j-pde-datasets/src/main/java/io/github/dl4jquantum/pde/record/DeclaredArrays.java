package io.github.dl4jquantum.pde.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fields by the axes that the user declared: every array of floating-point numbers with as many axes. A field is named
 * after its dataset; where there is a field axis, its components' numbers are added ({@code u_0}, {@code u_1}), and
 * stand alone where the dataset has no name.
 */
final class DeclaredArrays {
    private static final int MAX_FIELDS = 1000;

    private DeclaredArrays() {}

    /** Takes one field, or all where {@code field} is null. */
    static List<Block> blocks(DataFile file, Axes axes, String field) {
        List<DatasetInfo> floating =
                file.datasets().stream().filter(DatasetInfo::floating).toList();
        List<FieldArray> fields = new ArrayList<>();
        for (DatasetInfo dataset : floating) {
            if (dataset.shape().size() == axes.order().size()) {
                FieldArray named = named(file.path(), file.array(dataset.name()), axes);
                if (field == null || named.fields().contains(field)) {
                    fields.add(named);
                }
            }
        }
        if (fields.isEmpty()) {
            throw new DataFileException(
                    file.path(),
                    "no array of float32 or float64 has the " + axes.order().size() + " axes " + axes
                            + (field == null ? "" : " and a field '" + field + "'") + "; it holds "
                            + file.datasets().stream()
                                    .map(DeclaredArrays::describe)
                                    .toList()
                            + (floating.isEmpty()
                                    ? ": convert it, in numpy with astype('f4')"
                                    : ": declare --axes to fit one of these"));
        }
        return List.of(Block.withoutTimes(fields));
    }

    private static String describe(DatasetInfo dataset) {
        return (dataset.name() + " " + dataset.type() + " " + dataset.shape()).strip();
    }

    private static FieldArray named(Path file, NumericArray array, Axes axes) {
        int fieldAxis = axes.order().indexOf(Axis.FIELD);
        if (fieldAxis < 0) {
            return new FieldArray(array, axes.order(), List.of(array.name().isEmpty() ? "0" : array.name()));
        }
        long count = array.shape()[fieldAxis];
        if (count > MAX_FIELDS) {
            throw new DataFileException(
                    file,
                    array.name(),
                    "axis " + fieldAxis + " of its shape " + Arrays.toString(array.shape()) + " is declared to hold "
                            + "fields, above the limit " + MAX_FIELDS + ": check --axes " + axes);
        }
        String prefix = array.name().isEmpty() ? "" : array.name() + "_";
        List<String> names =
                IntStream.range(0, (int) count).mapToObj(i -> prefix + i).toList();
        return new FieldArray(array, axes.order(), names);
    }
}
