package watchpost.daemon.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchpost.core.geometry.Box;
import watchpost.daemon.console.UserError;
import watchpost.detector.accuracy.Annotation;

/**
 * Annotated boxes in the JSON format of the COCO data set: {@code images}, {@code annotations} and {@code categories}.
 *
 * @param pictures in the file's order
 */
record CocoAnnotations(List<Picture> pictures) {
    /** One picture by its file name, with its boxes as fractions of the picture. */
    record Picture(String file, List<Annotation> annotations) {}

    private record Listed(JsonNode json, List<Annotation> annotations) {}

    CocoAnnotations {
        pictures = List.copyOf(pictures);
    }

    /** @throws UserError if the file is not of that format */
    static CocoAnnotations read(Path file) throws IOException {
        try {
            return of(new ObjectMapper().readTree(file.toFile()), file);
        } catch (JsonProcessingException e) {
            throw UserError.input(file + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static CocoAnnotations of(JsonNode json, Path file) {
        Map<Long, String> labels = new LinkedHashMap<>();
        for (JsonNode category : list(json, "categories", file)) {
            labels.put(number(category, "id", file), text(category, "name", file));
        }
        Map<Long, Listed> images = new LinkedHashMap<>();
        for (JsonNode image : list(json, "images", file)) {
            images.put(number(image, "id", file), new Listed(image, new ArrayList<>()));
        }
        for (JsonNode annotation : list(json, "annotations", file)) {
            Listed image = images.get(number(annotation, "image_id", file));
            String label = labels.get(number(annotation, "category_id", file));
            if (label == null || image == null) {
                throw UserError.input(file + ": an annotation names image " + annotation.get("image_id")
                        + " and category " + annotation.get("category_id") + ", and the file does not have both");
            }
            Box box = box(annotation.path("bbox"), image.json(), file);
            image.annotations()
                    .add(new Annotation(label, box, annotation.path("iscrowd").asInt() == 1));
        }
        List<Picture> pictures = images.values().stream()
                .map(image -> new Picture(text(image.json(), "file_name", file), image.annotations()))
                .toList();
        if (pictures.isEmpty()) {
            throw UserError.input(file + " names no images");
        }
        return new CocoAnnotations(pictures);
    }

    private static Box box(JsonNode corners, JsonNode image, Path file) {
        double width = number(image, "width", file);
        double height = number(image, "height", file);
        boolean numbers = corners.size() == 4 && width > 0 && height > 0;
        for (JsonNode corner : corners) {
            numbers &= corner.isNumber();
        }
        if (!numbers || corners.get(2).asDouble() < 0 || corners.get(3).asDouble() < 0) {
            throw UserError.input(
                    file + ": an annotation's bbox is " + corners + ", not [x, y, width, height] in pixels");
        }
        return new Box(
                corners.get(0).asDouble() / width,
                corners.get(1).asDouble() / height,
                corners.get(2).asDouble() / width,
                corners.get(3).asDouble() / height);
    }

    private static JsonNode list(JsonNode json, String name, Path file) {
        JsonNode list = json.path(name);
        if (!list.isArray()) {
            throw UserError.input(file + " has no list \"" + name + "\": annotations in the COCO format are expected");
        }
        return list;
    }

    private static long number(JsonNode node, String name, Path file) {
        if (!node.path(name).isIntegralNumber()) {
            throw UserError.input(file + ": " + shortened(node) + " has no whole number \"" + name + "\"");
        }
        return node.path(name).asLong();
    }

    private static String text(JsonNode node, String name, Path file) {
        if (!node.path(name).isTextual()) {
            throw UserError.input(file + ": " + shortened(node) + " has no text \"" + name + "\"");
        }
        return node.path(name).asText();
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
