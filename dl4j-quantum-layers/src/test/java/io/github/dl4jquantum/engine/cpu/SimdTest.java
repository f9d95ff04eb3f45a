package io.github.dl4jquantum.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Oracle: the loops without the Vector API, bit by bit; those are checked against the dense simulator by the tests of the
 * engine, which the build runs in both ways.
 */
@Timeout(60)
class SimdTest {

    /** Those with rows of rows; they are called by name. */
    private static final Set<String> BY_NAME =
            Set.of("linear", "addColumns", "addProducts", "contract", "transpose", "blochColumns", "normalise");

    private final Random random = new Random(1);

    @BeforeEach
    void vectors() {
        assumeTrue(Simd.PRESENT, "this JVM was started without --add-modules jdk.incubator.vector");
    }

    static Stream<Arguments> kernels() {
        return Stream.of(Precision.FLOAT, Precision.DOUBLE).flatMap(precision -> CellKernels.WIDTHS.stream()
                .filter(lanes -> lanes > 8 || isVector(precision, lanes))
                .map(lanes -> Arguments.of(precision, lanes)));
    }

    /** Where a vector is longer than a row, the row has the plain loops. */
    private static boolean isVector(Precision<?> precision, int lanes) {
        return CellKernels.of(precision, lanes).getClass()
                != CellKernels.plain(precision, lanes).getClass();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void everyLoopOfRows(Precision<A> precision, int lanes) throws ReflectiveOperationException {
        List<Method> loops = Stream.of(CellKernels.class.getMethods())
                .filter(method -> method.getReturnType() == void.class)
                .filter(method -> !BY_NAME.contains(method.getName()))
                .filter(method -> Stream.of(method.getParameterTypes())
                        .allMatch(type -> type == Object.class || type == double.class))
                .toList();
        assertEquals(
                Set.of("halfAngle", "tanh", "rotate", "measure"),
                names(loops, "halfAngle", "tanh", "rotate", "measure"));
        for (Method loop : loops) {
            for (double factor : new double[] {1, -1, .5, .3, 1e9}) {
                Object[] arguments = Stream.of(loop.getParameterTypes())
                        .map(type -> type == double.class ? (Object) factor : row(precision, 2 * lanes))
                        .toArray();
                compare(precision, lanes, loop.toString(), arguments, loop);
            }
        }
    }

    private static Set<String> names(List<Method> loops, String... some) {
        return loops.stream()
                .map(Method::getName)
                .filter(Set.of(some)::contains)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void linearMaps(Precision<A> precision, int lanes) throws ReflectiveOperationException {
        Method linear = named("linear");
        for (int out : new int[] {0, 1, 3, 4, 5, 8, 11}) {
            for (int in : new int[] {0, 1, 2, 4, 7, 64}) {
                for (int bias : new int[] {-1, 3 + out * in}) {
                    A w = row(precision, 3 + out * in + out);
                    for (boolean add : new boolean[] {false, true}) {
                        A[] from = rows(precision, in, lanes);
                        A[] to = rows(precision, out, lanes);
                        String what = out + " of " + in + ", bias " + bias + ", add " + add;
                        compare(precision, lanes, what, new Object[] {to, from, w, 3, in, 1, bias, add}, linear);
                        compare(precision, lanes, what, new Object[] {to, from, w, 3, 1, out, bias, add}, linear);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void sumsAndProductsOfRows(Precision<A> precision, int lanes) throws ReflectiveOperationException {
        for (int count : new int[] {1, 4, 6, 16}) {
            for (int features : new int[] {4, 64, 256, lanes}) {
                Object[] arguments = {
                    rows(precision, count, lanes), rows(precision, lanes, features), rows(precision, count, features)
                };
                compare(precision, lanes, count + " x " + features, arguments, named("addColumns"));
            }
            Object[] products = {
                row(precision, lanes), rows(precision, count, lanes), rows(precision, count + 2, lanes), 2
            };
            compare(precision, lanes, count + " rows", products, named("addProducts"));
        }
        Object[] halves = {
            rows(precision, 16, lanes),
            row(precision, lanes),
            rows(precision, 16, lanes),
            row(precision, lanes),
            rows(precision, 16, lanes)
        };
        compare(precision, lanes, "contract", halves, named("contract"));
    }

    /** Masks in any order; the other rows, here those with bit 2, stay as they are. */
    @ParameterizedTest
    @MethodSource("kernels")
    <A> void rotationsOfFourQubits(Precision<A> precision, int lanes) throws ReflectiveOperationException {
        for (int first : new int[] {0, 4}) {
            Object[] arguments = {
                rows(precision, 32, 2 * lanes), first, new int[] {8, 1, 16, 2}, new double[] {.3, -.9, 1, -.2}
            };
            compare(precision, lanes, "from row " + first, arguments, named("rotateFour"));
            Object[] gradients = {
                rows(precision, 32, 2 * lanes),
                rows(precision, 32, 2 * lanes),
                first,
                new int[] {8, 1, 16, 2},
                rows(precision, 4, 2 * lanes)
            };
            compare(precision, lanes, "from row " + first, gradients, named("addFourRotationGradients"));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void transfers(Precision<A> precision, int lanes) throws ReflectiveOperationException {
        for (int observables : new int[] {1, 3, 4, 8}) {
            for (int high : new int[] {4, 16}) {
                for (int low : new int[] {4, 16}) {
                    Object[] arguments = {
                        row(precision, observables * high * low),
                        rows(precision, high, lanes),
                        rows(precision, low, lanes),
                        rows(precision, observables, lanes),
                        rows(precision, observables, lanes)
                    };
                    String what = observables + " of " + high + " x " + low;
                    compareLast(1, precision, lanes, what, arguments, named("transfer"));
                    Object[] back = {
                        row(precision, observables * high * low),
                        rows(precision, observables, lanes),
                        rows(precision, high, lanes),
                        rows(precision, low, lanes),
                        rows(precision, low, lanes),
                        rows(precision, high, lanes),
                        rows(precision, low, lanes)
                    };
                    compareLast(2, precision, lanes, what, back, named("transferGradient"));
                }
            }
        }
    }

    /** The rows before the last {@code results} may be room, which either way may leave as it likes. */
    private static <A> void compareLast(
            int results, Precision<A> precision, int lanes, String what, Object[] arguments, Method loop)
            throws ReflectiveOperationException {
        Object[] expected = Stream.of(arguments).map(SimdTest::copy).toArray();
        Object[] actual = Stream.of(arguments).map(SimdTest::copy).toArray();
        loop.invoke(CellKernels.plain(precision, lanes), expected);
        loop.invoke(CellKernels.of(precision, lanes), actual);
        for (int k = arguments.length - results; k < arguments.length; k++) {
            assertTrue(
                    Arrays.deepEquals((Object[]) expected[k], (Object[]) actual[k]),
                    loop.getName() + ", " + what + ", argument " + k);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void totalsOfPhases(Precision<A> precision, int lanes) {
        A source = row(precision, 2 * lanes);
        A target = row(precision, 2 * lanes);
        A p = row(precision, 2 * lanes);
        A room = row(precision, lanes);
        double expected = CellKernels.plain(precision, lanes).scaleBackTotal(source, target, .6, -.8, p, room);
        assertEquals(expected, CellKernels.of(precision, lanes).scaleBackTotal(source, target, .6, -.8, p, room));
        double byHand = 0;
        for (int j = 0; j < lanes; j++) {
            double re = .6 * at(source, j) + .8 * at(source, j + lanes);
            double im = .6 * at(source, j + lanes) - .8 * at(source, j);
            byHand += re * at(p, j + lanes) - im * at(p, j);
            assertEquals(re, at(target, j), precision == Precision.FLOAT ? 1e-5 : 1e-13);
            assertEquals(im, at(target, j + lanes), precision == Precision.FLOAT ? 1e-5 : 1e-13);
        }
        assertEquals(byHand, expected, precision == Precision.FLOAT ? 1e-3 : 1e-11);
    }

    private static double at(Object row, int k) {
        return ((Number) Array.get(row, k)).doubleValue();
    }

    private static Method named(String name) {
        return Stream.of(CellKernels.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Calls a loop of both kinds on copies of the arguments, which are the same rows afterwards. */
    private static <A> void compare(Precision<A> precision, int lanes, String what, Object[] arguments, Method loop)
            throws ReflectiveOperationException {
        CellKernels<A> plain = CellKernels.plain(precision, lanes);
        CellKernels<A> vectors = CellKernels.of(precision, lanes);
        assertNotSame(plain.getClass(), vectors.getClass());
        Object[] expected = Stream.of(arguments).map(SimdTest::copy).toArray();
        Object[] actual = Stream.of(arguments).map(SimdTest::copy).toArray();
        loop.invoke(plain, expected);
        loop.invoke(vectors, actual);
        assertTrue(Arrays.deepEquals(expected, actual), what);
    }

    private static Object copy(Object argument) {
        if (!argument.getClass().isArray()) {
            return argument;
        }
        int length = Array.getLength(argument);
        Object copy = Array.newInstance(argument.getClass().getComponentType(), length);
        for (int k = 0; k < length; k++) {
            Array.set(copy, k, copy(Array.get(argument, k)));
        }
        return copy;
    }

    private <A> A row(Precision<A> precision, int length) {
        A row = precision.allocate(length);
        for (int k = 0; k < length; k++) {
            double value = k % 7 == 3 ? 12 * random.nextGaussian() : random.nextGaussian();
            if (precision == Precision.FLOAT) {
                Array.setFloat(row, k, (float) value);
            } else {
                Array.setDouble(row, k, value);
            }
        }
        return row;
    }

    @SuppressWarnings("unchecked")
    private <A> A[] rows(Precision<A> precision, int count, int length) {
        A[] rows = (A[]) Array.newInstance(precision.allocate(0).getClass(), count);
        for (int k = 0; k < count; k++) {
            rows[k] = row(precision, length);
        }
        return rows;
    }
}
