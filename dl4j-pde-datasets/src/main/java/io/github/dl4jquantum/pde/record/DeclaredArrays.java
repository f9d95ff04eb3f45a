package io.github.dl4jquantum.pde.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fields by the axes that the user declared: every array of numbers with as many axes. A field is named
 * after its dataset; where there is a field axis, its components' numbers are added ({@code u_0}, {@code u_1}), and
 * stand alone where the dataset has no name. A complex field is two, {@code u_real} and {@code u_imag}.
 */
final class DeclaredArrays {
    private static final int MAX_FIELDS = 1000;

    private DeclaredArrays() {}

    /** Takes one field, or all where {@code field} is null. */
    static List<Block> blocks(DataFile file, Axes axes, String field) {
        List<DatasetInfo> floating =
                file.datasets().stream().filter(DatasetInfo::floating).toList();
        List<FieldArray> fields = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (DatasetInfo dataset : floating) {
            if (dataset.shape().size() == axes.order().size()) {
                NumericArray array = file.array(dataset.name());
                List<String> names = names(file.path(), array, axes);
                boolean complex = array.shape().length > dataset.shape().size();
                FieldArray fieldArray =
                        complex ? parts(array, axes, names) : new FieldArray(array, axes.order(), names);
                known.addAll(fieldArray.fields());
                if (field == null || fieldArray.fields().contains(field)) {
                    fields.add(fieldArray);
                }
            }
        }
        if (fields.isEmpty() && field != null && !known.isEmpty()) {
            throw new DataFileException(file.path(), "it has no field '" + field + "': choose one of " + known);
        }
        if (fields.isEmpty()) {
            throw new DataFileException(
                    file.path(),
                    "no array of numbers has the " + axes.order().size() + " axes " + axes
                            + "; it holds "
                            + file.datasets().stream()
                                    .map(dataset -> describe(file, dataset))
                                    .toList()
                            + ": " + remedy(file, floating));
        }
        return List.of(KnownTimes.block(file, fields));
    }

    /** With the axis of real and imaginary parts, which is the last. */
    private static FieldArray parts(NumericArray array, Axes axes, List<String> names) {
        List<Axis> order = new ArrayList<>(axes.order());
        order.add(Axis.FIELD);
        boolean alone = array.name().isEmpty() && !axes.order().contains(Axis.FIELD);
        return new FieldArray(
                array,
                order,
                names.stream()
                        .map(name -> alone ? "" : name + "_")
                        .flatMap(prefix -> Stream.of(prefix + "real", prefix + "imag"))
                        .toList());
    }

    private static String remedy(DataFile file, List<DatasetInfo> floating) {
        if (!floating.isEmpty()) {
            return "declare axes=LIST to fit one of these";
        }
        if (file.datasets().stream().anyMatch(dataset -> dataset.shape().contains(0L))) {
            return "there is no value in it; write it again, with values";
        }
        if (!file.unreadable().isEmpty()) {
            return "write what cannot be read as is said there";
        }
        return file.datasets().stream().anyMatch(dataset -> dataset.type().equals("records"))
                ? "write each column of the records as an array of its own"
                : "write an array of numbers, in numpy with astype('f4')";
    }

    private static String describe(DataFile file, DatasetInfo dataset) {
        List<String> names = file.dimensions(dataset);
        return (dataset.name() + " " + dataset.type() + " " + dataset.shape()
                        + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")"))
                .strip();
    }

    /** Of the fields of an array. */
    static List<String> names(Path file, NumericArray array, Axes axes) {
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
