package watchpost.daemon.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Detection;

/** One JSON line a picture: {@code {"file","width","height","detections":[{"class","confidence","box":[x,y,w,h]}]}}. */
public final class DetectionLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DetectionLine() {}

    /** Boxes are fractions of the picture. */
    public static String of(String file, Size size, List<Detection> detections) {
        ObjectNode line = JSON.createObjectNode()
                .put("file", file)
                .put("width", size.width())
                .put("height", size.height());
        ArrayNode list = line.putArray("detections");
        for (Detection detection : detections) {
            Box box = detection.box();
            list.addObject()
                    .put("class", detection.label())
                    .put("confidence", rounded(detection.confidence()))
                    .putArray("box")
                    .add(rounded(box.x()))
                    .add(rounded(box.y()))
                    .add(rounded(box.width()))
                    .add(rounded(box.height()));
        }
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A hundredth of a pixel of a picture 10,000 pixels wide is enough. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
