package io.github.dl4jquantum.pde.record;

import io.jhdf.api.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An HDF5 file of one of the known layouts, or of none. */
final class Hdf5DataFile extends DataFile {
    private static final List<Hdf5Layout> LAYOUTS = List.of(
            new OwnLayout(),
            new TheWell(),
            new PdeBenchTensors(),
            new PdeBenchGroups(),
            new PdeBenchIncompressible(),
            new PdeBenchDarcy(),
            new NamedDimensions());

    private final Hdf5File file;
    private final Hdf5Layout layout;
    private final boolean matlab;

    private Hdf5DataFile(Hdf5File file, Hdf5Layout layout, boolean matlab) {
        super(file.path());
        this.file = file;
        this.matlab = matlab;
        this.layout = layout;
    }

    /**
     * Opens it.
     *
     * @param start where its superblock lies
     * @param matlab whether MATLAB wrote it
     */
    static Hdf5DataFile recognise(Path path, long start, boolean matlab) {
        Hdf5File file = new Hdf5File(path, start);
        try {
            Hdf5Layout layout = LAYOUTS.stream()
                    .filter(known -> known.matches(file))
                    .findFirst()
                    .orElse(null);
            return new Hdf5DataFile(file, layout, matlab);
        } catch (DataFileException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public String format() {
        if (layout == null && matlab) {
            return "a MATLAB v7.3 file (HDF5, MATLAB's axes in reverse order)";
        }
        return layout == null ? "an HDF5 file of no known layout" : layout.format();
    }

    @Override
    public List<DatasetInfo> datasets() {
        List<DatasetInfo> infos = new ArrayList<>();
        file.datasets().forEach((name, dataset) -> {
            if (!NamedDimensions.isMereDimension(file, name)) {
                infos.add(Hdf5File.guarded(path(), name, () -> info(name, dataset)));
            }
        });
        file.unreadable().forEach((name, reason) -> infos.add(DatasetInfo.unreadable(name, reason)));
        return infos;
    }

    private static DatasetInfo info(String name, Dataset dataset) {
        long[] shape = dataset.getDimensionsAsLong();
        boolean numbers = (Hdf5Types.elementType(dataset).isPresent()
                        || Hdf5Types.partType(dataset).isPresent())
                && shape.length > 0;
        boolean empty = Arrays.stream(shape).anyMatch(length -> length < 1);
        return new DatasetInfo(name, shape, Hdf5Types.name(dataset), numbers && !empty);
    }

    @Override
    public Map<String, String> attributes() {
        Map<String, String> texts = new LinkedHashMap<>();
        file.attributes().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    @Override
    public boolean declaresAxes() {
        return layout != null;
    }

    /** Names may mislead. */
    @Override
    boolean takesAxes() {
        return layout == null || layout instanceof NamedDimensions;
    }

    @Override
    public boolean verify() {
        if (!(layout instanceof OwnLayout)) {
            return false;
        }
        OwnChecksum.verify(file);
        return true;
    }

    @Override
    List<Block> blocks(Axes axes, String field) {
        return axes != null || layout == null ? DeclaredArrays.blocks(this, axes, field) : layout.blocks(file, field);
    }

    @Override
    public Map<String, String> unreadable() {
        return Collections.unmodifiableMap(file.unreadable());
    }

    /** A help and no more: what damage makes unreadable has no names. */
    @Override
    List<String> dimensionScales(String dataset) {
        try {
            return NamedDimensions.scales(file, dataset);
        } catch (DataFileException damaged) {
            return List.of();
        }
    }

    @Override
    double[] numbers(String dataset, long most) {
        return file.numbers(dataset, most);
    }

    @Override
    NumericArray array(String dataset) {
        return file.array(dataset);
    }

    @Override
    public void close() {
        file.close();
    }
}
