package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.data.StudyData;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.forecast.Protocol;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of files that hold what a specification led to: words for people, and a hash of the whole specification. */
final class SpecFileName {
    private static final int DIGITS = 16;

    private SpecFileName() {}

    static String of(CellSpec cell) {
        return words(cell.space()) + "-" + (cell.seed() == 0 ? "" : "seed" + cell.seed() + "-") + cell.model() + "-"
                + hash(cell);
    }

    static String of(CellSpec.SpaceSpec space) {
        return words(space) + "-" + hash(space);
    }

    private static String words(CellSpec.SpaceSpec space) {
        Protocol protocol = space.protocol();
        return String.join(
                "-",
                protocol.problem(),
                StudyData.name(protocol.split()),
                CellMatrix.encoder(protocol) + protocol.latent(),
                "draw" + space.draw());
    }

    private static String hash(Object spec) {
        try {
            byte[] text = (ResultsFolder.FORMAT + ResultJson.line(spec)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
