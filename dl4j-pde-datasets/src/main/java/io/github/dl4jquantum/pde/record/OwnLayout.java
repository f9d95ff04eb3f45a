package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This project's own files, as {@link TrajectoryFileWriter} writes them. */
final class OwnLayout implements Hdf5Layout {
    static final String FORMAT = "dl4j-quantum trajectories";
    static final int VERSION = 1;
    static final String FIELDS = "fields/";
    static final String PARAMETERS = "parameters/";
    static final String TIME = "time";
    static final String CHECKSUM = "crc32c";

    @Override
    public String format() {
        return FORMAT + " (HDF5)";
    }

    @Override
    public boolean matches(Hdf5File file) {
        return file.attribute("", "format").equals(Optional.of(FORMAT));
    }

    @Override
    public List<Block> blocks(Hdf5File file, String field) {
        Object version = file.attribute("", "format_version").orElse("no number");
        if (!(version instanceof Number number) || number.intValue() != VERSION) {
            throw new DataFileException(
                    file.path(),
                    "its format version is " + version + ", this program reads " + VERSION
                            + ": read it with the program that wrote it, or generate it again");
        }
        List<FieldArray> fields = new ArrayList<>();
        Map<String, double[]> parameters = new LinkedHashMap<>();
        for (String name : file.datasets().keySet()) {
            if (name.startsWith(FIELDS)) {
                fields.add(field(file, name));
            } else if (name.startsWith(PARAMETERS)) {
                parameters.put(name.substring(PARAMETERS.length()), file.numbers(name));
            }
        }
        if (fields.isEmpty() || !file.has(TIME)) {
            throw new DataFileException(file.path(), "it has no fields or no time: generate it again");
        }
        long trajectories = fields.get(0).length(Axis.TRAJECTORY);
        parameters.forEach((name, values) -> {
            if (values.length != trajectories) {
                throw new DataFileException(
                        file.path(),
                        PARAMETERS + name,
                        "it has " + values.length + " numbers for " + trajectories
                                + " trajectories: generate the file again");
            }
        });
        return List.of(new Block(fields, file.numbers(TIME), parameters));
    }

    private static FieldArray field(Hdf5File file, String name) {
        String declared = String.valueOf(file.attribute(name, "axes").orElse(""));
        List<Axis> axes =
                Hdf5File.guarded(file.path(), name, () -> Axes.parse(declared)).order();
        NumericArray array = file.array(name);
        if (axes.size() != array.shape().length || axes.contains(Axis.FIELD)) {
            throw new DataFileException(
                    file.path(), name, "its axes '" + declared + "' do not fit its shape: generate the file again");
        }
        return new FieldArray(array, axes, List.of(name.substring(FIELDS.length())));
    }
}
