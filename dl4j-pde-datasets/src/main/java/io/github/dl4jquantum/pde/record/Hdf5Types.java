package io.github.dl4jquantum.pde.record;

import io.jhdf.api.Dataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.message.DataTypeMessage;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** What the elements of an HDF5 dataset are. */
final class Hdf5Types {

    private static final List<List<String>> COMPLEX = List.of(List.of("r", "i"), List.of("real", "imag"));

    private Hdf5Types() {}

    /** The type in NumPy's words, as far as it has one. */
    static String name(Dataset dataset) {
        return elementType(dataset)
                .map(ElementType::toString)
                .or(() -> partType(dataset).map(ElementType::complex))
                .orElseGet(() -> other(dataset));
    }

    private static String other(Dataset dataset) {
        DataType type = dataset.getDataType();
        if (isCommitted(dataset)) {
            return "a committed type, which is not read";
        }
        if (type instanceof StringData || dataset.isVariableLength()) {
            return "text";
        }
        if (type instanceof FloatingPoint) {
            return "floating-point of " + type.getSize() + " bytes, which is not read";
        }
        return type instanceof CompoundDataType ? "records" : type.getClass().getSimpleName();
    }

    /** Whether the type is an object of its own in the file: jHDF takes the reference to it for the type. */
    private static boolean isCommitted(Dataset dataset) {
        return dataset instanceof DatasetBase base
                && base.getHeader().getMessageOfType(DataTypeMessage.class).isMessageShared();
    }

    /**
     * The type of the real and the imaginary part of complex numbers: records of two floating-point numbers that h5py calls r
     * and i, MATLAB real and imag. Empty if the elements are none.
     */
    static Optional<ElementType> partType(Dataset dataset) {
        if (isCommitted(dataset) || !(dataset.getDataType() instanceof CompoundDataType record)) {
            return Optional.empty();
        }
        List<CompoundDataMember> members = record.getMembers();
        if (!COMPLEX.contains(members.stream().map(CompoundDataMember::getName).toList())) {
            return Optional.empty();
        }
        Optional<ElementType> real = elementType(members.get(0).getDataType());
        return real.equals(elementType(members.get(1).getDataType()))
                ? real.filter(part -> part.kind() == ElementType.Kind.FLOAT
                        && members.get(0).getOffset() == 0
                        && members.get(1).getOffset() == part.bytes()
                        && record.getSize() == 2 * part.bytes())
                : Optional.empty();
    }

    /** Empty if its elements are no numbers that are read. */
    static Optional<ElementType> elementType(Dataset dataset) {
        return isCommitted(dataset) ? Optional.empty() : elementType(dataset.getDataType());
    }

    private static Optional<ElementType> elementType(DataType type) {
        if (type instanceof FloatingPoint number) {
            boolean known = number.getSize() == Short.BYTES && ieee(number, 10, 5, 15)
                    || number.getSize() == Float.BYTES && ieee(number, 23, 8, 127)
                    || number.getSize() == Double.BYTES && ieee(number, 52, 11, 1023);
            return Optional.of(new ElementType(ElementType.Kind.FLOAT, number.getSize(), number.getByteOrder()))
                    .filter(unused -> known);
        }
        if (type instanceof EnumDataType named) { // h5py's booleans: 0 is FALSE, 1 is TRUE
            boolean truth = named.getSize() == 1
                    && "FALSE".equals(named.getEnumMapping().get(0))
                    && "TRUE".equals(named.getEnumMapping().get(1));
            return Optional.of(new ElementType(ElementType.Kind.BOOLEAN, 1, ByteOrder.LITTLE_ENDIAN))
                    .filter(unused -> truth);
        }
        if (type instanceof FixedPoint number) {
            int bytes = number.getSize();
            boolean whole = Integer.bitCount(bytes) == 1
                    && bytes <= Long.BYTES
                    && number.getBitPrecision() == 8 * bytes
                    && number.getBitOffset() == 0;
            ElementType.Kind kind = number.isSigned() ? ElementType.Kind.SIGNED : ElementType.Kind.UNSIGNED;
            return Optional.of(new ElementType(kind, bytes, number.getByteOrder()))
                    .filter(unused -> whole);
        }
        return Optional.empty();
    }

    private static boolean ieee(FloatingPoint type, int mantissa, int exponent, int bias) {
        return type.getMantissaSize() == mantissa
                && type.getExponentSize() == exponent
                && type.getExponentLocation() == mantissa
                && type.getMantissaLocation() == 0
                && type.getSignLocation() == mantissa + exponent
                && type.getExponentBias() == bias;
    }
}
