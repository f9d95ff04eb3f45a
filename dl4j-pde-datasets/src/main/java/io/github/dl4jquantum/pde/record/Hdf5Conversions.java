package io.github.dl4jquantum.pde.record;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Reads the {@link Conversion} that a dataset's attributes declare, as NetCDF files have them. Where these name no fill value,
 * NetCDF's own for floating-point numbers means none, too (netcdf.h, NC_FILL_FLOAT).
 */
final class Hdf5Conversions {

    private static final double USUAL_FILL = 9.9692099683868690e+36;

    private Hdf5Conversions() {}

    /** @param netcdf whether the NetCDF library wrote the file */
    static Conversion of(Path file, String name, Dataset dataset, boolean netcdf) {
        double[] fill = numbers(dataset, "_FillValue");
        if (fill.length == 0 && netcdf && dataset.getDataType() instanceof FloatingPoint type) {
            fill = new double[] {type.getSize() == Float.BYTES ? (float) USUAL_FILL : USUAL_FILL};
        }
        double[] missing = DoubleStream.concat(Arrays.stream(fill), Arrays.stream(numbers(dataset, "missing_value")))
                .toArray();
        double[] range = numbers(dataset, "valid_range");
        double low = range.length == 2 ? range[0] : first(dataset, "valid_min", Double.NEGATIVE_INFINITY);
        double high = range.length == 2 ? range[1] : first(dataset, "valid_max", Double.POSITIVE_INFINITY);
        return new Conversion(
                file, name, missing, low, high, first(dataset, "scale_factor", 1), first(dataset, "add_offset", 0));
    }

    /** NetCDF's older format has signed integers alone, and says with an attribute that they are not. */
    static ElementType unsigned(Dataset dataset, ElementType stored) {
        boolean unsigned = stored.kind() == ElementType.Kind.SIGNED
                && dataset.getAttributes().containsKey("_Unsigned")
                && String.valueOf(dataset.getAttribute("_Unsigned").getData()).equalsIgnoreCase("true");
        return unsigned ? new ElementType(ElementType.Kind.UNSIGNED, stored.bytes(), stored.order()) : stored;
    }

    private static double first(Dataset dataset, String attribute, double otherwise) {
        double[] numbers = numbers(dataset, attribute);
        return numbers.length == 0 ? otherwise : numbers[0];
    }

    private static double[] numbers(Dataset dataset, String attribute) {
        // Not getAttribute, which warns where there is none.
        Attribute found = dataset.getAttributes().get(attribute);
        Object data = found == null ? null : found.getData();
        if (data instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (data == null || !data.getClass().isArray()) {
            return new double[0];
        }
        double[] numbers = new double[Array.getLength(data)];
        for (int i = 0; i < numbers.length; i++) {
            if (!(Array.get(data, i) instanceof Number number)) {
                return new double[0];
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }
}
