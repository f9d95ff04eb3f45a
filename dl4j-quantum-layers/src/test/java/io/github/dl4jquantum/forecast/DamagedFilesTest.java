package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.file.ModelFileException;
import io.github.dl4jquantum.file.NetworkFile;
import io.github.dl4jquantum.testing.ZipContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Files damaged at random: each is refused, or gives what the whole one gives. Of the older formats, which have no
 * checksum of what an entry says, a changed number can give another forecast; they must not crash, nor throw anything but a
 * refusal.
 *
 * <p>{@code -Ddl4jquantum.damages=1000} makes so many of each kind, not 100, and the table is printed either way.
 */
@Timeout(900)
class DamagedFilesTest {
    private static final int NUMBER = Integer.getInteger("dl4jquantum.damages", 100);
    private static final Path OLD = Path.of("src/test/resources/forecasters");

    @TempDir
    private static Path folder;

    /** What is damaged. */
    private enum Subject {
        POD_FORECASTER {
            @Override
            void make(Path file) throws IOException {
                forecaster(TravellingWave.forecaster(TravellingWave.mlp().encoder(Encoder.POD)), file);
            }
        },
        MLP_FORECASTER {
            @Override
            void make(Path file) throws IOException {
                forecaster(TravellingWave.forecaster(TravellingWave.mlp().epochs(1)), file);
            }
        },
        POD_MLP_SPACE {
            @Override
            void make(Path file) throws IOException {
                LatentSpace.builder(TravellingWave.VALUES, TravellingWave.LATENT)
                        .encoder(Encoder.POD_MLP)
                        .epochs(1)
                        .fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80), (p, e, n, t, v) -> {})
                        .save(file);
            }

            @Override
            INDArray output(Path file) throws IOException {
                return reconstruction(file, TravellingWave.VALUES);
            }
        },
        NETWORK {
            @Override
            void make(Path file) throws IOException {
                Path forecaster = file.resolveSibling("of-network.zip");
                POD_FORECASTER.make(forecaster);
                NetworkFile.write(LatentForecaster.load(forecaster).latentModel(), file, true);
            }

            @Override
            INDArray output(Path file) throws IOException {
                return NetworkFile.readMultiLayerNetwork(file, true)
                        .output(Nd4j.ones(DataType.FLOAT, 1, TravellingWave.LATENT, 3));
            }
        },
        VERSION_1 {
            @Override
            void make(Path file) throws IOException {
                Files.copy(OLD.resolve("version-1.zip"), file);
            }
        },
        VERSION_2 {
            @Override
            void make(Path file) throws IOException {
                Files.copy(OLD.resolve("version-2.zip"), file);
            }
        },
        SPACE_VERSION_1 {
            @Override
            void make(Path file) throws IOException {
                Files.copy(OLD.resolve("space-version-1.zip"), file);
            }

            @Override
            INDArray output(Path file) throws IOException {
                return reconstruction(file, 16);
            }
        };

        abstract void make(Path file) throws IOException;

        INDArray output(Path file) throws IOException {
            LatentForecaster forecaster = LatentForecaster.load(file);
            int context = Math.min(forecaster.contextLength(), 10);
            return forecaster.rollout(Nd4j.ones(DataType.FLOAT, 1, forecaster.values(), context), 2);
        }

        boolean isOld() {
            return name().contains("VERSION");
        }

        static void forecaster(LatentForecaster.Builder builder, Path file) throws IOException {
            builder.latentEpochs(1)
                    .build()
                    .fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80))
                    .save(file);
        }

        static INDArray reconstruction(Path file, int values) throws IOException {
            LatentSpace space = LatentSpace.load(file);
            return space.decode(space.encode(Nd4j.ones(DataType.FLOAT, 1, values, 2)));
        }
    }

    /** How it is damaged; lengths and CRCs are right in the last four. */
    private enum Damage {
        FLIPPED_BYTE {
            @Override
            byte[] to(byte[] file, ZipContent content, Random random) {
                return flipped(file, random);
            }
        },
        TRUNCATED {
            @Override
            byte[] to(byte[] file, ZipContent content, Random random) {
                return Arrays.copyOf(file, random.nextInt(file.length));
            }
        },
        CHANGED_WITHIN {
            @Override
            byte[] to(byte[] file, ZipContent content, Random random) {
                String name = any(content, random);
                content.put(name, flipped(content.bytes(name), random));
                return content.toZip();
            }
        },
        MISSING {
            @Override
            byte[] to(byte[] file, ZipContent content, Random random) {
                content.remove(any(content, random));
                return content.toZip();
            }
        },
        DUPLICATED {
            @Override
            byte[] to(byte[] file, ZipContent content, Random random) {
                String name = any(content, random);
                return content.toZipWithSecond(name, flipped(content.bytes(name), random));
            }
        },
        SWAPPED {
            @Override
            byte[] to(byte[] file, ZipContent content, Random random) {
                String one = any(content, random);
                String other = one;
                while (other.equals(one)) {
                    other = any(content, random);
                }
                byte[] first = content.bytes(one);
                content.put(one, content.bytes(other));
                content.put(other, first);
                return content.toZip();
            }
        };

        abstract byte[] to(byte[] file, ZipContent content, Random random) throws IOException;

        static String any(ZipContent content, Random random) {
            List<String> names = content.names();
            return names.get(random.nextInt(names.size()));
        }

        static byte[] flipped(byte[] bytes, Random random) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            return flipped;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileIsRefusedOrGivesTheSame(Subject subject) throws IOException {
        Path whole = folder.resolve(subject + ".zip");
        subject.make(whole);
        byte[] bytes = Files.readAllBytes(whole);
        INDArray expected = subject.output(whole);
        Path damaged = folder.resolve("damaged.zip");
        Map<Damage, Map<String, Integer>> table = new EnumMap<>(Damage.class);
        for (Damage damage : Damage.values()) {
            Random random = new Random(NUMBER + damage.ordinal());
            for (int i = 0; i < NUMBER; i++) {
                Files.write(damaged, damage.to(bytes, ZipContent.read(whole), random));
                table.computeIfAbsent(damage, key -> new TreeMap<>())
                        .merge(outcome(subject, damaged, expected), 1, Integer::sum);
            }
        }
        table.forEach((damage, outcomes) -> System.out.println(subject + " " + damage + ": " + outcomes));
        for (Map<String, Integer> outcomes : table.values()) {
            for (String outcome : outcomes.keySet()) {
                boolean right = outcome.equals("refused")
                        || outcome.equals("the same")
                        || outcome.equals("another output") && subject.isOld();
                assertTrue(right, subject + ": " + table);
            }
        }
        assertEquals(NUMBER, table.get(Damage.MISSING).get("refused"));
        assertEquals(NUMBER, table.get(Damage.DUPLICATED).get("refused"));
    }

    private static String outcome(Subject subject, Path damaged, INDArray expected) throws IOException {
        try {
            INDArray output = subject.output(damaged);
            return output.equals(expected) ? "the same" : "another output";
        } catch (ModelFileException e) {
            boolean fits = e.getMessage().startsWith("Cannot load the ")
                    && !e.getMessage().contains("\n");
            return fits ? "refused" : "refused as " + e;
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
