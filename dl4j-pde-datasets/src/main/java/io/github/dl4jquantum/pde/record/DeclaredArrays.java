package io.github.dl4jquantum.pde.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fields by the axes that the user declared: every array of numbers with as many axes. A field is named
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
                NumericArray array = file.array(dataset.name());
                if (field == null || names(file.path(), array, axes).contains(field)) {
                    fields.add(new FieldArray(array, axes.order(), names(file.path(), array, axes)));
                }
            }
        }
        if (fields.isEmpty()) {
            throw new DataFileException(
                    file.path(),
                    "no array of numbers has the " + axes.order().size() + " axes " + axes
                            + (field == null ? "" : " and a field '" + field + "'") + "; it holds "
                            + file.datasets().stream()
                                    .map(DeclaredArrays::describe)
                                    .toList()
                            + (floating.isEmpty()
                                    ? ": write an array of numbers, in numpy with astype('f4')"
                                    : ": declare axes=LIST to fit one of these"));
        }
        return List.of(Block.withoutTimes(file.path(), fields));
    }

    private static String describe(DatasetInfo dataset) {
        return (dataset.name() + " " + dataset.type() + " " + dataset.shape()).strip();
    }

    private static List<String> names(Path file, NumericArray array, Axes axes) {
        int fieldAxis = axes.order().indexOf(Axis.FIELD);
        if (fieldAxis < 0) {
            return List.of(array.name().isEmpty() ? "0" : array.name());
        }
        long count = array.shape()[fieldAxis];
        if (count > MAX_FIELDS) {
            throw new DataFileException(
                    file,
                    array.name(),
                    "axis " + fieldAxis + " of its shape " + Arrays.toString(array.shape()) + " is declared to hold "
                            + "fields, above the limit " + MAX_FIELDS + ": check axes=" + axes);
        }
        String prefix = array.name().isEmpty() ? "" : array.name() + "_";
        return IntStream.range(0, (int) count).mapToObj(i -> prefix + i).toList();
    }
}
