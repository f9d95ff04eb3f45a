package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.ZipContent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;

/** Files of format version 2, changed, with right CRCs: each was once taken for something else, or crashed the program. */
@Timeout(60)
class OldForecasterFileTest {
    @TempDir
    private Path folder;

    private ZipContent content;

    @BeforeEach
    void read() throws IOException {
        content = ZipContent.read(Path.of("src/test/resources/forecasters/version-2.zip"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"scale\" : 0.16|\"scal\" : 0.16|\"scale\" is missing",
                "\"scale\" : 0.16|\"scale\" : -0.16|\"scale\" is -0.16",
                "\"scale\" : 0.16|\"scale\" : 1e400, \"other\" : 0.16|\"scale\" is",
                "\"residual\" : true|\"residual\" : \"yes\"|\"residual\" is \"yes\", not true or false",
                "\"residual\" : true|\"residual\" : 1|\"residual\" is 1, not true or false",
                "\"version\" : 2|\"version\" : 2.9|format version 2.9",
                "\"version\" : 2|\"version\" : 4294967298|format version 4294967298",
                "\"version\" : 2|\"version\" : \"2\"|format version \"2\"",
                "\"version\" : 2|\"version\" : 0|format version 0",
                "\"context\" : 4|\"context\" : -4|\"context\" is -4, not an integer of 1 or more",
                "\"seed\" : 3|\"sed\" : 3|\"seed\" is missing",
                "\"seed\" : 3|\"seed\" : 3, \"colour\" : 1|has the key \"colour\"",
                "\"seed\" : 3|\"seed\" : 3, \"seed\" : 4|Duplicate field 'seed'",
                "\"latent\" : 3|\"latent\" : 4|pod/modes.bin has shape [3, 16], not [4, 16]",
                "\"values\" : 16|\"values\" : 2147483647|pod/mean.bin",
                "\"encoder\" : \"POD\"|\"encoder\" : \"NONE\"|do not fit together"
            })
    void aChangedManifestIsRefusedByName(String part, String replacement, String expected) throws IOException {
        String manifest = content.text("manifest.json");
        assertTrue(manifest.contains(part), manifest);
        content.put("manifest.json", manifest.replace(part, replacement));
        refuses(expected);
    }

    @Test
    void aSecondManifestIsRefused() throws IOException {
        byte[] other = content.text("manifest.json")
                .replace("\"context\" : 4", "\"context\" : 3")
                .getBytes(StandardCharsets.UTF_8);
        refuses("has the entry manifest.json twice", content.toZipWithSecond("manifest.json", other));
    }

    @Test
    void aManifestWithoutAnEndIsNotRead() throws IOException {
        content.put("manifest.json", content.text("manifest.json") + " ".repeat(1 << 20));
        refuses("manifest.json has 1048904 bytes; 1048576 are the most");
    }

    @Test
    void anEntryThatIsLargerThanItsArrayIsNotRead() throws IOException {
        content.put("pod/mean.bin", new byte[50_000_000]);
        refuses("pod/mean.bin has 50000000 bytes; ");
    }

    @Test
    void anEntryOfNobodysIsRefused() throws IOException {
        content.put("pod/extra.bin", "x");
        refuses("its entry pod/extra.bin belongs to no forecaster");
    }

    /** ND4J's native code would read behind the array. */
    @Test
    void stridesOfAnotherArrayAreRefused() throws IOException {
        ByteBuffer.wrap(content.bytes("pod/modes.bin")).putLong(2 + 16 + 8 + 2 + 4 + 3 * 8, 0x200010);
        refuses("pod/modes.bin has strides [2097168, 1]");
    }

    @Test
    void numbersThatAreNoneAreRefused() throws IOException {
        for (String name : new String[] {"latentModel/parameters.bin", "pod/mean.bin", "pod/modes.bin"}) {
            byte[] bytes = content.bytes(name);
            byte[] before = bytes.clone();
            ByteBuffer.wrap(bytes).putFloat(bytes.length - Float.BYTES, Float.NaN);
            refuses(name + " has NaN as number ");
            content.put(name, before);
        }
        byte[] deviation = content.bytes("pod/deviation.bin");
        ByteBuffer.wrap(deviation).putFloat(deviation.length - Float.BYTES, -1);
        refuses("pod/deviation holds -1.0; units are above 0");
    }

    @Test
    void aNormaliserOfAnyClassIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("NORMALIZER");
        out.writeInt(1);
        out.writeUTF("CUSTOM");
        out.writeUTF("java.util.ArrayList");
        out.write(new byte[32]);
        content.put("normalizer.bin", bytes.toByteArray());
        refuses("normalizer.bin is of type CUSTOM");
    }

    /** Oracle: min-max by hand. */
    @Test
    void aMinMaxNormaliserIsRead() throws Exception {
        NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(-1, 1);
        scaler.fitLabel(true);
        scaler.setFeatureStats(
                Nd4j.valueArrayOf(new long[] {1, 16}, 2, DataType.FLOAT),
                Nd4j.valueArrayOf(new long[] {1, 16}, 6, DataType.FLOAT));
        scaler.setLabelStats(Nd4j.zeros(DataType.FLOAT, 1, 16), Nd4j.ones(DataType.FLOAT, 1, 16));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault().write(scaler, bytes);
        content.put("normalizer.bin", bytes.toByteArray());
        Path file = folder.resolve("old.zip");
        content.write(file);
        LatentSpace space = LatentForecaster.load(file).latentSpace();
        Path again = folder.resolve("again.zip");
        space.save(again);
        for (LatentSpace each : new LatentSpace[] {space, LatentSpace.load(again)}) {
            var row = Nd4j.valueArrayOf(new long[] {1, 16}, 3, DataType.FLOAT);
            each.normalizer().transform(row);
            assertEquals(-0.5, row.getDouble(7), 1e-6);
        }
    }

    @Test
    void aMisspeltKeyOfALayerIsRefused() throws IOException {
        String name = "latentModel/configuration.json";
        String before = content.text(name);
        content.put(name, before.replace("\"forgetGateBiasInit\"", "\"forgetGateBias\""));
        assertNotEquals(before, content.text(name));
        refuses("has the key confs[0].layer.forgetGateBias, which nothing reads");
    }

    private void refuses(String expected) throws IOException {
        refuses(expected, content.toZip());
    }

    private void refuses(String expected, byte[] bytes) throws IOException {
        Path file = folder.resolve("changed.zip");
        Files.write(file, bytes);
        ForecasterFileException refused =
                assertThrows(ForecasterFileException.class, () -> LatentForecaster.load(file));
        assertTrue(refused.getMessage().startsWith("Cannot load the forecaster " + file), refused.getMessage());
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }
}
