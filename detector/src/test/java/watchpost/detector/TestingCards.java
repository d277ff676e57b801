package watchpost.detector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import watchpost.detector.model.Model;

/** Writes a card beside a graph, beginning with what suits NanoDet-g; a test changes the keys it is about. */
public final class TestingCards {
    private final Map<String, String> keys = new LinkedHashMap<>(Map.of(
            "family", "nanodet",
            "name", "input",
            "size", "416x416",
            "colour", "bgr",
            "mean", "[103.53, 116.28, 123.675]",
            "deviation", "[57.375, 57.12, 58.395]",
            "fit", "centred",
            "padding", "[104, 116, 124]",
            "classes", "coco-80"));

    private String more = "";
    private String name = "test";

    public TestingCards with(String key, String value) {
        if (keys.put(key, value) == null) {
            throw new IllegalArgumentException(key);
        }
        return this;
    }

    /** The model's name. */
    public TestingCards named(String modelName) {
        name = modelName;
        return this;
    }

    /** Whole lines at the end of the card. */
    public TestingCards and(String lines) {
        more = lines;
        return this;
    }

    /** Puts the graph and its card, with the right check sum, into an empty folder and loads it. */
    public Model load(byte[] graph, Path folder) {
        try {
            Files.write(folder.resolve("graph.onnx"), graph);
            Files.writeString(folder.resolve(Model.CARD), card(sha256(graph)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Model.load(folder);
    }

    public Model load(Path graph, Path folder) {
        try {
            return load(Files.readAllBytes(graph), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String card(String sha256) {
        return """
               watchpost-model: 1
               name: %s
               version: 1
               licence: none
               source: none
               provenance: none
               family: %s
               input:
                 name: %s
                 size: %s
                 layout: nchw
                 colour: %s
                 mean: %s
                 deviation: %s
                 fit: %s
                 padding: %s
               classes: %s
               thresholds: {report: 0.1, confidence: 0.4, overlap: 0.6, most: 100}
               variants:
                 only: {file: graph.onnx, sha256: %s, precision: as it is, for: any}
               """.formatted(
                                name,
                                keys.get("family"),
                                keys.get("name"),
                                keys.get("size"),
                                keys.get("colour"),
                                keys.get("mean"),
                                keys.get("deviation"),
                                keys.get("fit"),
                                keys.get("padding"),
                                keys.get("classes"),
                                sha256)
                + more;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
